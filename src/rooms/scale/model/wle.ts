import { momentsAt, type ItemModel } from './item-model.ts';

export type Measure = { readonly theta: number; readonly se: number };

/** What items tell together at θ: expected points, information and its third-moment companion, each weighed by slopes. */
export function testAt(
  models: readonly ItemModel[],
  theta: number,
): { mean: number; information: number; third: number } {
  let [mean, information, third] = [0, 0, 0];
  for (const model of models) {
    const { slope } = model;
    const moments = momentsAt(model, theta);
    mean += slope * moments.mean;
    information += slope * slope * moments.variance;
    third += slope * slope * slope * moments.third;
  }
  return { mean, information, third };
}

/**
 * Warm's weighted likelihood estimate (Warm, Psychometrika 54, 1989; for more points Penfield & Bergeron 2005): nearly free
 * of bias, and finite at zero and at all points. `score` is the sum of points, each times its item's slope. The standard error is
 * 1/√information at the estimate. Undefined where the items cannot tell persons apart.
 */
export function weightedLikelihood(models: readonly ItemModel[], score: number): Measure | undefined {
  const pull = (theta: number): number => {
    const { mean, information, third } = testAt(models, theta);
    return score - mean + third / (2 * information);
  };
  const theta = rootOf(pull);
  if (theta === undefined) return undefined;
  const { information } = testAt(models, theta);
  return { theta, se: 1 / Math.sqrt(information) };
}

/** The maximum-likelihood estimate; undefined at the least and the most points, where it is infinite. */
export function maximumLikelihood(models: readonly ItemModel[], score: number): Measure | undefined {
  const [least, most] = [0, -1].map((at) => models.reduce((sum, { slope, points }) => sum + slope * points.at(at)!, 0));
  if (models.length === 0 || score <= least! + 1e-9 || score >= most! - 1e-9) return undefined;
  const theta = rootOf((at) => score - testAt(models, at).mean);
  return theta === undefined ? undefined : { theta, se: 1 / Math.sqrt(testAt(models, theta).information) };
}

/** Where a falling function is 0, by halving a bracket that widens from −4..4; undefined where it has no such place. */
function rootOf(falling: (theta: number) => number): number | undefined {
  let [low, high] = [-4, 4];
  while (falling(low) < 0 && low > -64) low *= 2;
  while (falling(high) > 0 && high < 64) high *= 2;
  if (!(falling(low) >= 0) || !(falling(high) <= 0)) return undefined;
  for (let n = 0; n < 60 && high - low > 1e-12; n++) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
