import type { SchoolId } from '#kernel/ids.ts';
import { meanGrowth, type LinkError } from '#rooms/scale/index.ts';
import type { GroupMean, Grown, Measured } from './measured.ts';
import { studentAt } from './normal.ts';

/** A pupil of a school with equally many draws as the others. */
type Drawn = { readonly school: SchoolId; readonly draws: readonly number[] };

/** RES-11: the mean of a group by plausible values, with its standard error; undefined for nobody. */
export function meanOf(pupils: readonly Measured[]): GroupMean | undefined {
  return drawnMean(pupils.map(({ school, plausible }) => ({ school, draws: plausible })));
}

/**
 * RES-11: the growth of the same pupils, with the error of the link between the two time points: the scale's own, whose
 * intervals are measured by `bench coverage`. Of a single school, whose spread between schools cannot be seen, by its pupils.
 */
export function growthMean(pupils: readonly Grown[], link: LinkError): GroupMean | undefined {
  const [first] = pupils;
  if (!first) return undefined;
  const draws = (time: 'start' | 'end'): number[][] => {
    return first.start.plausible.map((_, m) => pupils.map((each) => each[time].plausible[m] ?? Number.NaN));
  };
  const places = new Map([...new Set(pupils.map(({ school }) => school))].map((school, n) => [school, n]));
  const growth = meanGrowth(
    draws('start'),
    draws('end'),
    pupils.map(({ school }) => places.get(school) ?? 0),
    link,
  );
  if (growth) {
    const { growth: mean, se: error, low, high } = growth;
    return { n: pupils.length, schools: places.size, mean, error, low, high };
  }
  const changes = pupils.map(({ school, start, end }) => {
    return { school, draws: end.plausible.map((value, n) => value - (start.plausible[n] ?? Number.NaN)) };
  });
  return drawnMean(changes, link.error);
}

/**
 * Two sources of error, added as variances (Rubin 1987): which pupils there are, by leaving out one school after the other
 * (JK1; in one school alone s²/n), and how unsure the test is about each, the spread of the means of the draws; Student's t
 * with the degrees of freedom of Satterthwaite 1946.
 */
function drawnMean(pupils: readonly Drawn[], link = 0): GroupMean | undefined {
  const [first] = pupils;
  if (!first) return undefined;
  const sets = first.draws.map((_, draw) => pupils.map(({ draws }) => draws[draw] as number));
  const means = sets.map(average);
  const mean = average(means);
  const schools = Map.groupBy(pupils.keys(), (n) => (pupils[n] as Drawn).school);
  const places = [...schools.values()].map((each) => [...each]);
  const sampling = average(sets.map((values) => samplingVariance(values, places)));
  const imputation = means.length < 2 ? 0 : (1 + 1 / means.length) * variance(means);
  const units = schools.size > 1 ? schools.size : pupils.length;
  const total = sampling + imputation + link ** 2;
  const unsure = sampling ** 2 / Math.max(1, units - 1) + imputation ** 2 / Math.max(1, means.length - 1);
  const error = Math.sqrt(total);
  const reach = error * studentAt(0.975, unsure === 0 ? Infinity : Math.max(2, total ** 2 / unsure));
  return { n: pupils.length, schools: schools.size, mean, error, low: mean - reach, high: mean + reach };
}

function samplingVariance(values: readonly number[], schools: readonly (readonly number[])[]): number {
  if (schools.length < 2) return values.length < 2 ? 0 : variance(values) / values.length;
  const sum = values.reduce((a, b) => a + b, 0);
  const without = schools.map((places) => {
    const left = values.length - places.length;
    return (sum - places.reduce((all, n) => all + (values[n] as number), 0)) / left;
  });
  const mean = sum / values.length;
  const squares = without.reduce((all, value) => all + (value - mean) ** 2, 0);
  return ((schools.length - 1) / schools.length) * squares;
}

export function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const mean = average(values);
  return values.reduce((all, value) => all + (value - mean) ** 2, 0) / (values.length - 1);
}
