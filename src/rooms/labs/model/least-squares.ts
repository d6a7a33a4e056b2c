/** Parameters that fit data best, how sure they are, and what is left. */
export type Estimates = {
  readonly values: readonly number[];
  /** Standard errors: from the residuals where the points have no uncertainty of their own, else from that. */
  readonly errors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly residuals: readonly number[];
  /** Weighted sum of squares of the residuals. */
  readonly sum: number;
  /** Points less parameters. */
  readonly free: number;
};

/** `too-few`: fewer points than parameters need; `not-determined`: the points do not tell the parameters apart. */
export type FitRefusal = 'too-few' | 'not-determined' | 'not-converged';

type Row = readonly number[];

/**
 * Linear least squares by Householder's QR (Golub and Van Loan, Matrix Computations, 5.3), which keeps the digits that normal
 * equations lose. `rows[i]` are the derivatives of point i by each parameter, `weights[i]` is one over the square of its
 * standard uncertainty. Errors that follow from the residuals are no smaller than points of the variance `least` have them.
 */
export function solveLinear(
  rows: readonly Row[],
  ys: readonly number[],
  weights?: readonly number[],
  least = 0,
): Estimates | FitRefusal {
  const [count, size] = [rows.length, rows[0]?.length ?? 0];
  if (size === 0 || count < size) return 'too-few';
  const root = (i: number): number => Math.sqrt(weights?.[i] ?? 1);
  const scales = scalesOf(rows, size);
  const a = rows.map((row, i) => Float64Array.from(row, (each, k) => (each * root(i)) / (scales[k] ?? 1)));
  const y = Float64Array.from(ys, (each, i) => each * root(i));
  const inverse = triangleOf(a, y, size);
  if (!inverse) return 'not-determined';
  const scaled = inverse.map((row) => row.reduce((sum, each, k) => sum + each * (y[k] ?? 0), 0));
  const values = scaled.map((each, k) => each / (scales[k] ?? 1));
  const residuals = ys.map((each, i) => each - (rows[i] ?? []).reduce((sum, x, k) => sum + x * (values[k] ?? 0), 0));
  const sum = residuals.reduce((all, each, i) => all + each * each * (weights?.[i] ?? 1), 0);
  const free = count - size;
  const spread = weights ? 1 : free > 0 ? Math.max(sum / free, least) : 0;
  const covariance = inverse.map((p, i) =>
    inverse.map(
      (q, k) =>
        (spread * p.reduce((all, each, m) => all + each * (q[m] ?? 0), 0)) / ((scales[i] ?? 1) * (scales[k] ?? 1)),
    ),
  );
  const errors = covariance.map((row, k) => Math.sqrt(Math.max(0, row[k] ?? 0)));
  return { values, errors, covariance, residuals, sum, free };
}

/** Columns of like size, so that one that is small is not taken for none. */
function scalesOf(rows: readonly Row[], size: number): readonly number[] {
  return Array.from({ length: size }, (_, k) => {
    const length = Math.sqrt(rows.reduce((sum, row) => sum + (row[k] ?? 0) ** 2, 0));
    return length > 0 ? length : 1;
  });
}

/** Turns `a` into a triangle by reflections, `y` with it; answers with the triangle's inverse, undefined where it has none. */
function triangleOf(a: readonly Float64Array[], y: Float64Array, size: number): number[][] | undefined {
  for (let k = 0; k < size; k++) if (!reflect(a, y, k, size)) return undefined;
  const at = (i: number, k: number): number => a[i]?.[k] ?? 0;
  const inverse = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (let column = 0; column < size; column++) {
    for (let i = column; i >= 0; i--) {
      let value = i === column ? 1 : 0;
      for (let k = i + 1; k <= column; k++) value -= at(i, k) * (inverse[k]?.[column] ?? 0);
      (inverse[i] as number[])[column] = value / at(i, i);
    }
  }
  return inverse;
}

/** Columns whose angle to the others is smaller say nothing of their own. */
const leastAngle = 1e-13;

function reflect(a: readonly Float64Array[], y: Float64Array, k: number, size: number): boolean {
  const rows = a.slice(k);
  const length = Math.sqrt(rows.reduce((sum, row) => sum + (row[k] ?? 0) ** 2, 0));
  if (!(length > leastAngle)) return false;
  const head = rows[0]?.[k] ?? 0;
  const diagonal = head > 0 ? -length : length;
  const v = rows.map((row, i) => (row[k] ?? 0) - (i === 0 ? diagonal : 0));
  const norm = v.reduce((sum, each) => sum + each * each, 0);
  if (norm > 0) {
    for (let column = k; column < size; column++) {
      const dot = rows.reduce((sum, row, i) => sum + (v[i] ?? 0) * (row[column] ?? 0), 0);
      for (const [i, row] of rows.entries()) row[column] = (row[column] ?? 0) - (2 * dot * (v[i] ?? 0)) / norm;
    }
    const dot = v.reduce((sum, each, i) => sum + each * (y[k + i] ?? 0), 0);
    for (const [i, each] of v.entries()) y[k + i] = (y[k + i] ?? 0) - (2 * dot * each) / norm;
  }
  return true;
}

