import { day } from '#kernel/time.ts';

/** How large all data of the node were on a day. */
export type Sample = { readonly at: number; readonly bytes: number };

/** What the data will grow by in a year, in bytes, with the standard error of that figure. */
export type Growth = {
  readonly year: number;
  readonly error: number;
  /** Over so many days it was measured. */
  readonly days: number;
};

/** Fewer days say nothing about a year. */
const leastDays = 14;
/** What is looked back on: longer ago was another school year. */
const mostDays = 120;

/**
 * CARE-6: a straight line through the sizes of the last 120 days by least squares, one a day; its slope times 365. The
 * error is that of the slope: it says how unevenly the data grew, not what a new year's lessons will bring. Undefined
 * until there are two weeks.
 */
export function growthOf(samples: readonly Sample[], now: number): Growth | undefined {
  const used = samples.filter(({ at }) => now - at <= mostDays * day && at <= now);
  const [first, last] = [used[0], used.at(-1)];
  if (!first || !last || last.at - first.at < leastDays * day || used.length < leastDays) return undefined;
  const points = used.map(({ at, bytes }) => ({ x: (at - first.at) / day, y: bytes }));
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  const error = Math.sqrt(rest / (points.length - 2) / spread);
  return { year: slope * 365, error: error * 365, days: Math.round((last.at - first.at) / day) };
}

/** One sample a day: a newer one of the same day takes the place of the older, and what is too old goes. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const dayOf = (at: number): number => Math.floor(at / day);
  const kept = samples.filter(({ at }) => dayOf(at) !== dayOf(sample.at) && sample.at - at <= 400 * day);
  return [...kept, sample].toSorted((a, b) => a.at - b.at);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
