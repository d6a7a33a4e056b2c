import { refuse, ok, type Refusal, type Result } from '#kernel/result.ts';
import { clockOf, isClock, isDay, minutesOf } from './day.ts';

/** One lesson of a set of bells: its number in the day, and when it begins and ends. */
export type Bell = { readonly period: number; readonly from: string; readonly to: string };

/**
 * A set of bells (TTB-6). What it does not name it does not bind: without grades it is for all, without weekdays for
 * each, without dates for the year.
 */
export type BellSet = {
  readonly bells: string;
  readonly name: string;
  readonly grades: readonly number[];
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly lessons: readonly Bell[];
};

/** What rings where a school has entered no bells: a proposal, which the screen says. */
export const proposedBells: readonly BellSet[] = [
  set('proposed', [], '', '', ['08:30', '09:25', '10:25', '11:25', '12:20', '13:15', '14:10', '15:05'], 45),
  set('proposed-1-autumn', [1], '-09-01', '-10-31', ['08:30', '09:25', '10:25'], 35),
  set('proposed-1', [1], '', '', ['08:30', '09:25', '10:25', '11:25', '12:20'], 35),
];

function set(
  bells: string,
  grades: readonly number[],
  from: string,
  to: string,
  starts: readonly string[],
  minutes: number,
): BellSet {
  const lessons = starts.map((start, n) => {
    return { period: n + 1, from: start, to: clockOf(minutesOf(start) + minutes) };
  });
  return { bells, name: '', grades, weekdays: [], from, to, lessons };
}

/** Proposed dates hold in every year: they begin with the month. */
function isInDates(day: string, { from, to }: BellSet): boolean {
  const of = (bound: string): string => (bound.startsWith('-') ? day.slice(0, 4) + bound : bound);
  return (from === '' || of(from) <= day) && (to === '' || day <= of(to));
}

/** A set with dates comes before one with weekdays, that before one with grades, that before one for all. */
function weightOf({ from, to, weekdays, grades }: BellSet): number {
  return (from !== '' || to !== '' ? 4 : 0) + (weekdays.length > 0 ? 2 : 0) + (grades.length > 0 ? 1 : 0);
}

/** The set that rings for grades that sit together: the most particular one that is for all of them (TTB-7). */
export function bellsFor(
  sets: readonly BellSet[],
  of: { readonly day: string; readonly weekday: number; readonly grades: readonly number[] },
): BellSet | undefined {
  const fitting = (sets.length > 0 ? sets : proposedBells).filter(
    (each) =>
      isInDates(of.day, each) &&
      (each.weekdays.length === 0 || each.weekdays.includes(of.weekday)) &&
      (each.grades.length === 0 || of.grades.every((grade) => each.grades.includes(grade))),
  );
  return fitting.toSorted((a, b) => weightOf(b) - weightOf(a) || (a.bells < b.bells ? -1 : 1))[0];
}

/** What is wrong with a set of bells, with the lesson at which it is wrong; nothing of it is kept (TTB-6). */
export function checkBells(given: BellSet): Result<BellSet, Refusal> {
  const { lessons, from, to } = given;
  if ((from && !isDay(from)) || (to && !isDay(to)) || (from && to && from > to)) {
    return refuse('timetable.bells-dates', 422);
  }
  if (lessons.length === 0) return refuse('timetable.bells-none', 422);
  for (const [n, lesson] of lessons.entries()) {
    const { period } = lesson;
    if (!isClock(lesson.from) || !isClock(lesson.to)) return refuse('timetable.bells-clock', 422, { period });
    if (lesson.from >= lesson.to) return refuse('timetable.bells-backwards', 422, { period });
    const before = lessons[n - 1];
    if (!before) continue;
    if (period <= before.period) return refuse('timetable.bells-order', 422, { period });
    if (lesson.from < before.to) {
      return refuse('timetable.bells-overlap', 422, {
        period,
        before: before.period,
        from: lesson.from,
        to: before.to,
      });
    }
  }
  return ok(given);
}

/** Two sets that ring for the same grades on the same days: nobody could say which holds. */
export function sameReach(sets: readonly BellSet[], given: BellSet): BellSet | undefined {
  const key = (each: BellSet): string =>
    JSON.stringify([each.grades.toSorted((a, b) => a - b), each.weekdays.toSorted((a, b) => a - b)]);
  const last = '9999-12-31';
  return sets.find(
    (each) =>
      each.bells !== given.bells &&
      key(each) === key(given) &&
      (each.from !== '' || each.to !== '') === (given.from !== '' || given.to !== '') &&
      each.from <= (given.to || last) &&
      given.from <= (each.to || last),
  );
}
