import { Hono } from 'hono';
import { z } from 'zod/mini';
import { systemRandomness } from '#kernel/ids.ts';
import { bodyOf } from '#http/body.ts';
import { allower, input, Refused, type Env } from '#http/frame.ts';
import type { DiskLock } from '#lock/index.ts';
import { arrive, arriveOver, askedTicket, askWithTicket } from '#sync/index.ts';
import type { Settings } from '../settings.ts';
import { bringingBack } from './bring-back.ts';
import { waitingStage, type Stage } from './stage.ts';

const allow = allower({ 'boot.set-up': ['anyone'] });

const ticket = z.string().check(z.maxLength(100));
const address = z.string().check(
  z.maxLength(200),
  z.refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)),
);

/** What a set-up page is told when the server has become a school's: the recovery code where the disk was locked, once. */
export type Joined = { readonly isJoined: true; readonly code?: string };

/**
 * A data folder without an identity (BOOT-5): with its region's ticket it becomes a school's server, a new one or the
 * one that takes a burnt one's place, over the network or by two files. Who has no ticket can do nothing here.
 */
export function unsetStage(
  { folder }: Settings,
  web: (request: Request) => Response | Promise<Response>,
  lock: DiskLock,
): Stage {
  const over = Promise.withResolvers<string>();
  const joined = async (isLocked: boolean): Promise<Joined> => {
    if (!isLocked) return { isJoined: true };
    const code = await lock.newCode();
    await lock.turnOn();
    return { isJoined: true, code };
  };
  const routes = new Hono<Env>()
    .get('/set-up', allow('boot.set-up'), (context) => context.json({ hasAsked: askedTicket(folder) !== undefined }))
    .post(
      '/join',
      allow('boot.set-up'),
      input('json', z.object({ ticket, url: address, isLocked: z.boolean() })),
      async (context) => {
        const { ticket: typed, url, isLocked } = context.req.valid('json');
        const arrived = await arriveOver(folder, typed, url, systemRandomness);
        if (!arrived.ok) throw new Refused(arrived.error);
        return context.json(await joined(isLocked));
      },
    )
    .post('/request', allow('boot.set-up'), input('json', z.object({ ticket })), async (context) => {
      const request = await askWithTicket(folder, context.req.valid('json').ticket, systemRandomness);
      if (!request.ok) throw new Refused(request.error);
      return context.body(new Uint8Array(request.value), 200, {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="tirek-enrol-server.request"',
      });
    })
    .post('/answer', allow('boot.set-up'), async (context) => {
      const arrived = arrive(folder, await bodyOf(context));
      if (!arrived.ok) throw new Refused(arrived.error);
      return context.json(await joined(context.req.query('locked') === '1'));
    })
    // The page has shown the recovery code: now the node may open.
    .post('/done', allow('boot.set-up'), (context) => {
      over.resolve('set-up');
      return context.json({ isDone: true });
    });
  const brought = bringingBack(folder, lock, () => over.resolve('brought back'));
  routes.route('/', brought.routes);
  return waitingStage({ name: 'unset', routes, web, over: over.promise, close: brought.close });
}
