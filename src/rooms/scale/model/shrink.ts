/** What was measured of one pupil, with the error of measurement. */
export type Measured = { readonly value: number; readonly se: number };

/**
 * What can be said of a school: the value drawn to the mean of all by as much as it is unsure, its standard error and 95 % interval. The estimand is what
 * pupils such as these reach at this school, not only those who happened to sit there. `raw` is the plain mean.
 */
export type SchoolValue = {
  readonly value: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  readonly raw: number;
  readonly pupils: number;
  /** From 0, all from the others, to 1, all its own. */
  readonly own: number;
};

export type SchoolValues = {
  readonly schools: readonly SchoolValue[];
  readonly mean: number;
  readonly between: number;
  readonly within: number;
};

/**
 * Shrunken values of schools: pupils vary within a school, schools vary, and each measure has an error of its own (Raudenbush & Bryk, Hierarchical Linear
 * Models, 2002, chapter 3). How much schools and pupils vary is not known either: the values are averaged over what they may be, with an even prior on
 * the variance between schools, under which intervals of few schools keep what they promise (Morris & Tang, Statistical Science 26, 2011). The error
 * of measurement enters by its mean square: a pupil's own is larger at the ends of the scale, and to weigh by it would draw all schools to the middle.
 */
export function shrinkSchools(schools: readonly (readonly Measured[])[]): SchoolValues {
  const there = schools.map((pupils) => pupils.filter(({ value, se }) => Number.isFinite(value) && se >= 0));
  const all = there.flat();
  const usual = Math.sqrt(all.reduce((sum, { se }) => sum + se * se, 0) / Math.max(1, all.length));
  const filled = there.map((pupils) => pupils.map(({ value }) => ({ value, se: usual })));
  const total = Math.sqrt(Math.max(1e-6, spreadOf(all.map(({ value }) => value))));
  const grid = gridOf(filled, total);
  const top = grid.reduce((most, { log }) => Math.max(most, log), -Infinity);
  const weights = grid.map(({ log }) => Math.exp(log - top));
  const sum = weights.reduce((a, b) => a + b, 0);
  const average = (of: (n: number) => number): number => weights.reduce((a, weight, n) => a + weight * of(n), 0) / sum;
  const answers = filled.map((pupils, j): SchoolValue => {
    const value = average((n) => grid[n]!.means[j]!);
    const variance = average((n) => grid[n]!.variances[j]! + (grid[n]!.means[j]! - value) ** 2);
    const se = Math.sqrt(variance);
    const raw = pupils.reduce((a, pupil) => a + pupil.value, 0) / pupils.length;
    return {
      value,
      se,
      low: value - 1.96 * se,
      high: value + 1.96 * se,
      raw,
      pupils: pupils.length,
      own: average((n) => grid[n]!.own[j]!),
    };
  });
  return {
    schools: answers,
    mean: average((n) => grid[n]!.mean),
    between: average((n) => grid[n]!.between),
    within: average((n) => grid[n]!.within),
  };
}

type GridPoint = {
  readonly between: number;
  readonly within: number;
  readonly log: number;
  readonly mean: number;
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly own: Float64Array;
};

const betweenSteps = 30;
const withinSteps = 24;

function gridOf(schools: readonly (readonly Measured[])[], total: number): readonly GridPoint[] {
  return Array.from({ length: betweenSteps * withinSteps }, (_, n) => {
    const between = (1.2 * total * (Math.floor(n / withinSteps) + 0.5)) / betweenSteps;
    const within = (1.5 * total * ((n % withinSteps) + 0.5)) / withinSteps;
    return pointOf(schools, between, within);
  });
}

/** Everything given the two spreads; the mean of all is integrated out with an even prior. */
function pointOf(schools: readonly (readonly Measured[])[], between: number, within: number): GridPoint {
  const count = schools.length;
  const [precision, middle] = [new Float64Array(count), new Float64Array(count)];
  let log = 0;
  let [weights, weighed] = [0, 0];
  for (let j = 0; j < count; j++) {
    let [sum, first, second] = [0, 0, 0];
    for (const { value, se } of schools[j]!) {
      const variance = within * within + se * se;
      log -= Math.log(variance) / 2;
      sum += 1 / variance;
      first += value / variance;
      second += (value * value) / variance;
    }
    precision[j] = sum;
    if (sum === 0) continue;
    middle[j] = first / sum;
    log -= (second - first * middle[j]!) / 2 + Math.log(1 + sum * between * between) / 2;
    const own = 1 / (1 / sum + between * between);
    weights += own;
    weighed += own * middle[j]!;
  }
  const mean = weights > 0 ? weighed / weights : 0;
  const [means, variances, own] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let j = 0; j < count; j++) {
    const sum = precision[j]!;
    const share = (between * between * sum) / (1 + between * between * sum);
    own[j] = share;
    means[j] = share * middle[j]! + (1 - share) * mean;
    variances[j] = (1 - share) * between * between + (1 - share) ** 2 / weights;
    if (sum > 0) log -= (middle[j]! - mean) ** 2 / (1 / sum + between * between) / 2;
  }
  return { between, within, log: log - Math.log(weights) / 2 + Math.log(between), mean, means, variances, own };
}

function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, values.length - 1);
}
