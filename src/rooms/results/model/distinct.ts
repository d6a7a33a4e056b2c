import { normalBelow } from './normal.ts';

/** How many pupils of a school were measured, and the mean of their scores or growths. */
export type OwnMean = { readonly n: number; readonly mean: number };

/** What is known of all schools together: variances of scores (or growths) as measured, the error of the test in `within`. */
export type Spread = {
  readonly mean: number;
  readonly meanVariance: number;
  readonly between: number;
  readonly within: number;
};

/** Where a school or district stands beside the region: no more than this is said, and no order. */
export type Standing = 'above' | 'alike' | 'below';

/** What is compared: its mean, and the variance of that mean if it were no different from the region. */
type Compared = { readonly mean: number; readonly variance: number };

/** Of all that are told from the region, the share that may be so by chance. */
const falseShare = 0.05;

/** RES-13: schools that can be told from the region's mean, in the order in which they came. */
export function standingsOf(schools: readonly OwnMean[], of: Spread): readonly Standing[] {
  return told(
    schools.map(({ n, mean }) => ({ mean, variance: of.within / n + of.meanVariance })),
    of.mean,
  );
}

/** RES-13: the same for districts: that the schools of each are a handful drawn from the region's counts too. */
export function districtStandings(districts: readonly (readonly OwnMean[])[], of: Spread): readonly Standing[] {
  const compared = districts.map((schools) => {
    const n = schools.reduce((all, each) => all + each.n, 0);
    const mean = schools.reduce((all, each) => all + each.n * each.mean, 0) / n;
    const squares = schools.reduce((all, each) => all + each.n ** 2, 0);
    return { mean, variance: (of.between * squares) / n ** 2 + of.within / n + of.meanVariance };
  });
  return told(compared, of.mean);
}

/**
 * Benjamini & Hochberg (1995, JRSS B 57(1)): among many, some stand out by chance alone; who is named is named so that of
 * all who are named at most one in twenty is by chance. Where all are alike, anybody at all is named in 5 of 100 studies.
 */
function told(compared: readonly Compared[], regionMean: number): readonly Standing[] {
  const chances = compared.map(
    ({ mean, variance }) => 2 * normalBelow(-Math.abs(mean - regionMean) / Math.sqrt(variance)),
  );
  const sorted = chances.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((chance, n) => chance <= (falseShare * (n + 1)) / sorted.length);
  const bar = last < 0 ? -1 : (sorted[last] as number);
  return compared.map(({ mean }, n) => {
    if ((chances[n] as number) > bar) return 'alike';
    return mean > regionMean ? 'above' : 'below';
  });
}
