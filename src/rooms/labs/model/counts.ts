import type { Fit } from './fit.ts';
import type { Instrument } from './instrument.ts';
import type { Estimate } from './lab.ts';

/** What counts things: it is exact, and each harvest or sample has its own number. */
export function counter(name: string, to: number, step = 1): Instrument {
  return { name, quantity: name, unit: '', from: 0, to, step, zero: 0, noise: 0, isFleeting: true, scale: 'digital' };
}

/**
 * The share of a kind: the slope of its count over how many there were. Large samples scatter more than small ones. A line
 * of even levels is not misled by that; through zero the uncertainty is made for uneven scatter (White 1980).
 */
export function shareByCounts({ kind, points, estimates }: Fit): Estimate | undefined {
  const [value = 0, error = 0] = [estimates.values[0], estimates.errors[0]];
  if (kind === 'line') return { value, uncertainty: error };
  if (kind !== 'proportional' || points.length < 2) return undefined;
  const squares = points.reduce((sum, { x }) => sum + x * x, 0);
  const scatter = points.reduce((sum, { x, y }) => sum + (x * (y - value * x)) ** 2, 0);
  return { value, uncertainty: Math.sqrt((scatter * points.length) / (points.length - 1)) / squares };
}
