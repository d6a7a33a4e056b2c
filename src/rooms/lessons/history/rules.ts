import { schoolYearOf } from '#people/index.ts';
import { toCbor } from '#log/record.ts';
import type { ToldAttempt } from '../records-history.ts';

/** How long a history stays open at the next school, from a day on, and who says so. */
type OpenRule = { readonly from: string; readonly leastDays: number; readonly source: string };

/**
 * LES-33: dated, newest last. A history that was opened keeps the day that stood in its record: a new rule is a new
 * line, and closes nothing that is open.
 */
const openRules: readonly OpenRule[] = [
  {
    from: '2024-08-01',
    leastDays: 90,
    source: 'LES-33: the school year in which the pupil came, for that is when it is needed; no law names a time',
  },
];

const milliseconds = 24 * 3600 * 1000;

/** The last day on which a history that is opened on a day is open: the end of the school year, and 90 days at least. */
export function openThrough(day: string): string {
  const rule = openRules.findLast(({ from }) => from <= day) ?? openRules[0];
  const least = new Date(Date.parse(day) + (rule?.leastDays ?? 0) * milliseconds).toISOString().slice(0, 10);
  const yearEnds = `${schoolYearOf(day) + 1}-07-31`;
  return least > yearEnds ? least : yearEnds;
}

/** Leaves room in a record (LOG-4) for its head. */
const pageBytes = 12 * 1024;

/** LES-31: attempts in pages, each small enough for a record. */
export function pagesOf(attempts: readonly ToldAttempt[]): ToldAttempt[][] {
  const pages: ToldAttempt[][] = [];
  let bytes = 0;
  for (const attempt of attempts) {
    const weight = toCbor(attempt).length;
    const page = pages.at(-1);
    if (page && bytes + weight <= pageBytes) {
      page.push(attempt);
      bytes += weight;
    } else {
      pages.push([attempt]);
      bytes = weight;
    }
  }
  return pages;
}

/** One attempt as one of its tellers says it. */
export type Told = { readonly attempt: ToldAttempt; readonly isBySchool: boolean };

/**
 * LES-32: one history without doubles. Of an attempt that several tell, the latest word counts; at one time the school's
 * own. Newest first.
 */
export function mergeTold(told: readonly Told[]): ToldAttempt[] {
  const latest = new Map<string, Told>();
  for (const each of told) {
    const known = latest.get(each.attempt.attempt);
    if (!known || isLater(each, known)) latest.set(each.attempt.attempt, each);
  }
  return [...latest.values()]
    .map(({ attempt }) => attempt)
    .toSorted((a, b) => b.lastAt - a.lastAt || (a.attempt < b.attempt ? -1 : 1));
}

function isLater(a: Told, b: Told): boolean {
  const difference = lastWord(a.attempt) - lastWord(b.attempt);
  return difference === 0 ? a.isBySchool && !b.isBySchool : difference > 0;
}

function lastWord({ lastAt, markedAt = 0 }: ToldAttempt): number {
  return Math.max(lastAt, markedAt);
}
