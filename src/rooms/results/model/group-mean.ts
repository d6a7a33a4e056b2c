import type { SchoolId } from '#kernel/ids.ts';
import type { GroupMean, Grown, Measured } from './measured.ts';

/** A pupil of a school with equally many draws as the others. */
type Drawn = { readonly school: SchoolId; readonly draws: readonly number[] };

/** RES-11: the mean of a group by plausible values, with its standard error; undefined for nobody. */
export function meanOf(pupils: readonly Measured[]): GroupMean | undefined {
  return drawnMean(pupils.map(({ school, plausible }) => ({ school, draws: plausible })));
}

/** RES-11: the growth of the same pupils; `link` is the standard error of the link between the two time points. */
export function growthMean(pupils: readonly Grown[], link: number): GroupMean | undefined {
  const drawn = pupils.map(({ school, start, end }) => ({
    school,
    draws: end.plausible.map((value, n) => value - (start.plausible[n] ?? Number.NaN)),
  }));
  const found = drawnMean(drawn);
  if (!found) return undefined;
  // Of the link's own error no freedom is taken off: it is the same for all groups.
  const error = Math.hypot(found.error, link);
  return { ...found, error, freedom: found.error === 0 ? Infinity : found.freedom * (error / found.error) ** 4 };
}

/**
 * Two sources of error, added as variances (Rubin 1987): which pupils there are, by leaving out one school after the other
 * (JK1; in one school alone s²/n), and how unsure the test is about each, the spread of the means of the draws. Degrees of
 * freedom by Satterthwaite 1946.
 */
function drawnMean(pupils: readonly Drawn[]): GroupMean | undefined {
  const [first] = pupils;
  if (!first) return undefined;
  const sets = first.draws.map((_, draw) => pupils.map(({ draws }) => draws[draw] as number));
  const means = sets.map(average);
  const mean = average(means);
  const schools = Map.groupBy(pupils.keys(), (n) => (pupils[n] as Drawn).school);
  const sampling = average(
    sets.map((values) =>
      samplingVariance(
        values,
        [...schools.values()].map((each) => [...each]),
      ),
    ),
  );
  const imputation = means.length < 2 ? 0 : (1 + 1 / means.length) * variance(means);
  const units = schools.size > 1 ? schools.size : pupils.length;
  const unsure = sampling ** 2 / Math.max(1, units - 1) + imputation ** 2 / Math.max(1, means.length - 1);
  const total = sampling + imputation;
  const freedom = unsure === 0 ? Infinity : total ** 2 / unsure;
  return { n: pupils.length, schools: schools.size, mean, error: Math.sqrt(total), freedom };
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
