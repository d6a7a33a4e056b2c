import { Hono } from 'hono';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { z } from 'zod/mini';
import { allower, input, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { SyncDesk } from '#sync/index.ts';
import type { CareDesk } from './desk.ts';
import { factsHere, type CareFacts } from './facts.ts';
import { findingsOf, type Finding } from './findings.ts';
import { bytesBelow } from './folder.ts';
import { keep } from './kept.ts';
import { carePermissions } from './permissions.ts';
import { checkRecords, hearTime, makeBackup, makeLeavingBackup, makeRoom } from './work.ts';

const allow = allower(carePermissions);

/** What the page of the server's state shows. */
export type CareStatus = { readonly facts: CareFacts; readonly findings: readonly Finding[] };

/** The state of the server, and the buttons on its page. What takes long is begun; the page looks how far it is. */
export function careRoutes(house: House, desk: CareDesk, sync: SyncDesk) {
  const begun = (work: Promise<void>): { isStarted: true } => {
    work.catch((error: unknown) => desk.log.write(`care: ${error instanceof Error ? error.name : 'a job'} failed`));
    return { isStarted: true };
  };
  const assertSqlite = (): void => {
    if (!desk.isSqlite) throw refused('care.backup-postgres', 409);
  };
  return new Hono<Env>()
    .get('/status', allow('care.see'), async (context) => {
      const facts = await factsHere(house, desk, sync);
      return context.json<CareStatus>({ facts, findings: findingsOf(facts) });
    })
    .post('/backup', allow('care.act'), (context) => {
      return context.json(desk.busy.backup ? { isStarted: true } : begun(makeBackup(house, desk)));
    })
    .post('/leave', allow('care.take-away'), (context) => {
      assertSqlite();
      return context.json(desk.busy.leaving ? { isStarted: true } : begun(makeLeavingBackup(house, desk, sync)));
    })
    .get('/leaving', allow('care.take-away'), async () => {
      const { left } = desk;
      if (!left) throw refused('care.leaving.none', 404);
      const bytes = await bytesBelow(left.file);
      await keep(house.log, { left: house.clock.now() });
      return new Response(Readable.toWeb(createReadStream(left.file)) as ReadableStream, {
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(bytes) },
      });
    })
    .post('/check', allow('care.act'), (context) => context.json(begun(checkRecords(house, desk, () => false))))
    .post('/spare', allow('care.act'), async (context) => {
      await makeRoom(house, desk);
      return context.json({ isDone: true });
    })
    .post('/time', allow('care.act'), input('json', z.object({ at: z.int() })), async (context) => {
      await hearTime(house, desk, context.req.valid('json').at, 'adult');
      return context.json({ isDone: true });
    });
}
