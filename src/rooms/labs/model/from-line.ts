import type { Estimate } from './lab.ts';
import type { Fit } from './fit.ts';

/** What a line gives beside its slope and its height, with standard uncertainties by the covariance of the two. */

export function slopeOf(fit: Fit): Estimate | undefined {
  if (fit.kind !== 'line' && fit.kind !== 'proportional') return undefined;
  const [value, uncertainty] = [fit.estimates.values[0], fit.estimates.errors[0]];
  return value === undefined || uncertainty === undefined ? undefined : { value, uncertainty };
}

/** Where the line crosses the horizontal axis: −b/a (GUM, JCGM 100:2008, 5.2.2 for correlated inputs). */
export function crossingOf(fit: Fit): Estimate | undefined {
  if (fit.kind !== 'line') return undefined;
  const { values, covariance } = fit.estimates;
  const [a = 0, b = 0] = values;
  if (a === 0) return undefined;
  const [byA, byB] = [b / a ** 2, -1 / a];
  const at = (i: number, k: number): number => covariance[i]?.[k] ?? 0;
  const square = byA ** 2 * at(0, 0) + 2 * byA * byB * at(0, 1) + byB ** 2 * at(1, 1);
  return { value: -b / a, uncertainty: Math.sqrt(Math.max(0, square)) };
}
