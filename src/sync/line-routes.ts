import { Hono } from 'hono';
import { z } from 'zod/mini';
import { allower, input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { longestHold } from '#http/line.ts';
import { minute } from '#kernel/time.ts';
import { syncPermissions } from './permissions.ts';
import { tellScreens } from './topics.ts';

const allow = allower(syncPermissions);

const asked = z.object({ minutes: z.int().check(z.minimum(5), z.maximum(longestHold / minute)) });

/** The line as a teacher sees it: until when it is left to a lesson, and whether the teacher asked for it. */
export type LineState = { readonly now: number; readonly heldUntil?: number; readonly isMine: boolean };

/** A teacher has the line for a lesson over it, and gives it back (SYN-31). */
export function lineRoutes(house: House) {
  const stateFor = (person: string): LineState => {
    const left = house.line.left();
    const now = house.clock.now();
    return { now, ...(left > 0 ? { heldUntil: now + left } : {}), isMine: house.line.isHeldBy(person) };
  };
  return new Hono<Env>()
    .get('/line', allow('sync.hold-line'), (context) => context.json(stateFor(personOf(context).person)))
    .post('/line', allow('sync.hold-line'), input('json', asked), (context) => {
      // A region's node calls nobody: there is no line to leave.
      if (house.self.kind === 'region') throw refused('sync.schools-only', 409);
      const { person } = personOf(context);
      house.line.hold(person, context.req.valid('json').minutes * minute);
      tellScreens(house.live);
      return context.json(stateFor(person));
    })
    .delete('/line', allow('sync.hold-line'), (context) => {
      const { person } = personOf(context);
      house.line.release(person);
      tellScreens(house.live);
      return context.json(stateFor(person));
    });
}
