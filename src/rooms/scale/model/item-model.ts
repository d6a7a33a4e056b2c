/**
 * An item with known parameters: the chance of `points[k]` at ability θ is proportional to exp(slope·points[k]·θ −
 * cumulative[k]). Slope 1 is the Rasch and partial credit model (Masters 1982), another the generalized one (Muraki 1992; for one
 * point the 2PL). `points` are those that occur, ascending; `cumulative[0]` is 0.
 */
export type ItemModel = {
  readonly item: string;
  readonly slope: number;
  readonly points: readonly number[];
  readonly cumulative: readonly number[];
};

/** An item of one point with this difficulty. */
export function dichotomous(item: string, b: number, slope = 1): ItemModel {
  return { item, slope, points: [0, 1], cumulative: [0, slope * b] };
}

/** Mean, variance, third and fourth central moments of an item's points at θ; `chances` and `logNorm` (log of the sum of weights) beside. */
export type Moments = {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
  readonly logNorm: number;
};

export function chancesAt({ slope, points, cumulative }: ItemModel, theta: number): Float64Array {
  const logs = Float64Array.from(points, (point, k) => slope * point * theta - cumulative[k]!);
  const top = logs.reduce((most, each) => Math.max(most, each), -Infinity);
  const weights = logs.map((each) => Math.exp(each - top));
  const sum = weights.reduce((total, each) => total + each, 0);
  return weights.map((each) => each / sum);
}

export function momentsAt(model: ItemModel, theta: number): Moments {
  const { slope, points, cumulative } = model;
  let top = -Infinity;
  for (let k = 0; k < points.length; k++) top = Math.max(top, slope * points[k]! * theta - cumulative[k]!);
  let [sum, first, second, third] = [0, 0, 0, 0];
  for (let k = 0; k < points.length; k++) {
    const point = points[k]!;
    const weight = Math.exp(slope * point * theta - cumulative[k]! - top);
    sum += weight;
    first += weight * point;
    second += weight * point * point;
    third += weight * point * point * point;
  }
  const mean = first / sum;
  const variance = Math.max(0, second / sum - mean * mean);
  return {
    mean,
    variance,
    third: third / sum - 3 * mean * (second / sum) + 2 * mean * mean * mean,
    logNorm: top + Math.log(sum),
  };
}

/** The thresholds between neighbouring points, each for one point; their mean by points is the item's place. */
export function thresholdsOf({ slope, points, cumulative }: ItemModel): readonly number[] {
  return points.slice(1).map((point, k) => (cumulative[k + 1]! - cumulative[k]!) / (slope * (point - points[k]!)));
}

/** The item's place on the scale: the mean of its thresholds, each weighed by the points that it gives. */
export function placeOf({ slope, points, cumulative }: ItemModel): number {
  return cumulative.at(-1)! / (slope * (points.at(-1)! - points[0]!));
}

/** The same item where zero has moved: all abilities and places are higher by `by`. */
export function shifted(model: ItemModel, by: number): ItemModel {
  const { slope, points, cumulative } = model;
  return { ...model, cumulative: cumulative.map((each, k) => each + slope * (points[k]! - points[0]!) * by) };
}
