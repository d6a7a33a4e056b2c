import { cholesky, dot, largest, solveBy } from './matrix.ts';

/** A point of a likelihood: its value, its gradient, and its curvature (minus the second derivatives) where it was asked for. */
export type Slope = {
  readonly logLik: number;
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
  /** A matrix that is positive definite even where the curvature is not, for steps far from the top. */
  readonly safe?: Float64Array;
};

export type Top = {
  readonly at: Float64Array;
  readonly logLik: number;
  readonly curvature: Float64Array;
  readonly gradient: number;
  readonly steps: number;
  readonly isConverged: boolean;
};

/**
 * Newton's steps to the top of a likelihood, halved where one would lead down (Dennis & Schnabel 1983, chapter 6). Ends by the
 * gradient, never by small steps: converged where no component is larger than `tolerance`.
 */
export function climb(
  start: Float64Array,
  slopeAt: (at: Float64Array, isFull: boolean) => Slope,
  { tolerance = 1e-6, steps = 200, longest = 4 } = {},
): Top {
  let at = start;
  let here = slopeAt(at, true);
  let taken = 0;
  while (largest(here.gradient) > tolerance && taken < steps && Number.isFinite(here.logLik)) {
    const direction = directionOf(here, longest);
    const moved = direction && stepAlong(at, here, direction, slopeAt);
    if (!moved) break;
    ({ at, here } = moved);
    taken++;
  }
  const gradient = largest(here.gradient);
  const isConverged = gradient <= tolerance && at.every(Number.isFinite);
  return { at, logLik: here.logLik, curvature: here.curvature, gradient, steps: taken, isConverged };
}

function directionOf({ gradient, curvature, safe }: Slope, longest: number): Float64Array | undefined {
  const size = gradient.length;
  const lower = cholesky(curvature, size) ?? (safe && cholesky(safe, size)) ?? ridged(safe ?? curvature, size);
  if (!lower) return undefined;
  const direction = solveBy(lower, size, gradient);
  const length = largest(direction);
  return length > longest ? direction.map((each) => (each * longest) / length) : direction;
}

function ridged(matrix: Float64Array, size: number): Float64Array | undefined {
  let most = 0;
  for (let row = 0; row < size; row++) most = Math.max(most, Math.abs(matrix[row * size + row]!));
  for (let ridge = 1e-6 * most + 1e-12; ridge <= 1e3 * most + 1; ridge *= 10) {
    const raised = Float64Array.from(matrix);
    for (let row = 0; row < size; row++) raised[row * size + row]! += ridge;
    const lower = cholesky(raised, size);
    if (lower) return lower;
  }
  return undefined;
}

function stepAlong(
  from: Float64Array,
  here: Slope,
  direction: Float64Array,
  slopeAt: (at: Float64Array, isFull: boolean) => Slope,
): { readonly at: Float64Array; readonly here: Slope } | undefined {
  const rise = dot(here.gradient, direction);
  // So near the top the likelihood is flat to its last digit: there the step is taken as it is.
  const noise = 1e-10 * (1 + Math.abs(here.logLik));
  for (let share = 1; share > 1e-7; share /= 2) {
    const next = from.map((each, n) => each + share * direction[n]!);
    // The whole step is nearly always good: its curvature is asked for at once.
    const there = slopeAt(next, share === 1);
    if (there.logLik < here.logLik + 1e-4 * share * rise - noise || !Number.isFinite(there.logLik)) continue;
    return { at: next, here: share === 1 ? there : slopeAt(next, true) };
  }
  return undefined;
}
