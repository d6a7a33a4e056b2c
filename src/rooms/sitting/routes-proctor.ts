import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { idOf, language } from '#kernel/schema.ts';
import { input, personOf, Refused, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { isOffice } from '#people/index.ts';
import { ownSchool, proctored } from './access.ts';
import { tailsToRecords } from './attempt-tails.ts';
import { boardOf } from './board.ts';
import type { WordDesk } from './desk.ts';
import { cellsToday, openSitting, sittingsFor } from './opening.ts';
import { allow } from './permissions.ts';
import { findSeat, selectForms, selectRuns, selectSeats, type SittingRow } from './queries.ts';
import {
  absences,
  attemptId,
  extras,
  missed,
  orders,
  seated,
  settled,
  settleReasons,
  told,
  type Order,
} from './records.ts';

const openBody = z.object({
  study: z.string().check(z.maxLength(40)),
  cell: z.string().check(z.maxLength(40)),
  people: z.optional(z.array(idOf<PersonId>()).check(z.maxLength(200))),
});
const orderBody = z.object({
  order: z.optional(z.enum(orders)),
  minutes: z.optional(z.int().check(z.minimum(1), z.maximum(60))),
});
const seatBody = z.object({
  person: idOf<PersonId>(),
  extra: z.int().check(z.refine((value) => (extras as readonly number[]).includes(value))),
  isLarge: z.boolean(),
  language,
  booklet: z.optional(z.int().check(z.minimum(1), z.maximum(9))),
});
const missedBody = z.object({ person: idOf<PersonId>(), reason: z.nullable(z.enum(absences)) });
const settleBody = z.object({
  attempt: attemptId,
  head: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  reason: z.enum(settleReasons),
});

/** Which orders make sense in which state. */
const next: Readonly<Record<SittingRow['state'], readonly Order[]>> = {
  open: ['started', 'ended'],
  running: ['paused', 'ended'],
  paused: ['resumed', 'ended'],
  ended: [],
};

/** What the teacher does who leads a sitting: opens, starts, pauses, gives time, says who is absent, ends, settles. */
export function proctorRoutes(house: House, desk: WordDesk) {
  return new Hono<Env>()
    .get('/cells', allow('sitting.proctor'), async (context) => context.json({ cells: await cellsToday(house) }))
    .get('/sittings', allow('sitting.proctor'), async (context) => {
      const who = personOf(context);
      return context.json({ sittings: await sittingsFor(house, who, isOffice(who)) });
    })
    .post('/sittings', allow('sitting.proctor'), input('json', openBody), async (context) => {
      const made = await openSitting(house, personOf(context), context.req.valid('json'));
      if (!made.ok) throw new Refused(made.error);
      return context.json({ sitting: made.value });
    })
    .get('/sittings/:sitting', allow('sitting.proctor'), async (context) => {
      const sitting = await proctored(house, personOf(context), context.req.param('sitting'));
      return context.json(await boardOf(house, desk, sitting));
    })
    .post('/sittings/:sitting/orders', allow('sitting.proctor'), input('json', orderBody), async (context) => {
      const who = personOf(context);
      const sitting = await proctored(house, who, context.req.param('sitting'));
      const { order, minutes } = context.req.valid('json');
      // Said again, for the first answer was lost: it is so already.
      const isSo = order !== undefined && last[sitting.state].includes(order);
      if (order && !isSo && !next[sitting.state].includes(order)) throw refused('sitting.not-now', 409);
      const { scope } = ownSchool(house);
      const about = { sitting: sitting.sitting, ...(order && !isSo ? { order } : {}), ...(minutes ? { minutes } : {}) };
      if (order === 'ended') await tailsToRecords(house, sitting.sitting);
      if (about.order || about.minutes) await write(house, told.draft(scope, who.person, about));
      return context.json(await boardOf(house, desk, await proctored(house, who, sitting.sitting)));
    })
    .post('/sittings/:sitting/seats', allow('sitting.proctor'), input('json', seatBody), async (context) => {
      const who = personOf(context);
      const sitting = await proctored(house, who, context.req.param('sitting'));
      const { booklet, ...asked } = context.req.valid('json');
      const seat = await seatIn(house, sitting, asked.person);
      const form =
        booklet === undefined ? seat.form : (await selectForms(house.log.read, sitting.sitting))[booklet - 1]?.form;
      if (!form) throw refused('sitting.no-such-cell', 404);
      const isOther = form !== seat.form || asked.language !== seat.language;
      if (isOther && (await selectRuns(house.log.read, seat.attempt)).length > 0) throw refused('sitting.begun', 409);
      const body = { ...asked, sitting: sitting.sitting, form, isLate: seat.isLate === 1 };
      await write(house, seated.draft(ownSchool(house).scope, who.person, body));
      return context.json({ done: true });
    })
    .post('/sittings/:sitting/missed', allow('sitting.proctor'), input('json', missedBody), async (context) => {
      const who = personOf(context);
      const sitting = await proctored(house, who, context.req.param('sitting'));
      const { person, reason } = context.req.valid('json');
      await seatIn(house, sitting, person);
      await write(
        house,
        missed.draft(ownSchool(house).scope, who.person, { sitting: sitting.sitting, person, reason }),
      );
      return context.json({ done: true });
    })
    .post('/sittings/:sitting/settle', allow('sitting.proctor'), input('json', settleBody), async (context) => {
      const who = personOf(context);
      const sitting = await proctored(house, who, context.req.param('sitting'));
      const body = context.req.valid('json');
      const seat = await findSeat(house.log.read, body.attempt);
      if (seat?.sitting !== sitting.sitting) throw refused('sitting.no-such-seat', 404);
      await tailsToRecords(house, sitting.sitting);
      await write(house, settled.draft(ownSchool(house).scope, who.person, body));
      return context.json({ done: true });
    });
}

/** The orders after which a sitting is in a state. */
const last: Readonly<Record<SittingRow['state'], readonly Order[]>> = {
  open: [],
  running: ['started', 'resumed'],
  paused: ['paused'],
  ended: ['ended'],
};

async function seatIn(house: House, { sitting }: SittingRow, person: string) {
  const seat = (await selectSeats(house.log.read, sitting)).find((each) => each.person === person);
  if (!seat) throw refused('sitting.no-such-seat', 404);
  return seat;
}

function write(house: House, draft: ReturnType<typeof told.draft>): Promise<void> {
  return house.log.write(() => ({ records: [draft], answer: undefined }));
}
