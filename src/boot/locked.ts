import { Hono } from 'hono';
import { z } from 'zod/mini';
import { minute, systemClock } from '#kernel/time.ts';
import { allower, input, refused, type Env } from '#http/frame.ts';
import { placeOf } from '#http/place.ts';
import type { DiskLock } from '#lock/index.ts';
import { waitingStage, type Stage } from './stage.ts';

const allow = allower({ 'boot.wake': ['anyone'] });

const text = z.string().check(z.maxLength(200));
const asked = z.union([z.object({ key: text }), z.object({ code: text })]);

/** Protects the processor: a key or a code cannot be guessed, but each try costs a computation. From one address. */
const mostWrongInMinute = 30;
const mostPlaces = 1000;

/** The secrets of the disk are sealed: a wake key of a device opens them, or the recovery code (LOCK-2). */
export function lockedStage(
  web: (request: Request) => Response | Promise<Response>,
  lock: DiskLock,
  clock = systemClock,
): Stage {
  const over = Promise.withResolvers<string>();
  const wrongFrom = new Map<string, readonly number[]>();
  const routes = new Hono<Env>().post('/wake', allow('boot.wake'), input('json', asked), async (context) => {
    const given = context.req.valid('json');
    const place = placeOf(context);
    const since = clock.now() - minute;
    const wrong = (wrongFrom.get(place) ?? []).filter((at) => at > since);
    if (wrong.length >= mostWrongInMinute) throw refused('boot.locked.wait', 429, { seconds: 60 });
    const isOpen = 'key' in given ? await lock.wake(given.key) : await lock.wakeByCode(given.code);
    if (!isOpen) {
      if (wrongFrom.size >= mostPlaces) wrongFrom.clear();
      wrongFrom.set(place, [...wrong, clock.now()]);
      throw refused('key' in given ? 'boot.locked.key' : 'boot.locked.code', 403);
    }
    over.resolve('woken');
    return context.json({ isOpen });
  });
  return waitingStage({ name: 'locked', routes, web, over: over.promise });
}
