import type { Estimate } from './lab.ts';
import type { Fit } from './fit.ts';

/** The slope of a line with its standard uncertainty; undefined where the fit is no line. */
export function slopeOf(fit: Fit): Estimate | undefined {
  if (fit.kind !== 'line' && fit.kind !== 'proportional') return undefined;
  const [value, uncertainty] = [fit.estimates.values[0], fit.estimates.errors[0]];
  return value === undefined || uncertainty === undefined ? undefined : { value, uncertainty };
}
