import { intervalOf, type Interval, type Measured } from './measured.ts';

/**
 * Parts of the 500/100 scale by which a band is named. A convention, one standard deviation of the first start cohort
 * each, and no standard of what a pupil ought to know: none has been set (README, RES-14).
 */
export const zones = ['first', 'second', 'third', 'fourth'] as const;
export type Zone = (typeof zones)[number];
export const zoneEdges: readonly number[] = [400, 500, 600];

/** RES-14: what a pupil's score may be: an interval, and the zones that it touches. Never a point. */
export type Band = Pick<Interval, 'low' | 'high'> & { readonly zones: readonly Zone[] };

export function bandOf({ score, error }: Pick<Measured, 'score' | 'error'>): Band {
  const { low, high } = intervalOf(score, error);
  const [from, to] = [zoneAt(low), zoneAt(high)];
  return { low, high, zones: zones.slice(from, to + 1) };
}

function zoneAt(score: number): number {
  const above = zoneEdges.findIndex((edge) => score < edge);
  return above < 0 ? zoneEdges.length : above;
}
