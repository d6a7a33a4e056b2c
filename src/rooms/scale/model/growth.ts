import { leaveOneOut } from './jackknife.ts';
import { studentQuantile } from './normal.ts';

/**
 * A change of the mean of the same pupils, with what makes it unsure: other schools and pupils might have been seen (`sampling`), abilities are
 * not seen but drawn (`imputation`), other anchors might have been taken (`link`): variances, all in the standard error.
 */
export type Growth = {
  readonly growth: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  readonly sampling: number;
  readonly imputation: number;
  readonly link: number;
  readonly pupils: number;
  readonly schools: number;
};

/** Error of the link, its degrees of freedom, and how many of a form's items are anchors, as a share (`linkByAnchors`). */
export type LinkError = { readonly error: number; readonly freedom: number; readonly share: number };

/**
 * SCL-12: growth of pupils who sat at both times. `start[draw][pupil]` and `end[draw][pupil]` are plausible values, drawn together; sampling
 * variance by leaving out schools (JK1), variance between draws by Rubin 1987, error of the link added (Michaelides & Haertel 2004; OECD, PISA
 * Data Analysis Manual, chapter 13). What the anchors' answers add to the variance between draws is in the anchors' shifts already, for both come of the same
 * pupils: it is added only for the share of the other items. Student's t with Satterthwaite's degrees of freedom of the first two. Undefined of fewer than two schools.
 */
export function growthOf(
  start: readonly ArrayLike<number>[],
  end: readonly ArrayLike<number>[],
  school: ArrayLike<number>,
  link: LinkError,
): Growth | undefined {
  const schools = [...new Set(Array.from(school))];
  if (schools.length < 2 || start.length === 0) return undefined;
  const place = new Map(schools.map((each, n) => [each, n]));
  const counts = new Float64Array(schools.length);
  for (let n = 0; n < school.length; n++) counts[place.get(school[n]!)!]! += 1;
  const replicates = leaveOneOut(schools.length);
  const draws = start.map((before, draw) => {
    const sums = new Float64Array(schools.length);
    for (let n = 0; n < school.length; n++) sums[place.get(school[n]!)!]! += end[draw]![n]! - before[n]!;
    const value = ratio(sums, counts);
    let square = 0;
    for (const row of replicates.rows) square += (ratio(sums, counts, row) - value) ** 2;
    return { value, variance: replicates.scale * square };
  });
  const growth = mean(draws.map(({ value }) => value));
  const sampling = mean(draws.map(({ variance }) => variance));
  const apart = draws.reduce((sum, { value }) => sum + (value - growth) ** 2, 0) / Math.max(1, draws.length - 1);
  const imputation = (1 - link.share) * (1 + 1 / draws.length) * apart;
  const linked = link.error * link.error;
  const variance = sampling + imputation + linked;
  const freedom =
    (variance * variance) / (sampling ** 2 / (schools.length - 1) + imputation ** 2 / Math.max(1, draws.length - 1));
  const se = Math.sqrt(variance);
  const reach = se * (se > 0 ? studentQuantile(0.975, Math.max(1, freedom)) : 0);
  return {
    growth,
    se,
    low: growth - reach,
    high: growth + reach,
    sampling,
    imputation,
    link: linked,
    pupils: school.length,
    schools: schools.length,
  };
}

function ratio(sums: Float64Array, counts: Float64Array, weights?: Float64Array): number {
  let [top, bottom] = [0, 0];
  for (let j = 0; j < sums.length; j++) {
    const weight = weights?.[j] ?? 1;
    top += weight * sums[j]!;
    bottom += weight * counts[j]!;
  }
  return top / bottom;
}

function mean(of: readonly number[]): number {
  return of.reduce((sum, each) => sum + each, 0) / of.length;
}

/** A pupil's own change with its error: of two measures and the link. It says "fell" or "rose" of nobody: `isBeyond` only where 95 % are on one side. */
export function ownGrowth(
  start: { readonly theta: number; readonly se: number },
  end: { readonly theta: number; readonly se: number },
  link: Pick<LinkError, 'error'>,
): { readonly growth: number; readonly se: number; readonly isBeyond: boolean } {
  const growth = end.theta - start.theta;
  const se = Math.sqrt(start.se ** 2 + end.se ** 2 + link.error ** 2);
  return { growth, se, isBeyond: Math.abs(growth) > 1.96 * se };
}
