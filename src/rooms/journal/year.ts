import type { SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import { calendarOf, quarterOf } from '#rooms/timetable/index.ts';

/** The quarters of a school year, as the timetable's calendar has them. */
export type Quarters = {
  readonly spans: readonly { readonly from: string; readonly to: string }[];
  /** 1 to 4; undefined in holidays. */
  readonly quarterOf: (day: string) => number | undefined;
};

export async function quartersOf(read: Reader, school: SchoolId, year: number): Promise<Quarters> {
  const calendar = await calendarOf(read, school, year);
  return { spans: calendar.quarters, quarterOf: (day) => quarterOf(calendar, day) };
}

/** A school year's first and last day, summer included. */
export function daysOfYear(year: number): { readonly from: string; readonly to: string } {
  return { from: `${year}-08-01`, to: `${year + 1}-07-31` };
}
