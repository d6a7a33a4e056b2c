import type { GroupId, PersonId } from '#kernel/ids.ts';
import type { BellSet } from './bells.ts';
import type { SchoolCalendar } from './calendar.ts';
import { addDays, mondayOf } from './day.ts';
import type { Norms } from './norms.ts';
import type { Slot } from './slot.ts';

export type CheckedGroup = {
  readonly group: GroupId;
  readonly subject: string;
  readonly grades: readonly number[];
  /** Where the group is only some classes of its grades: their letters, by grade. */
  readonly classes: readonly { readonly grade: number; readonly letter: string }[];
  readonly teacher: PersonId;
};

/** What the checker looks at: a week of the timetable, the one with this day. */
export type CheckedWeek = {
  readonly day: string;
  readonly slots: readonly Slot[];
  readonly groups: readonly CheckedGroup[];
  /** Pairs of groups with a pupil in both (`sharedPairs`): they cannot have lessons at one time in two slots. */
  readonly shared: ReadonlySet<string>;
  readonly bells: readonly BellSet[];
  readonly calendar: SchoolCalendar;
  readonly norms: Norms;
};

/**
 * `wrong`: cannot be held so. `missing`: the week's hours are not those of the curriculum. `advice`: can be held, and
 * somebody should know.
 */
export type Weight = 'wrong' | 'missing' | 'advice';

/** Something about the timetable that a person must look at: what, when, which slots, and what fills its sentence. */
export type Conflict = {
  readonly kind: keyof typeof weights;
  /** 0 where it is of the whole week. */
  readonly weekday: number;
  /** -1 where it is of the whole day. */
  readonly period: number;
  readonly slots: readonly string[];
  /** `teacher` is a person's id: the screen that says the sentence puts the name in. */
  readonly values: Readonly<Record<string, string | number>>;
};

export const weights = {
  'teacher-twice': 'wrong',
  'room-twice': 'wrong',
  'room-remote': 'wrong',
  'pupils-twice': 'wrong',
  'set-too-large': 'wrong',
  'group-gone': 'wrong',
  'no-bell': 'wrong',
  'no-school-day': 'wrong',
  'hours-missing': 'missing',
  'hours-over': 'missing',
  'day-too-long': 'advice',
  gap: 'advice',
} as const satisfies Readonly<Record<string, Weight>>;

/** More grades than this in one room are no set any more (programme.md 5.5). */
export const mostGrades = 4;

/** A slot with its time on the clock of its weekday, in minutes since midnight. */
export type Timed = {
  readonly slot: Slot;
  readonly grades: readonly number[];
  readonly from: number;
  readonly to: number;
};

/** The day of a weekday in the week of a day. */
export function dayIn(day: string, weekday: number): string {
  return addDays(mondayOf(day), weekday - 1);
}

/** The grades of groups that sit together, each once. */
export function gradesTogether(
  ids: readonly GroupId[],
  groups: ReadonlyMap<GroupId, { grades: readonly number[] }>,
): number[] {
  return [...new Set(ids.flatMap((id) => groups.get(id)?.grades ?? []))].toSorted((a, b) => a - b);
}

export function conflict(
  kind: Conflict['kind'],
  slots: readonly Slot[],
  values: Conflict['values'],
  at: { readonly weekday: number; readonly period: number } | undefined = slots[0],
): Conflict {
  const { weekday = 0, period = -1 } = at ?? {};
  return { kind, weekday, period, slots: slots.map((each) => each.slot), values };
}
