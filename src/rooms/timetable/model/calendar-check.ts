import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { quarterOf, weeksIn, weeksOfQuarters, type SchoolCalendar, type Span } from './calendar.ts';
import { isDay } from './day.ts';

/** What cannot be a school year, with the place; nothing of it is kept (TTB-1). */
export function checkCalendar(given: SchoolCalendar): Result<SchoolCalendar, Refusal> {
  const { year, quarters, breaks, daysOff, moved } = given;
  const [first, last] = [`${year}-08-01`, `${year + 1}-07-31`];
  for (const [n, quarter] of quarters.entries()) {
    if (!isSpan(quarter) || quarter.from < first || quarter.to > last) {
      return refuse('timetable.quarter-dates', 422, { quarter: n + 1 });
    }
    const before = quarters[n - 1];
    if (before && quarter.from <= before.to) {
      return refuse('timetable.quarters-overlap', 422, {
        quarter: n + 1,
        before: n,
        from: quarter.from,
        to: before.to,
      });
    }
  }
  const isTaught = (day: string): boolean => isDay(day) && quarterOf(given, day) !== undefined;
  for (const { from, to } of breaks) {
    if (!isSpan({ from, to }) || !isTaught(from) || !isTaught(to))
      return refuse('timetable.break-dates', 422, { from, to });
  }
  const wrong = daysOff.find(({ day }) => !isTaught(day));
  if (wrong) return refuse('timetable.day-off-date', 422, { day: wrong.day });
  const odd = moved.find(({ day, as }) => !isDay(day) || !isDay(as) || day === as || day < first || day > last);
  if (odd) return refuse('timetable.moved-date', 422, { day: odd.day, as: odd.as });
  return ok(given);
}

function isSpan({ from, to }: Span): boolean {
  return isDay(from) && isDay(to) && from <= to;
}

/** Quarters that are shorter or longer than they should be: said, not refused, for an order may say otherwise. */
export function oddQuarters(
  quarters: readonly Span[],
): { readonly quarter: number; readonly weeks: number; readonly should: number }[] {
  return quarters.flatMap((span, n) => {
    const should = weeksOfQuarters[n] ?? 8;
    const weeks = isSpan(span) ? weeksIn(span) : 0;
    return weeks === should ? [] : [{ quarter: n + 1, weeks, should }];
  });
}
