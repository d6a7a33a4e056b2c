import { teachingDaysBetween, type TeachingDays } from './calendar.ts';
import { dayOf, dayOfDate, type Day } from './day.ts';

export const freshnesses = ['today', 'this-week', 'older', 'never'] as const;
export type Freshness = (typeof freshnesses)[number];

export const silences = ['none', 'holiday', 'line-down', 'stick-on-its-way', 'unknown'] as const;
export type Silence = (typeof silences)[number];

/** What somebody said about a school's silence, with the days on which it holds. */
export type Explanation = {
  readonly reason: 'line-down' | 'stick-on-its-way' | 'unknown';
  readonly from: string;
  readonly until: string;
  readonly by: 'region' | 'school';
};

export type Heard = {
  /** When the newest record of the school that the region has was written, by the school's clock. */
  readonly dataAt: number | undefined;
  /** When the school's node last spoke with the region's, by the region's clock. */
  readonly contactAt: number | undefined;
};

export type SilenceCase = Heard & {
  readonly now: number;
  readonly isTeaching: TeachingDays;
  readonly explanations: readonly Explanation[];
};

export type Verdict = {
  /** The moment up to which the region knows what happened in the school. */
  readonly heardAt: number | undefined;
  readonly freshness: Freshness;
  readonly silence: Silence;
  /** Days with lessons that went by without a word, today not counted: it is not over. */
  readonly missedDays: number;
  /** The last day on which the explanation of the silence holds. */
  readonly until: string | undefined;
};

const daysOfThisWeek = 7;

/** MON-2: a contact proves that there is nothing older to wait for; a record cannot be newer than now. */
export function heardAt({ dataAt, contactAt }: Heard, now: number): number | undefined {
  if (dataAt === undefined) return contactAt;
  return Math.min(now, Math.max(dataAt, contactAt ?? dataAt));
}

/** MON-2: how fresh what the region knows of a school is. */
export function freshnessOf(heard: number | undefined, now: number): Freshness {
  if (heard === undefined) return 'never';
  const days = dayOf(now) - dayOf(heard);
  return days <= 0 ? 'today' : days < daysOfThisWeek ? 'this-week' : 'older';
}

/**
 * MON-3: why a school is not heard from. Total: each case gives exactly one answer.
 * A word of people stands above what the calendar suggests, the region's above the school's.
 */
export function verdictOf(of: SilenceCase): Verdict {
  const { now, isTeaching, explanations } = of;
  const heard = heardAt(of, now);
  const freshness = freshnessOf(heard, now);
  const today = dayOf(now);
  if (freshness === 'today') return { heardAt: heard, freshness, silence: 'none', missedDays: 0, until: undefined };
  const heardDay = heard === undefined ? undefined : dayOf(heard);
  const missedDays = heardDay === undefined ? 0 : teachingDaysBetween(isTeaching, heardDay, today);
  const said = explanationOf(explanations, today, heardDay);
  if (said && said.reason !== 'unknown') {
    return { heardAt: heard, freshness, silence: said.reason, missedDays, until: said.until };
  }
  const silence = heardDay === undefined || missedDays > 0 ? 'unknown' : isTeaching(today) ? 'none' : 'holiday';
  return { heardAt: heard, freshness, silence, missedDays, until: undefined };
}

/** MON-5: the explanation in force: the region's before the school's. */
function explanationOf(
  explanations: readonly Explanation[],
  today: Day,
  heardDay: Day | undefined,
): Explanation | undefined {
  const inForce = explanations.filter((each) => isInForce(each, today, heardDay));
  return inForce.find((each) => each.by === 'region') ?? inForce[0];
}

/** A stick is on its way until something as new as the day on which it was sent has arrived. */
function isInForce({ reason, from, until }: Explanation, today: Day, heardDay: Day | undefined): boolean {
  const first = dayOfDate(from);
  const last = dayOfDate(until);
  if (first === undefined || last === undefined || today < first || today > last) return false;
  return reason !== 'stick-on-its-way' || heardDay === undefined || heardDay < first;
}
