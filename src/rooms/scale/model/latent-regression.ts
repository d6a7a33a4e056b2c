import { narrowest, thetaAt, thetaGrid } from './likelihood.ts';
import { cholesky, dot, inverseBy, largest, solveBy } from './matrix.ts';

/** A regression of ability itself, not of estimates of it: coefficients with their errors, and the sd of what is left. */
export type LatentRegression = {
  readonly gamma: Float64Array;
  readonly se: Float64Array;
  readonly sd: number;
  readonly gradient: number;
  readonly isConverged: boolean;
};

/**
 * Latent regression by marginal maximum likelihood with known items (Mislevy, Psychometrika 49, 1984), EM steps until the gradient is
 * below 1e-5. `rows` are likelihoods on the grid, `covariates` person × column with a column of ones where there is an intercept. Undefined where
 * the columns are not independent.
 */
export function latentRegression(
  rows: readonly (Float64Array | undefined)[],
  covariates: Float64Array,
  columns: number,
): LatentRegression | undefined {
  const persons = rows.flatMap((row, person) =>
    row ? [{ row, x: covariates.subarray(person * columns, (person + 1) * columns) }] : [],
  );
  const square = crossProduct(
    persons.map(({ x }) => x),
    columns,
  );
  const lower = cholesky(square, columns);
  if (!lower || persons.length <= columns) return undefined;
  let gamma: Float64Array = new Float64Array(columns);
  let sd = 1;
  let gradient = Infinity;
  for (let step = 0; step < 1000 && gradient > 1e-5; step++) {
    const right = new Float64Array(columns);
    const slope = new Float64Array(columns);
    const posteriors = persons.map(({ row, x }) => posteriorOf(row, dot(x, gamma), sd));
    for (let n = 0; n < persons.length; n++) {
      const { x } = persons[n]!;
      const rest = (posteriors[n]!.mean - dot(x, gamma)) / (sd * sd);
      for (let p = 0; p < columns; p++) {
        right[p]! += x[p]! * posteriors[n]!.mean;
        slope[p]! += x[p]! * rest;
      }
    }
    gamma = solveBy(lower, columns, right);
    let sum = 0;
    for (let n = 0; n < persons.length; n++) {
      const { mean, variance } = posteriors[n]!;
      sum += variance + (mean - dot(persons[n]!.x, gamma)) ** 2;
    }
    const next = Math.max(narrowest, Math.sqrt(sum / persons.length));
    gradient = Math.max(largest(slope), (Math.abs(next - sd) * 2 * persons.length) / (sd * sd));
    sd = next;
  }
  return { gamma, se: errorsOf(persons, gamma, sd), sd, gradient, isConverged: gradient <= 1e-5 };
}

/** Mean and variance of a person's ability under a normal prior. */
export function posteriorOf(
  row: Float64Array,
  mean: number,
  sd: number,
): { readonly mean: number; readonly variance: number } {
  let [sum, first, second] = [0, 0, 0];
  const middle = (mean - thetaGrid.least) / thetaGrid.step;
  const reach = (8 * sd) / thetaGrid.step;
  const end = Math.min(thetaGrid.count - 1, Math.ceil(middle + reach));
  for (let q = Math.max(0, Math.floor(middle - reach)); q <= end; q++) {
    const theta = thetaAt(q);
    const weight = row[q]! * Math.exp(-((theta - mean) ** 2) / (2 * sd * sd));
    sum += weight;
    first += weight * theta;
    second += weight * theta * theta;
  }
  if (!(sum > 0)) return { mean, variance: sd * sd };
  return { mean: first / sum, variance: Math.max(0, second / sum - (first / sum) ** 2) };
}

type Person = { readonly row: Float64Array; readonly x: Float64Array };

/** Louis 1982: what would be known if abilities were seen, less what of it is missing. */
function errorsOf(persons: readonly Person[], gamma: Float64Array, sd: number): Float64Array {
  const columns = gamma.length;
  const information = new Float64Array(columns * columns);
  for (const { row, x } of persons) {
    const { variance } = posteriorOf(row, dot(x, gamma), sd);
    const weight = (1 - variance / (sd * sd)) / (sd * sd);
    for (let p = 0; p < columns; p++) {
      for (let q = 0; q < columns; q++) information[p * columns + q]! += weight * x[p]! * x[q]!;
    }
  }
  const lower = cholesky(information, columns);
  if (!lower) return new Float64Array(columns).fill(NaN);
  const inverse = inverseBy(lower, columns);
  return Float64Array.from({ length: columns }, (_, p) => Math.sqrt(inverse[p * columns + p]!));
}

export function crossProduct(rows: readonly Float64Array[], columns: number): Float64Array {
  const square = new Float64Array(columns * columns);
  for (const x of rows) {
    for (let p = 0; p < columns; p++) for (let q = 0; q < columns; q++) square[p * columns + q]! += x[p]! * x[q]!;
  }
  return square;
}
