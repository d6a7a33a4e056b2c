import type { Text } from '#kernel/language.ts';
import { addDays, daysFrom, mondayOf, weekdayOf } from './day.ts';
import year2024 from '../calendars/2024.json' with { type: 'json' };
import year2025 from '../calendars/2025.json' with { type: 'json' };
import year2026 from '../calendars/2026.json' with { type: 'json' };

export type Span = { readonly from: string; readonly to: string };

/** A school year as data with dates (TTB-1). Between quarters are the breaks of all grades. */
export type SchoolCalendar = {
  /** By its first calendar year: 2026 is 2026/27. */
  readonly year: number;
  readonly quarters: readonly Span[];
  /** Breaks of some grades inside a quarter: grade 1's extra week. */
  readonly breaks: readonly (Span & { readonly grades: readonly number[]; readonly names: Text })[];
  readonly daysOff: readonly { readonly day: string; readonly names: Text }[];
  /** Days with the lessons of another day's weekday: a working Saturday. */
  readonly moved: readonly { readonly day: string; readonly as: string }[];
  /** Grades that also learn on Saturdays. */
  readonly saturdays: readonly number[];
  /** The order that the dates come from. */
  readonly source: string;
  /** Somebody has read the order itself, or the head has confirmed the dates. */
  readonly checked: boolean;
};

/** Weeks of lessons in each quarter (programme.md 2.4). */
export const weeksOfQuarters = [8, 8, 10, 8] as const;

const shipped: readonly SchoolCalendar[] = [year2024, year2025, year2026];

/** The calendar that ships for a year; where none does, dates made by the pattern of 8 + 8 + 10 + 8 weeks, unchecked. */
export function shippedCalendar(year: number): SchoolCalendar {
  return shipped.find((each) => each.year === year) ?? patternCalendar(year);
}

/** The source of dates that no order gave. */
export const patternSource = 'pattern';

function patternCalendar(year: number): SchoolCalendar {
  const first = `${year}-09-01`;
  const monday = weekdayOf(first) > 3 ? addDays(mondayOf(first), 7) : mondayOf(first);
  const week = (n: number): string => addDays(monday, 7 * n);
  const quarters = [
    { from: first, to: addDays(week(8), -1) },
    { from: week(9), to: addDays(week(17), -1) },
    { from: week(19), to: addDays(week(29), -1) },
    { from: week(30), to: `${year + 1}-05-25` },
  ];
  const common = { year, breaks: [], daysOff: [], moved: [], saturdays: [] };
  return { ...common, quarters, source: patternSource, checked: false };
}

const isIn = (day: string, { from, to }: Span): boolean => from <= day && day <= to;

/** The quarter of a day, 1 to 4; undefined in the breaks between them and in summer. */
export function quarterOf(calendar: SchoolCalendar, day: string): number | undefined {
  const at = calendar.quarters.findIndex((quarter) => isIn(day, quarter));
  return at < 0 ? undefined : at + 1;
}

/** Why there are no lessons on a day: for the sentence of a refusal. */
export type NoLessons = 'summer' | 'break' | 'day-off' | 'grade-break' | 'weekend';

/** Why a grade has no lessons on a day; undefined where it has. */
export function noLessonsBecause(calendar: SchoolCalendar, grade: number, day: string): NoLessons | undefined {
  if (calendar.moved.some((each) => each.day === day)) return undefined;
  const [first, last] = [calendar.quarters[0]?.from ?? '', calendar.quarters.at(-1)?.to ?? ''];
  if (day < first || day > last) return 'summer';
  if (quarterOf(calendar, day) === undefined) return 'break';
  if (calendar.daysOff.some((each) => each.day === day)) return 'day-off';
  if (calendar.breaks.some((each) => each.grades.includes(grade) && isIn(day, each))) return 'grade-break';
  const weekday = weekdayOf(day);
  if (weekday === 7 || (weekday === 6 && !calendar.saturdays.includes(grade))) return 'weekend';
  return undefined;
}

/** Whether a grade has lessons on a day. */
export function isSchoolDay(calendar: SchoolCalendar, grade: number, day: string): boolean {
  return noLessonsBecause(calendar, grade, day) === undefined;
}

/** The weekday whose lessons are held on a day: its own, but on a moved day. */
export function taughtWeekday(calendar: SchoolCalendar, day: string): number {
  return weekdayOf(calendar.moved.find((each) => each.day === day)?.as ?? day);
}

/**
 * Weeks of lessons in a span: calendar weeks of which it holds at least three days from Monday to Friday. Holidays count
 * as days of lessons, for what falls on them is taught on other days.
 */
export function weeksIn({ from, to }: Span): number {
  const weeks = Map.groupBy(
    daysFrom(from, to).filter((day) => weekdayOf(day) <= 5),
    mondayOf,
  );
  return [...weeks.values()].filter((days) => days.length >= 3).length;
}
