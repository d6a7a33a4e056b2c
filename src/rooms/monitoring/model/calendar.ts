import type { Text } from '#kernel/language.ts';
import { dayOfDate, schoolYearOf, weekdayOf, type Day } from './day.ts';

/** A calendar as it was set; `district` is empty for the whole region. */
export type SetCalendar = {
  readonly year: number;
  readonly district: string;
  readonly weekdays: readonly number[];
  readonly spans: readonly { readonly from: string; readonly to: string; readonly names: Text }[];
  readonly source: string;
};

/** Says of each day whether there are lessons in a district. */
export type TeachingDays = (day: Day) => boolean;

/** MON-4: where no calendar is set for a year, and the screen says so, only weekends are days off. */
const weekdaysWhereNotSet = [1, 2, 3, 4, 5];

/** The days with lessons in a district: the region's calendar of each school year, less the district's own days off. */
export function teachingDays(calendars: readonly SetCalendar[], district: string): TeachingDays {
  const valid = calendars.filter((each) => each.district === '' || each.district === district);
  const spans = valid.flatMap((each) =>
    each.spans.map(({ from, to }) => ({ from: dayOfDate(from), to: dayOfDate(to) })),
  );
  const weekdaysByYear = new Map(
    valid.filter((each) => each.district === '').map((each) => [each.year, each.weekdays] as const),
  );
  return (day) => {
    const weekdays = weekdaysByYear.get(schoolYearOf(day)) ?? weekdaysWhereNotSet;
    const isIn = (span: { from: Day | undefined; to: Day | undefined }): boolean =>
      span.from !== undefined && span.to !== undefined && span.from <= day && day <= span.to;
    return weekdays.includes(weekdayOf(day)) && !spans.some(isIn);
  };
}

/** Protects the list from counting through years of silence. */
const longestCount = 400;

/** The days with lessons after `after` and before `before`; counted up to 400 days back. */
export function teachingDaysBetween(isTeaching: TeachingDays, after: Day, before: Day): number {
  let count = 0;
  for (let day = Math.max(after + 1, before - longestCount); day < before; day++) if (isTeaching(day as Day)) count++;
  return count;
}
