import { z } from 'zod/mini';
import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import { grade, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { isClock, isDay } from './model/day.ts';
import { reasons } from './model/slot.ts';

const id = z.string().check(z.regex(/^[0-9a-z][0-9a-z-]{0,39}$/));
export const dayText = z.string().check(z.refine(isDay));
const clock = z.string().check(z.refine(isClock));
const grades = z.array(grade).check(z.maxLength(12));
const text = z.object({ kk: words(), ru: words(), en: words() });
const span = { from: dayText, to: dayText };
const weekday = z.int().check(z.minimum(1), z.maximum(7));
/** Lessons of a day: 0 is one before the first, where a school has it. */
export const period = z.int().check(z.minimum(0), z.maximum(14));
const year = z.int().check(z.minimum(2020), z.maximum(2100));

function words() {
  return z.string().check(z.maxLength(60));
}

/** The school year as the head has set it; a later one of the year replaces it whole (TTB-1). */
export const calendarBody = z.object({
  year,
  quarters: z.array(z.object(span)).check(z.length(4)),
  breaks: z.array(z.object({ ...span, grades, names: text })).check(z.maxLength(6)),
  daysOff: z.array(z.object({ day: dayText, names: text })).check(z.maxLength(24)),
  moved: z.array(z.object({ day: dayText, as: dayText })).check(z.maxLength(20)),
  saturdays: grades,
  source: z.string().check(z.minLength(1), z.maxLength(300)),
  /** Whether the head says that the dates are those of the order. */
  checked: z.boolean(),
});

export const calendarSet = recordType('timetable.calendar-set', { owner: 'school', version: 1, body: calendarBody });

export const bellsBody = z.object({
  bells: id,
  name: words(),
  grades,
  weekdays: z.array(weekday).check(z.maxLength(7)),
  from: z.union([dayText, z.literal('')]),
  to: z.union([dayText, z.literal('')]),
  lessons: z.array(z.object({ period, from: clock, to: clock })).check(z.maxLength(15)),
});

/** A set of bells, whole; a later one of the id replaces it (TTB-6). */
export const bellsSet = recordType('timetable.bells-set', { owner: 'school', version: 1, body: bellsBody });
export const bellsDropped = recordType('timetable.bells-dropped', {
  owner: 'school',
  version: 1,
  body: z.object({ bells: id }),
});

/** A lesson that another school's teacher gives: it keeps that school's clock time, whatever the bells here say (TTB-12). */
export const remoteBody = z.object({
  school: idOf<SchoolId>(),
  from: clock,
  minutes: z.int().check(z.minimum(5), z.maximum(120)),
});

export const slotBody = z.object({
  slot: id,
  /** The first day on which it is so; what was before stays as it was (TTB-8). */
  since: dayText,
  weekday,
  period,
  groups: z.array(idOf<GroupId>()).check(z.minLength(1), z.maxLength(4)),
  /** Who is in the room with the pupils: at a remote lesson the local adult. */
  teacher: idOf<PersonId>(),
  room: z.string().check(z.maxLength(40)),
  remote: z.optional(remoteBody),
});

/** A place in the timetable, week after week from a day on, whole. */
export const slotSet = recordType('timetable.slot-set', { owner: 'school', version: 1, body: slotBody });

/** From a day on the slot is no more. */
export const slotDropped = recordType('timetable.slot-dropped', {
  owner: 'school',
  version: 1,
  body: z.object({ slot: id, since: dayText }),
});

export const changeBody = z.object({
  slot: id,
  day: dayText,
  reason: z.enum(reasons),
  /** Not held, nor moved: then nothing of the rest is given. */
  isCancelled: z.boolean(),
  teacher: z.optional(idOf<PersonId>()),
  room: z.optional(z.string().check(z.maxLength(40))),
  to: z.optional(z.object({ day: dayText, period })),
});

/** One lesson of one day is otherwise; a later change of the same lesson and day replaces it (TTB-14). */
export const dayChanged = recordType('timetable.day-changed', { owner: 'school', version: 1, body: changeBody });

/** The lesson of this day is as the timetable has it after all. */
export const changeDropped = recordType('timetable.change-dropped', {
  owner: 'school',
  version: 1,
  body: z.object({ slot: id, day: dayText }),
});

/** The weekly hours that this school teaches where they are not those that ship; a later one of the year replaces it. */
export const hoursBody = z.object({
  year,
  source: z.string().check(z.minLength(1), z.maxLength(300)),
  hours: z
    .array(
      z.object({
        grade,
        subject: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
        hours: z.int().check(z.minimum(0), z.maximum(20)),
      }),
    )
    .check(z.maxLength(200)),
});
export const hoursSet = recordType('timetable.hours-set', { owner: 'school', version: 1, body: hoursBody });

export const timetableRecords = [
  calendarSet,
  bellsSet,
  bellsDropped,
  slotSet,
  slotDropped,
  dayChanged,
  changeDropped,
  hoursSet,
] as const;
