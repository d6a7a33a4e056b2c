import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { z } from 'zod/mini';
import type { SchoolId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { sayAtRegion } from './history/at-region.ts';
import { sayAtSchool } from './history/at-school.ts';
import { countOpen, historiesShown, historyShown, seenPupil } from './history/shown.ts';
import { allow } from './permissions.ts';
import { givenReasons, type GivenReason } from './records-history.ts';

/** At the region it is said which reader is meant: a pupil may have moved on. */
const reader = z.optional(idOf<SchoolId>());
const closing = z.object({ reason: z.enum(givenReasons), reader });
const opening = z.object({ reader });

/** What previous schools tell of a pupil: seen by who teaches the pupil, closed by who answers for the facts. */
export function historyRoutes(house: House) {
  const say = (who: Person, transfer: string, said: { reason?: GivenReason; reader?: SchoolId | undefined }) => {
    const { reason, reader: to } = said;
    if (house.self.school) return sayAtSchool(house, who.person, transfer, reason);
    if (!to) throw refused('lessons.no-such-history', 404);
    return sayAtRegion(house, who.person, { transfer, reader: to, reason });
  };
  return new Hono<Env>()
    .get('/history/:person', allow('lessons.see-history'), compress(), async (context) => {
      const pupil = await seenPupil(house, personOf(context), context.req.param('person'));
      return context.json(await historyShown(house, pupil));
    })
    .get('/history/:person/open', allow('lessons.see-history'), async (context) => {
      const pupil = await seenPupil(house, personOf(context), context.req.param('person'));
      return context.json({ open: await countOpen(house, pupil) });
    })
    .get('/histories', allow('lessons.close-history'), async (context) => {
      return context.json({ histories: await historiesShown(house) });
    })
    .post('/histories/:transfer/close', allow('lessons.close-history'), input('json', closing), async (context) => {
      await say(personOf(context), context.req.param('transfer'), context.req.valid('json'));
      return context.json({ done: true });
    })
    .post('/histories/:transfer/open', allow('lessons.close-history'), input('json', opening), async (context) => {
      await say(personOf(context), context.req.param('transfer'), context.req.valid('json'));
      return context.json({ done: true });
    });
}
