import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { schoolYearOf } from '#people/index.ts';
import { knownHere, must, ownSchool } from './access.ts';
import { checkChange, checkSlot, type Known } from './model/entry.ts';
import { addDays, mondayOf } from './model/day.ts';
import { lessonsOn, type Change, type Slot } from './model/slot.ts';
import { allow } from './permissions.ts';
import { calendarOf, isOwnSlot, selectSlots } from './queries.ts';
import { changeBody, changeDropped, dayChanged, dayText, slotBody, slotDropped, slotSet } from './records.ts';
import { weekOn } from './slots.ts';

const slotId = slotBody.shape.slot;
const given = z.extend(z.omit(slotBody, { slot: true, since: true }), { slot: z.optional(slotId) });

/** As many as a large school's week has, and a stranger's request stays small. */
const mostSlots = 600;

const entry = z.object({
  since: dayText,
  set: z.array(given).check(z.maxLength(mostSlots)),
  drop: z.array(slotId).check(z.maxLength(mostSlots)),
});
export type Entry = z.infer<typeof entry>;

/** The week is entered, moved and taken back by hand: all that is sent at once, or nothing of it. */
export function slotRoutes(house: House) {
  return new Hono<Env>()
    .put('/slots', allow('timetable.manage'), input('json', entry), async (context) => {
      const { scope, school } = ownSchool(house);
      const by = personOf(context).person;
      const { since, set, drop } = context.req.valid('json');
      const known = await knownHere(house);
      for (const each of set) if (each.slot) await mustBeOwn(house, each.slot);
      for (const each of drop) await mustBeOwn(house, each);
      const placed = set.map((each) => ({ since, ...slotOf(each) }));
      for (const each of placed) must(checkSlot({ ...each, slot: each.slot ?? '' }, known));
      const ids = await house.log.write((on) => {
        const bodies = placed.map((each) => ({ ...each, slot: each.slot ?? on.mint<string>() }));
        const records = [
          ...drop.map((slot) => slotDropped.draft(scope, by, { slot, since })),
          ...bodies.map((body) => slotSet.draft(scope, by, { ...body, groups: [...body.groups] })),
        ];
        return { records, answer: bodies.map((each) => each.slot) };
      });
      house.live.publish(`timetable:school:${school}`);
      return context.json({ slots: ids });
    })
    .put('/changes', allow('timetable.manage'), input('json', changeBody), async (context) => {
      const { scope, school } = ownSchool(house);
      const change = await checkedChange(house, changeOf(context.req.valid('json')), await knownHere(house));
      const draft = dayChanged.draft(scope, personOf(context).person, change);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      house.live.publish(`timetable:school:${school}`);
      return context.json({ done: true });
    })
    .delete(
      '/changes/:slot/:day',
      allow('timetable.manage'),
      input('param', z.object({ slot: slotId, day: dayText })),
      async (context) => {
        const { scope, school } = ownSchool(house);
        const { slot, day } = context.req.valid('param');
        const draft = changeDropped.draft(scope, personOf(context).person, { slot, day });
        await house.log.write(() => ({ records: [draft], answer: undefined }));
        house.live.publish(`timetable:school:${school}`);
        return context.json({ done: true });
      },
    );
}

/** What came in as a slot: an optional thing that was left out is not there at all. */
function slotOf({ remote, slot, ...rest }: z.infer<typeof given>): Omit<Slot, 'slot' | 'since'> & { slot?: string } {
  return { ...rest, ...(slot ? { slot } : {}), ...(remote ? { remote } : {}) };
}

function changeOf({ teacher, room, to, ...rest }: z.infer<typeof changeBody>): Change {
  return { ...rest, ...(teacher ? { teacher } : {}), ...(room === undefined ? {} : { room }), ...(to ? { to } : {}) };
}

async function checkedChange(house: House, change: Change, known: Known): Promise<Change> {
  const { school } = ownSchool(house);
  const { read } = house.log;
  const slot = (await selectSlots(read, school, change.day)).find((each) => each.slot === change.slot);
  const monday = mondayOf(change.day);
  const week = await weekOn(read, school, monday, addDays(monday, 6));
  // As the timetable has the day, whatever was changed in it before.
  const isHeld = lessonsOn({ ...week, slots: slot ? [slot] : [], changes: [] }, change.day).length > 0;
  const calendar = await calendarOf(read, school, schoolYearOf(change.to?.day ?? change.day));
  return must(checkChange(change, slot, calendar, { ...known, isHeld }));
}

async function mustBeOwn(house: House, slot: string): Promise<void> {
  if (!(await isOwnSlot(house.log.read, ownSchool(house).school, slot))) throw refused('timetable.no-such-slot', 404);
}
