import { meanAt, slopeAt, type CurveTable, type MarginalTask } from './marginal-task.ts';
import type { Block } from './marginal-data.ts';

/**
 * A parameter as a block sees it. Its score (the derivative of the logarithm of a class's likelihood) at ability mean + sd·u is a
 * constant, plus a part of the class times u, plus `own` at the node.
 */
export type LocalParameter = {
  readonly at: number;
  /** Which of the block's items, and k of its thresholds. */
  readonly item: number;
  readonly own: Float64Array;
  readonly kind: 'threshold' | 'slope' | 'mean' | 'sd';
};

export type Curvatures = { readonly curvature: Float64Array; readonly safe: Float64Array };

/** Free parameters that a block tells something of. `expected` is the weighed score that its items give at each node. */
export function localParameters(
  { layout, isFree, nodes }: MarginalTask,
  block: Block,
  table: CurveTable,
  expected: Float64Array,
): readonly LocalParameter[] {
  const count = nodes.at.length;
  const local: LocalParameter[] = [];
  for (let item = 0; item < block.items.length; item++) {
    const n = block.items[item]!;
    for (let at = layout.first[n]!; at < layout.first[n + 1]!; at++) {
      if (isFree[at])
        local.push({ at, item, kind: 'threshold', own: table.chance.subarray(at * count, (at + 1) * count) });
    }
    if (!isFree[slopeAt(layout, n)]) continue;
    const own = table.theta.map((theta, q) => -theta * table.mean[n * count + q]!);
    local.push({ at: slopeAt(layout, n), item, kind: 'slope', own });
  }
  const mean = meanAt(layout, block.group);
  if (isFree[mean]) local.push({ at: mean, item: -1, kind: 'mean', own: expected.map((each) => -each) });
  const own = expected.map((each, q) => -nodes.at[q]! * each);
  if (isFree[mean + 1]) local.push({ at: mean + 1, item: -1, kind: 'sd', own });
  return local;
}

/** Adds times·(part·partᵀ·square − means·meansᵀ), in the upper triangle. */
export function addOuter(
  outer: Float64Array,
  means: Float64Array,
  part: Float64Array,
  times: number,
  square: number,
): void {
  const size = means.length;
  for (let p = 0; p < size; p++) {
    const [byMean, byPart] = [-times * means[p]!, times * square * part[p]!];
    const row = p * size;
    if (byPart === 0) for (let q = p; q < size; q++) outer[row + q]! += byMean * means[q]!;
    else for (let q = p; q < size; q++) outer[row + q]! += byMean * means[q]! + byPart * part[q]!;
  }
}

/** Sums over a block's classes: of scores, and of scores times the mean of u; `middle` and `sd` are of its group. */
export type ScoreSums = {
  readonly scoreSum: Float64Array;
  readonly scoreU: Float64Array;
  readonly scoreAll: number;
  readonly scoreAllU: number;
  readonly middle: number;
  readonly sd: number;
};

export function addGradient(
  local: readonly LocalParameter[],
  sums: Float64Array,
  { scoreSum, scoreU, scoreAll, scoreAllU, middle, sd }: ScoreSums,
  gradient: Float64Array,
): void {
  for (const { at, item, own, kind } of local) {
    let sum = 0;
    for (let q = 0; q < sums.length; q++) sum += sums[q]! * own[q]!;
    if (kind === 'slope') sum += middle * scoreSum[item]! + sd * scoreU[item]!;
    if (kind === 'mean') sum += scoreAll;
    if (kind === 'sd') sum += scoreAllU;
    gradient[at]! += sum;
  }
}

/** Takes the covariance of the scores under the posteriors away: the information that is missing because ability is not seen. */
export function addCovariance(
  local: readonly LocalParameter[],
  sums: Float64Array,
  crossing: readonly (Float64Array | undefined)[],
  outer: Float64Array,
  u: Float64Array,
  size: number,
  curvature: Float64Array,
): void {
  for (let p = 0; p < local.length; p++) {
    const a = local[p]!;
    const weighed = a.own.map((each, q) => each * sums[q]! + (crossing[p]?.[q] ?? 0) * u[q]!);
    const byU = a.own.map((each, q) => each * u[q]!);
    for (let r = p; r < local.length; r++) {
      const b = local[r]!;
      const other = crossing[r];
      let sum = outer[p * local.length + r]!;
      for (let q = 0; q < u.length; q++) sum += weighed[q]! * b.own[q]!;
      if (other) for (let q = 0; q < u.length; q++) sum += byU[q]! * other[q]!;
      curvature[a.at * size + b.at]! -= sum;
      if (a.at !== b.at) curvature[b.at * size + a.at]! -= sum;
    }
  }
}

/** Adds the information that there would be if abilities were seen. `safe` gets that part of it which is never negative. */
export function addComplete(
  { layout, nodes }: MarginalTask,
  full: Float64Array,
  local: readonly LocalParameter[],
  table: CurveTable,
  of: ScoreSums & { readonly sums: Float64Array; readonly information: Float64Array; readonly items: Int32Array },
  { curvature, safe }: Curvatures,
): void {
  const count = nodes.at.length;
  const add = (a: number, b: number, value: number, residual = 0): void => {
    for (const at of a === b ? [a * full.length + a] : [a * full.length + b, b * full.length + a]) {
      curvature[at]! += value + residual;
      safe[at]! += value;
    }
  };
  const sum = (at: (q: number) => number): number => {
    let total = 0;
    for (let q = 0; q < count; q++) total += of.sums[q]! * at(q);
    return total;
  };
  const populations = local.filter(({ kind }) => kind === 'mean' || kind === 'sd');
  const byKind = (kind: LocalParameter['kind'], q: number): number => (kind === 'sd' ? nodes.at[q]! : 1);
  for (let p = 0; p < local.length; p++) {
    const a = local[p]!;
    if (a.kind === 'mean' || a.kind === 'sd') {
      for (const b of populations)
        if (b.at >= a.at)
          add(
            a.at,
            b.at,
            sum((q) => of.information[q]! * byKind(a.kind, q) * byKind(b.kind, q)),
          );
      continue;
    }
    const n = of.items[a.item]!;
    const slope = full[slopeAt(layout, n)]!;
    const gap = (q: number): number => a.own[q]! * (layout.degree[a.at]! - table.mean[n * count + q]!);
    const spread = (q: number): number => table.theta[q]! * table.variance[n * count + q]!;
    for (let r = p; r < local.length && local[r]!.item === a.item; r++) {
      const b = local[r]!;
      if (a.kind === 'slope')
        add(
          a.at,
          a.at,
          sum((q) => table.theta[q]! * spread(q)),
        );
      else if (b.kind === 'slope') add(a.at, b.at, -sum((q) => table.theta[q]! * gap(q)));
      else
        add(
          a.at,
          b.at,
          sum((q) => (a.at === b.at ? a.own[q]! : 0) - a.own[q]! * b.own[q]!),
        );
    }
    for (const b of populations) {
      if (a.kind === 'threshold') add(a.at, b.at, -slope * sum((q) => gap(q) * byKind(b.kind, q)));
      else {
        const observed = b.kind === 'sd' ? of.scoreU[a.item]! : of.scoreSum[a.item]!;
        const residual = sum((q) => table.mean[n * count + q]! * byKind(b.kind, q)) - observed;
        add(a.at, b.at, slope * sum((q) => spread(q) * byKind(b.kind, q)), residual);
      }
    }
  }
}
