import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { bellsFor, type BellSet } from './bells.ts';
import { noLessonsBecause, type SchoolCalendar } from './calendar.ts';
import { dayIn, gradesTogether, mostGrades } from './conflict.ts';
import { weekdayOf } from './day.ts';
import type { Change, Slot } from './slot.ts';

/** What an entry is checked against. */
export type Known = {
  readonly school: SchoolId;
  readonly groups: ReadonlyMap<GroupId, { readonly grades: readonly number[] }>;
  readonly teachers: ReadonlySet<PersonId>;
  readonly schools: ReadonlySet<SchoolId>;
  readonly bells: readonly BellSet[];
};

/**
 * What a slot can never be, with its place (TTB-8): unknown groups, teacher or school, five grades, a lesson for which no
 * bell rings. What only clashes with other slots is no refusal: a timetable is made by moving, and the conflicts show it.
 */
export function checkSlot(slot: Slot, known: Known): Result<Slot, Refusal> {
  const at = { weekday: slot.weekday, period: slot.period };
  if (new Set(slot.groups).size !== slot.groups.length) return refuse('timetable.group-twice', 422, at);
  if (slot.groups.some((each) => !known.groups.has(each))) return refuse('timetable.no-such-group', 422, at);
  const grades = gradesTogether(slot.groups, known.groups);
  if (grades.length > mostGrades) {
    return refuse('timetable.set-too-large', 422, { ...at, grades: grades.join('+'), most: mostGrades });
  }
  if (!known.teachers.has(slot.teacher)) return refuse('timetable.no-such-teacher', 422, at);
  if (slot.remote && (!known.schools.has(slot.remote.school) || slot.remote.school === known.school)) {
    return refuse('timetable.no-such-school', 422, at);
  }
  if (!slot.remote && !ringsOn(known.bells, dayIn(slot.since, slot.weekday), slot.period, grades))
    return refuse('timetable.no-bell', 422, { ...at, grades: grades.join('+') });
  return ok(slot);
}

function ringsOn(sets: readonly BellSet[], day: string, period: number, grades: readonly number[]): boolean {
  const set = bellsFor(sets, { day, weekday: weekdayOf(day), grades });
  return set?.lessons.some((each) => each.period === period) ?? false;
}

/** Why a lesson of a day cannot be changed so (TTB-14): it is not of that day, or it would move where no lessons are. */
export function checkChange(
  change: Change,
  slot: Slot | undefined,
  calendar: SchoolCalendar,
  known: Known & { readonly isHeld: boolean },
): Result<Change, Refusal> {
  if (!slot || !known.isHeld) return refuse('timetable.not-on-day', 422, { day: change.day });
  if (change.isCancelled) {
    const { slot: id, day, reason } = change;
    return ok({ slot: id, day, reason, isCancelled: true });
  }
  if (change.teacher && !known.teachers.has(change.teacher)) {
    return refuse('timetable.no-such-teacher', 422, { weekday: slot.weekday, period: slot.period });
  }
  if (!change.to) return ok(change);
  const { day, period } = change.to;
  const grades = gradesTogether(slot.groups, known.groups);
  const because = grades.map((grade) => noLessonsBecause(calendar, grade, day)).find((each) => each !== undefined);
  if (because) return refuse(`timetable.into-${because}`, 422, { day });
  if (!ringsOn(known.bells, day, period, grades)) {
    return refuse('timetable.no-bell-on-day', 422, { day, period, grades: grades.join('+') });
  }
  return ok(change);
}
