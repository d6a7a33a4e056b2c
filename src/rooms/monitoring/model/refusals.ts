import type { Refusal } from '#kernel/result.ts';
import { dateOf, dayOf, dayOfDate, schoolYearOf } from './day.ts';

/** MON-5: an explanation is looked at again after this many days at the latest. */
export const longestExplanation = 60;

/** Why an explanation of a silence is refused; undefined where it holds. */
export function explanationRefusal(
  { from, until }: { readonly from: string; readonly until: string },
  now: number,
): Refusal | undefined {
  const first = dayOfDate(from);
  const last = dayOfDate(until);
  if (first === undefined || last === undefined) {
    return { key: 'monitoring.no-such-day', status: 422, values: { date: first === undefined ? from : until } };
  }
  if (last < first) return { key: 'monitoring.ends-before-it-begins', status: 422, values: { from, until } };
  if (last < dayOf(now)) return { key: 'monitoring.already-over', status: 422, values: { until } };
  if (last - first > longestExplanation)
    return { key: 'monitoring.too-long', status: 422, values: { days: longestExplanation } };
  return undefined;
}

type CalendarBody = {
  readonly year: number;
  readonly spans: readonly { readonly from: string; readonly to: string }[];
};

/** Why a calendar is refused: a day that does not exist, a span that ends before it begins, or one of another year. */
export function calendarRefusal({ year, spans }: CalendarBody): Refusal | undefined {
  for (const { from, to } of spans) {
    const first = dayOfDate(from);
    const last = dayOfDate(to);
    if (first === undefined || last === undefined) {
      return { key: 'monitoring.no-such-day', status: 422, values: { date: first === undefined ? from : to } };
    }
    if (last < first) return { key: 'monitoring.ends-before-it-begins', status: 422, values: { from, until: to } };
    const strange = [first, last].find((day) => schoolYearOf(day) !== year);
    if (strange !== undefined) {
      return {
        key: 'monitoring.other-year',
        status: 422,
        values: { date: dateOf(strange), year: `${year}/${(year + 1) % 100}` },
      };
    }
  }
  return undefined;
}
