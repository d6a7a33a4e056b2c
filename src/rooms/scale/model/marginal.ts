import type { Block } from './marginal-data.ts';
import {
  addComplete,
  addCovariance,
  addGradient,
  addOuter,
  localParameters,
  type Curvatures,
} from './marginal-sums.ts';
import { meanAt, slopeAt, type CurveTable, type MarginalTask } from './marginal-task.ts';
import type { Slope } from './newton.ts';
import type { Layout } from './parameters.ts';

/** Value, gradient and curvature at `full`, over the whole vector: what is not free is 0. */
export function marginalSlope(task: MarginalTask, full: Float64Array, isFull: boolean): Slope {
  const { layout, data } = task;
  const size = full.length;
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(isFull ? size * size : 0);
  const safe = new Float64Array(isFull ? size * size : 0);
  let logLik = 0;
  for (let p = 0; p < layout.size; p++) {
    logLik -= data.observed[p]! * full[p]!;
    if (task.isFree[p]) gradient[p]! -= data.observed[p]!;
  }
  const tables = new Map<number, CurveTable>();
  for (const block of data.blocks) {
    const table = tables.get(block.group) ?? curvesOf(task, full, block.group);
    tables.set(block.group, table);
    logLik += addBlock(task, full, block, table, gradient, isFull ? { curvature, safe } : undefined);
  }
  return { logLik, gradient, curvature, safe };
}

/** Curves of all items at the nodes of one group. */
function curvesOf({ layout, nodes }: MarginalTask, full: Float64Array, group: number): CurveTable {
  const count = nodes.at.length;
  const [middle, sd] = [full[meanAt(layout, group)]!, full[meanAt(layout, group) + 1]!];
  const theta = nodes.at.map((u) => middle + sd * u);
  const chance = new Float64Array(layout.size * count);
  const table = (): Float64Array => new Float64Array(layout.items.length * count);
  const [mean, variance, logNorm] = [table(), table(), table()];
  for (let n = 0; n < layout.items.length; n++) {
    const slope = full[slopeAt(layout, n)]!;
    for (let q = 0; q < count; q++) {
      let top = 0;
      for (let p = layout.first[n]!; p < layout.first[n + 1]!; p++) {
        top = Math.max(top, slope * layout.degree[p]! * theta[q]! - full[p]!);
      }
      let [sum, first, second] = [Math.exp(-top), 0, 0];
      for (let p = layout.first[n]!; p < layout.first[n + 1]!; p++) {
        const degree = layout.degree[p]!;
        const weight = Math.exp(slope * degree * theta[q]! - full[p]! - top);
        chance[p * count + q] = weight;
        sum += weight;
        first += weight * degree;
        second += weight * degree * degree;
      }
      for (let p = layout.first[n]!; p < layout.first[n + 1]!; p++) chance[p * count + q]! /= sum;
      mean[n * count + q] = first / sum;
      variance[n * count + q] = second / sum - (first / sum) ** 2;
      logNorm[n * count + q] = top + Math.log(sum);
    }
  }
  return { theta, chance, mean, variance, logNorm };
}

function addBlock(
  task: MarginalTask,
  full: Float64Array,
  block: Block,
  table: CurveTable,
  gradient: Float64Array,
  curvatures: Curvatures | undefined,
): number {
  const { layout, nodes, hasFreeSlopes } = task;
  const count = nodes.at.length;
  const width = block.items.length;
  const [middle, sd] = [full[meanAt(layout, block.group)]!, full[meanAt(layout, block.group) + 1]!];
  const expected = new Float64Array(count);
  const information = new Float64Array(count);
  const logNorm = new Float64Array(count);
  for (const n of block.items) {
    const slope = full[slopeAt(layout, n)]!;
    for (let q = 0; q < count; q++) {
      expected[q]! += slope * table.mean[n * count + q]!;
      information[q]! += slope * slope * table.variance[n * count + q]!;
      logNorm[q]! += table.logNorm[n * count + q]!;
    }
  }
  const local = localParameters(task, block, table, expected);
  const sums = new Float64Array(count);
  const posterior = new Float64Array(count);
  const [scoreSum, scoreU] = [new Float64Array(width), new Float64Array(width)];
  const crossing =
    curvatures && local.map(({ kind }) => (kind === 'slope' || kind === 'sd' ? new Float64Array(count) : undefined));
  const part = new Float64Array(local.length);
  const means = new Float64Array(local.length);
  const outer = new Float64Array(curvatures ? local.length ** 2 : 0);
  let [logLik, scoreAll, scoreAllU] = [0, 0, 0];
  for (let c = 0; c < block.classes; c++) {
    const times = block.count[c]!;
    if (times === 0) continue;
    const score = hasFreeSlopes ? weighedScore(layout, full, block, c) : block.score[c]!;
    logLik += times * fillPosterior(posterior, score, table.theta, logNorm, nodes.weight);
    let [u, square] = [0, 0];
    for (let q = 0; q < count; q++) {
      const chance = posterior[q]!;
      sums[q]! += times * chance;
      u += chance * nodes.at[q]!;
      square += chance * nodes.at[q]! * nodes.at[q]!;
    }
    scoreAll += times * score;
    scoreAllU += times * score * u;
    if (hasFreeSlopes) {
      for (let at = 0; at < width; at++) {
        const points = times * block.degree[c * width + at]!;
        scoreSum[at]! += points;
        scoreU[at]! += points * u;
      }
    }
    if (!crossing) continue;
    for (let p = 0; p < local.length; p++) {
      const { kind, item, own } = local[p]!;
      part[p] = kind === 'slope' ? sd * block.degree[c * width + item]! : kind === 'sd' ? score : 0;
      let mean = part[p]! * u;
      for (let q = 0; q < count; q++) mean += posterior[q]! * own[q]!;
      means[p] = mean;
      const sum = crossing[p];
      if (sum && part[p] !== 0) for (let q = 0; q < count; q++) sum[q]! += times * part[p]! * posterior[q]!;
    }
    addOuter(outer, means, part, times, square);
  }
  const observed = { scoreSum, scoreU, scoreAll, scoreAllU, middle, sd };
  addGradient(local, sums, observed, gradient);
  if (curvatures && crossing) {
    addCovariance(local, sums, crossing, outer, nodes.at, full.length, curvatures.curvature);
    addComplete(task, full, local, table, { ...observed, sums, information, items: block.items }, curvatures);
  }
  return logLik;
}

function weighedScore(layout: Layout, full: Float64Array, block: Block, c: number): number {
  const width = block.items.length;
  let score = 0;
  for (let at = 0; at < width; at++) score += full[slopeAt(layout, block.items[at]!)]! * block.degree[c * width + at]!;
  return score;
}

/** The posterior at the nodes; answers with the logarithm of the likelihood that it was divided by. */
export function fillPosterior(
  posterior: Float64Array,
  score: number,
  theta: Float64Array,
  logNorm: Float64Array,
  weight: Float64Array,
): number {
  let top = -Infinity;
  for (let q = 0; q < posterior.length; q++) {
    const log = score * theta[q]! - logNorm[q]!;
    posterior[q] = log;
    // Where the prior is nothing, a large likelihood must not push all others below what a number can hold.
    if (weight[q]! > 0 && log + Math.log(weight[q]!) > top) top = log + Math.log(weight[q]!);
  }
  let sum = 0;
  for (let q = 0; q < posterior.length; q++) {
    posterior[q] = weight[q]! * Math.exp(posterior[q]! - top);
    sum += posterior[q]!;
  }
  for (let q = 0; q < posterior.length; q++) posterior[q]! /= sum;
  return top + Math.log(sum);
}
