import { intervalOf, type Interval } from './measured.ts';

/** What a school has by itself: how many pupils were measured and the mean of their scores, or of their growths. */
export type OwnMean = { readonly n: number; readonly mean: number };

/**
 * What is known of all schools of a region together, enough to tell what one of them is worth. Variances are of scores
 * (or growths) as measured, the error of the test within `within`.
 */
export type Spread = {
  readonly schools: number;
  readonly pupils: number;
  readonly mean: number;
  readonly meanVariance: number;
  readonly between: number;
  readonly betweenVariance: number;
  readonly within: number;
};

/** The fewest schools of which a spread between them is told. */
const fewest = 5;

/**
 * RES-12: the pooled variance within schools, and mean and variance between them by the residual likelihood, times the
 * variance itself (Li & Lahiri 2010, Journal of Multivariate Analysis 101(4)): so that it is never 0 and no school's
 * interval is a point, which a moment estimator gives where schools differ little. Undefined below five schools, or where
 * no school has two pupils.
 */
export function spreadOf(schools: readonly (readonly number[])[]): Spread | undefined {
  const filled = schools.filter(({ length }) => length > 0);
  const own = filled.map(ownMean);
  const pupils = own.reduce((all, { n }) => all + n, 0);
  if (own.length < fewest || pupils === own.length) return undefined;
  const squares = filled.reduce((all, values, s) => {
    return all + values.reduce((sum, value) => sum + (value - (own[s] as OwnMean).mean) ** 2, 0);
  }, 0);
  const within = squares / (pupils - own.length);
  const between = within === 0 ? 0 : likeliestBetween(own, within);
  const { weights, weight, mean } = weighed(own, between, within);
  const betweenVariance = 2 / weights.reduce((all, each) => all + each * each, 0);
  return { schools: own.length, pupils, mean, meanVariance: 1 / weight, between, betweenVariance, within };
}

function weighed(own: readonly OwnMean[], between: number, within: number) {
  const weights = own.map(({ n }) => 1 / (between + within / n || 1));
  const weight = weights.reduce((a, b) => a + b, 0);
  const mean = own.reduce((all, each, n) => all + (weights[n] as number) * each.mean, 0) / weight;
  return { weights, weight, mean };
}

/** Searched on the scale of logarithms, from a ten-thousandth of the variance within to a hundred times it. */
function likeliestBetween(own: readonly OwnMean[], within: number): number {
  const height = (at: number): number => {
    const between = within * Math.exp(at);
    const { weights, weight, mean } = weighed(own, between, within);
    const fit = weights.reduce((all, each, n) => {
      return all + Math.log(each) - each * ((own[n] as OwnMean).mean - mean) ** 2;
    }, 0);
    return at + (fit - Math.log(weight)) / 2;
  };
  let [low, high] = [Math.log(1e-4), Math.log(100)];
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let n = 0; n < 40; n++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (height(left) > height(right)) high = right;
    else low = left;
  }
  return within * Math.exp((low + high) / 2);
}

export function ownMean(values: readonly number[]): OwnMean {
  return { n: values.length, mean: values.reduce((a, b) => a + b, 0) / values.length };
}

/**
 * RES-12: a school's mean drawn towards the region's: λ·own + (1 − λ)·region, λ = between / (between + within/n). Its error
 * counts, beside what is left of the school's own, that the region's mean and the variance between schools are estimated
 * (Prasad & Rao 1990, 5.15: g1 + g2 + 2·g3).
 */
export function shrink({ n, mean }: OwnMean, of: Spread): Interval & { readonly weight: number } {
  const own = of.within / n;
  const all = of.between + own;
  const weight = all === 0 ? 0 : of.between / all;
  const estimated = all === 0 ? 0 : (2 * own ** 2 * of.betweenVariance) / all ** 3;
  const error = Math.sqrt(weight * own + (1 - weight) ** 2 * of.meanVariance + estimated);
  return { ...intervalOf(weight * mean + (1 - weight) * of.mean, error), weight };
}
