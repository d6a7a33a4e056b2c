import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { bellsFor, type Bell, type BellSet } from './bells.ts';
import { isSchoolDay, taughtWeekday, type SchoolCalendar } from './calendar.ts';
import { clockOf, instantOf, minutesOf } from './day.ts';

export type Remote = { readonly school: SchoolId; readonly from: string; readonly minutes: number };

/** A place in the timetable, week after week: the groups that sit together, with whom, where. */
export type Slot = {
  readonly slot: string;
  readonly since: string;
  readonly weekday: number;
  readonly period: number;
  readonly groups: readonly GroupId[];
  readonly teacher: PersonId;
  readonly room: string;
  readonly remote?: Remote;
};

/** Why a day is otherwise. Nobody's illness: that is nobody's business but the person's own. */
export const reasons = ['teacher-away', 'weather', 'outage', 'event', 'other'] as const;

/** One lesson of one day that is otherwise. */
export type Change = {
  readonly slot: string;
  readonly day: string;
  readonly reason: (typeof reasons)[number];
  readonly isCancelled: boolean;
  readonly teacher?: PersonId;
  readonly room?: string;
  readonly to?: { readonly day: string; readonly period: number };
};

/** What the timetable must know of a teaching group. */
export type GroupGrades = { readonly group: GroupId; readonly grades: readonly number[] };

/** A lesson on a day, as it will be held. */
export type SlotOn = {
  readonly slot: string;
  readonly day: string;
  readonly period: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly minutes: number;
  readonly groups: readonly GroupId[];
  /** Who is in the room with the pupils: at a remote lesson the local adult. */
  readonly teacher: PersonId;
  readonly room: string;
  /** A hub school's teacher leads, by that school's clock. */
  readonly remote?: Remote;
  /** It is otherwise than in the timetable: another teacher or room, or brought here from another day. */
  readonly isChanged: boolean;
};

/** What a school's timetable says, as it is on a day. */
export type Week = {
  readonly calendar: SchoolCalendar;
  readonly bells: readonly BellSet[];
  readonly slots: readonly Slot[];
  readonly changes: readonly Change[];
  readonly groups: readonly GroupGrades[];
};

/**
 * The lessons of a day, by their beginning (TTB-13): those of its weekday whose grades have lessons on it, without what
 * was cancelled or moved away, with what was moved here. A lesson for which no bell rings has no time, so it is not
 * among them: the conflicts name it.
 */
export function lessonsOn(week: Week, day: string): SlotOn[] {
  const { calendar, slots, changes } = week;
  const gradesOf = new Map(week.groups.map(({ group, grades }) => [group, grades]));
  const changeOf = new Map(changes.filter((each) => each.day === day).map((each) => [each.slot, each]));
  const weekday = taughtWeekday(calendar, day);
  const own = slots
    .filter((slot) => slot.weekday === weekday)
    .map((slot) => ({ slot, change: changeOf.get(slot.slot), period: slot.period }))
    .filter(({ change }) => !change || (!change.isCancelled && (!change.to || change.to.day === day)));
  const brought = changes
    .filter((each) => each.to?.day === day && each.day !== day)
    .flatMap((change) => {
      const slot = slots.find((each) => each.slot === change.slot);
      return slot ? [{ slot, change, period: slot.period }] : [];
    });
  const held = [...own, ...brought].flatMap(({ slot, change, period }) => {
    const groups = slot.groups.filter((group) => {
      return gradesOf.get(group)?.some((grade) => isSchoolDay(calendar, grade, day)) ?? false;
    });
    const at = change?.to?.period ?? period;
    const grades = groups.flatMap((group) => gradesOf.get(group) ?? []);
    const bell = bellOf(week.bells, change?.to ? { ...slot, period: at, remote: undefined } : slot, {
      day,
      weekday,
      grades,
    });
    if (groups.length === 0 || !bell) return [];
    return [lessonOf(slot, change, groups, day, bell)];
  });
  return held.toSorted((a, b) => a.from - b.from || (a.slot < b.slot ? -1 : 1));
}

/** When a slot begins and ends: at a remote lesson by the other school's clock, else by the bells here. */
export function bellOf(
  sets: readonly BellSet[],
  { period, remote }: { readonly period: number; readonly remote?: Remote | undefined },
  of: { readonly day: string; readonly weekday: number; readonly grades: readonly number[] },
): Bell | undefined {
  if (remote) return { period, from: remote.from, to: clockOf(minutesOf(remote.from) + remote.minutes) };
  return bellsFor(sets, of)?.lessons.find((each) => each.period === period);
}

function lessonOf(slot: Slot, change: Change | undefined, groups: readonly GroupId[], day: string, bell: Bell): SlotOn {
  const [begin, end] = [minutesOf(bell.from), minutesOf(bell.to)];
  return {
    slot: slot.slot,
    day,
    period: bell.period,
    from: instantOf(day, begin),
    to: instantOf(day, end),
    minutes: end - begin,
    groups,
    teacher: change?.teacher ?? slot.teacher,
    room: change?.room ?? slot.room,
    ...(slot.remote && !change?.to ? { remote: slot.remote } : {}),
    isChanged: change !== undefined,
  };
}