/** A curve: its value at x for these parameters, and its derivatives by each of them. */
export type Curve = (
  x: number,
  parameters: readonly number[],
) => { readonly value: number; readonly by: readonly number[] };

const mostSteps = 500;

/**
 * Least squares of a curve by Gauss and Newton with Marquardt's damping (Marquardt 1963), from a first guess. It has
 * converged when a step changes no parameter by more than 10⁻¹² of it, or the sum no more.
 */
export function solveCurve(
  curve: Curve,
  xs: readonly number[],
  ys: readonly number[],
  first: readonly number[],
  weights?: readonly number[],
  least = 0,
): Estimates | FitRefusal {
  if (xs.length < first.length) return 'too-few';
  let values = first;
  let damping = 1e-3;
  let now = stateOf(curve, xs, ys, values, weights);
  for (let steps = 0; steps < mostSteps; steps++) {
    const step = dampedStep(now, damping, weights);
    const next = step && values.map((each, k) => each + (step[k] ?? 0));
    const then = next && stateOf(curve, xs, ys, next, weights);
    if (!step || !next || !then || !(then.sum <= now.sum)) {
      damping = Math.max(1e-9, damping * 10);
      if (damping > 1e15) break;
      continue;
    }
    const isStill = step.every((each, k) => Math.abs(each) <= 1e-12 * Math.max(Math.abs(next[k] ?? 0), 1e-300));
    const isDone = isStill || (damping < 1e-6 && now.sum - then.sum <= 1e-15 * now.sum);
    [values, now, damping] = [next, then, damping / 10];
    if (isDone) break;
  }
  return finished(...settled(curve, xs, ys, values, now, weights), xs.length, weights, least);
}

/** Near the end the sum tells nothing any more: Gauss and Newton's steps go on without damping while they grow smaller. */
function settled(
  curve: Curve,
  xs: readonly number[],
  ys: readonly number[],
  first: readonly number[],
  begun: CurveState,
  weights?: readonly number[],
): readonly [CurveState, readonly number[]] {
  let [now, values, before] = [begun, first, Infinity];
  for (let steps = 0; steps < 100; steps++) {
    const step = dampedStep(now, 0, weights);
    const next = step && values.map((each, k) => each + (step[k] ?? 0));
    const size = Math.max(...(step ?? []).map((each, k) => Math.abs(each / (next?.[k] || 1))));
    const then = next && stateOf(curve, xs, ys, next, weights);
    if (!next || !then || !(size < before) || !(then.sum <= now.sum * (1 + 1e-12))) break;
    [now, values, before] = [then, next, 0.95 * size];
  }
  return [now, values];
}

type CurveState = { readonly rows: readonly Row[]; readonly residuals: readonly number[]; readonly sum: number };

function stateOf(
  curve: Curve,
  xs: readonly number[],
  ys: readonly number[],
  values: readonly number[],
  weights?: readonly number[],
): CurveState {
  const points = xs.map((x) => curve(x, values));
  const residuals = ys.map((each, i) => each - (points[i]?.value ?? NaN));
  const sum = residuals.reduce((all, each, i) => all + each * each * (weights?.[i] ?? 1), 0);
  return { rows: points.map(({ by }) => by), residuals, sum: Number.isFinite(sum) ? sum : Infinity };
}

/** Marquardt's step: the linear problem with one more row a parameter, which holds it back. */
function dampedStep(
  { rows, residuals }: CurveState,
  damping: number,
  weights?: readonly number[],
): readonly number[] | undefined {
  const size = rows[0]?.length ?? 0;
  const lengths = scalesOf(
    rows.map((row, i) => row.map((each) => each * Math.sqrt(weights?.[i] ?? 1))),
    size,
  );
  const held = lengths.map((length, k) => lengths.map((_, m) => (m === k ? Math.sqrt(damping) * length : 0)));
  const found = solveLinear(
    [...rows, ...held],
    [...residuals, ...held.map(() => 0)],
    weights && [...weights, ...held.map(() => 1)],
  );
  return typeof found === 'string' || found.values.some((each) => !Number.isFinite(each)) ? undefined : found.values;
}

function finished(
  now: CurveState,
  values: readonly number[],
  count: number,
  weights: readonly number[] | undefined,
  least: number,
): Estimates | FitRefusal {
  if (!Number.isFinite(now.sum)) return 'not-converged';
  const last = solveLinear(now.rows, now.residuals, weights, least);
  if (typeof last === 'string') return last;
  const free = count - values.length;
  // The covariance of the linear problem at the end, with the spread of the curve's own residuals.
  const linear = Math.max(last.sum / free, least);
  const own = weights || free === 0 || linear === 0 ? 1 : Math.max(now.sum / free, least) / linear;
  const covariance = last.covariance.map((row) => row.map((each) => each * own));
  const errors = covariance.map((row, k) => Math.sqrt(Math.max(0, row[k] ?? 0)));
  const moved = last.values.some(
    (each, k) => Math.abs(each) > 1e-4 * Math.max(Math.abs(values[k] ?? 0), last.errors[k] ?? 0),
  );
  if (moved) return 'not-converged';
  return { values, errors, covariance, residuals: now.residuals, sum: now.sum, free };
}
