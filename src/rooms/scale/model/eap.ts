import { chancesAt, momentsAt, type ItemModel } from './item-model.ts';
import { normalNodes, type Nodes } from './quadrature.ts';

/** A normal prior. */
export type Prior = { readonly mean: number; readonly sd: number };

/** The mean and standard deviation of a posterior. */
export type Expected = { readonly theta: number; readonly sd: number };

/** The expected ability of who has this score (Σ slope·points) on these items (Bock & Mislevy 1982): drawn to the mean, so never for groups. */
export function expectedByScore(
  models: readonly ItemModel[],
  score: number,
  prior: Prior,
  nodes: Nodes = normalNodes(),
): Expected {
  const theta = nodes.at.map((u) => prior.mean + prior.sd * u);
  const logs = theta.map((at, q) => {
    const logNorm = models.reduce((sum, model) => sum + momentsAt(model, at).logNorm, 0);
    return score * at - logNorm + Math.log(nodes.weight[q]!);
  });
  const top = logs.reduce((most, each) => Math.max(most, each), -Infinity);
  return momentsOf(
    theta,
    logs.map((each) => Math.exp(each - top)),
  );
}

/** What is expected of all who have one sum of points; `share` is how many of the population have it. */
export type ExpectedBySum = Expected & { readonly sum: number; readonly share: number };

/**
 * Expected ability by the plain sum of points where slopes differ, so that the sum is not sufficient (Lord & Wingersky 1984; Thissen,
 * Pommerich, Billeaud & Williams 1995).
 */
export function expectedBySum(
  models: readonly ItemModel[],
  prior: Prior,
  nodes: Nodes = normalNodes(),
): readonly ExpectedBySum[] {
  const theta = nodes.at.map((u) => prior.mean + prior.sd * u);
  const most = models.reduce((sum, { points }) => sum + points.at(-1)!, 0);
  const likelihood = Array.from({ length: most + 1 }, () => new Float64Array(theta.length));
  for (let q = 0; q < theta.length; q++) {
    const chances = sumChances(models, theta[q]!);
    for (let sum = 0; sum <= most; sum++) likelihood[sum]![q] = chances[sum]! * nodes.weight[q]!;
  }
  return likelihood.map((joint, sum) => {
    return { sum, share: joint.reduce((total, each) => total + each, 0), ...momentsOf(theta, joint) };
  });
}

/** The chance of each sum of points at θ. */
export function sumChances(models: readonly ItemModel[], theta: number): Float64Array {
  let chances = Float64Array.of(1);
  for (const model of models) {
    const own = chancesAt(model, theta);
    const next = new Float64Array(chances.length + model.points.at(-1)!);
    for (let k = 0; k < own.length; k++) {
      for (let s = 0; s < chances.length; s++) next[s + model.points[k]!]! += own[k]! * chances[s]!;
    }
    chances = next;
  }
  return chances;
}

function momentsOf(theta: Float64Array, weight: Float64Array): Expected {
  let [sum, first] = [0, 0];
  for (let q = 0; q < theta.length; q++) {
    sum += weight[q]!;
    first += weight[q]! * theta[q]!;
  }
  const mean = first / sum;
  let square = 0;
  for (let q = 0; q < theta.length; q++) square += weight[q]! * (theta[q]! - mean) ** 2;
  return { theta: mean, sd: Math.sqrt(square / sum) };
}
