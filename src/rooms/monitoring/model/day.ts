import { day as dayMilliseconds, localOffset } from '#kernel/time.ts';

/** A calendar day of the region, counted from 1 January 1970. */
export type Day = number & { readonly __brand: 'Day' };

export function dayOf(instant: number): Day {
  return Math.floor((instant + localOffset) / dayMilliseconds) as Day;
}

/** The day that a date names, or undefined where the calendar has no such day (`2026-02-30`). */
export function dayOfDate(date: string): Day | undefined {
  const parsed = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed)) return undefined;
  const found = Math.floor(parsed / dayMilliseconds) as Day;
  return dateOf(found) === date ? found : undefined;
}

export function dateOf(day: Day): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

/** 1 is Monday. */
export function weekdayOf(day: Day): number {
  // 1 January 1970 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Weeks from Monday to Sunday, counted; the week of 1 January 1970 is 0. */
export function weekOf(day: Day): number {
  return Math.floor((day + 3) / 7);
}

export function mondayOf(week: number): Day {
  return (week * 7 - 3) as Day;
}

/** The school year that a day is in, by its first calendar year; it turns on 1 September. */
export function schoolYearOf(day: Day): number {
  const [year = 0, month = 0] = dateOf(day).split('-').map(Number);
  return month >= 9 ? year : year - 1;
}
