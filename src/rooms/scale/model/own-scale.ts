/** The cohort by which the scale of 500 and 100 is set: the first start of a year that was calibrated. */
export type ScaleBase = { readonly mean: number; readonly sd: number };

/**
 * SCL-13: logits as points of our own scale, on which that cohort has the mean 500 and the standard deviation 100. Nothing joins it to the scale of
 * PISA, so they are never called PISA points.
 */
export function scalePoints(theta: number, { mean, sd }: ScaleBase): number {
  return 500 + (100 * (theta - mean)) / sd;
}

/** A difference or a standard error in those points. */
export function scaleSize(logits: number, { sd }: ScaleBase): number {
  return (100 * logits) / sd;
}
