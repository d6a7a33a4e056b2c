import { cholesky, inverseBy } from './matrix.ts';
import { marginalSlope } from './marginal.ts';
import { meanAt, slopeAt, type MarginalTask } from './marginal-task.ts';
import { climb, type Top } from './newton.ts';

/** Where the marginal likelihood is highest, the whole vector; `covariance` is of the whole vector too, 0 where nothing was looked for. */
export type MarginalTop = Pick<Top, 'logLik' | 'gradient' | 'steps' | 'isConverged'> & {
  readonly full: Float64Array;
  readonly covariance: Float64Array;
};

/** Newton's steps with exact second derivatives; undefined where the information at the end is not positive definite. */
export function fitMarginal(task: MarginalTask, start: Float64Array): MarginalTop | undefined {
  const free = [...task.isFree.keys()].filter((at) => task.isFree[at]);
  const spread = (at: Float64Array): Float64Array => {
    const full = Float64Array.from(start);
    for (let n = 0; n < free.length; n++) full[free[n]!] = at[n]!;
    return full;
  };
  const picked = (matrix: Float64Array): Float64Array => {
    const small = new Float64Array(matrix.length === 0 ? 0 : free.length ** 2);
    if (small.length === 0) return small;
    for (let a = 0; a < free.length; a++) {
      for (let b = 0; b < free.length; b++) small[a * free.length + b] = matrix[free[a]! * start.length + free[b]!]!;
    }
    return small;
  };
  const top = climb(
    Float64Array.from(free, (at) => start[at]!),
    (at, isFull) => {
      const { logLik, gradient, curvature, safe } = marginalSlope(task, spread(at), isFull);
      return {
        logLik,
        gradient: Float64Array.from(free, (n) => gradient[n]!),
        curvature: picked(curvature),
        safe: picked(safe!),
      };
    },
    { longest: 2 },
  );
  const lower = cholesky(top.curvature, free.length);
  if (!lower) return undefined;
  const inverse = inverseBy(lower, free.length);
  const covariance = new Float64Array(start.length ** 2);
  for (let a = 0; a < free.length; a++) {
    for (let b = 0; b < free.length; b++)
      covariance[free[a]! * start.length + free[b]!] = inverse[a * free.length + b]!;
  }
  const { logLik, gradient, steps, isConverged } = top;
  return { full: spread(top.at), covariance, logLik, gradient, steps, isConverged };
}

/** Thresholds by log odds, slopes 1, all groups standard normal: near enough to begin with. */
export function startOf({ layout, data, groups }: MarginalTask): Float64Array {
  const full = new Float64Array(layout.size + layout.items.length + 2 * groups);
  const answered = new Float64Array(layout.items.length);
  for (const { items, count } of data.blocks) {
    const persons = count.reduce((sum, each) => sum + each, 0);
    for (const n of items) answered[n]! += persons;
  }
  for (let n = 0; n < layout.items.length; n++) {
    const own = data.observed.subarray(layout.first[n], layout.first[n + 1]);
    const least = answered[n]! - own.reduce((sum, each) => sum + each, 0);
    for (let k = 0; k < own.length; k++) full[layout.first[n]! + k] = Math.log((least + 0.5) / (own[k]! + 0.5));
    full[slopeAt(layout, n)] = 1;
  }
  for (let g = 0; g < groups; g++) full[meanAt(layout, g) + 1] = 1;
  return full;
}
