import { localOffset, type Instant } from '#kernel/time.ts';

/** The calendar day in Kazakhstan, `2026-09-01`. */
export function dayOf(instant: Instant): string {
  return new Date(instant + localOffset).toISOString().slice(0, 10);
}

/** The school year of a day, by its first calendar year: from August on a day belongs to the year that begins. */
export function schoolYearOf(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month >= 8 ? year : year - 1;
}
