import type { SchoolId } from '#kernel/ids.ts';
import { shrinkSchools } from '#rooms/scale/index.ts';
import { standingsOf, type OwnMean, type Spread, type Standing } from './distinct.ts';
import { average } from './group-mean.ts';
import type { Grown, Interval, Measured } from './measured.ts';
import { minimumGroup } from './attack.ts';

/**
 * RES-22: what somebody who answers for schools sees of one: from ten pupils on its shrunken value with the interval, of
 * five to nine only where it stands, of fewer nothing.
 */
export type SchoolShown =
  | {
      readonly kind: 'value';
      readonly pupils: number;
      readonly value: Interval;
      /** How much of the value is the school's own, between 0 and 1; the rest is the region's mean. */
      readonly weight: number;
      readonly standing: Standing;
    }
  | { readonly kind: 'standing'; readonly standing: Standing }
  | { readonly kind: 'few' };

const fewestForStanding = 5;

/** One number a pupil: their score, or their growth. */
export type OwnNumber = {
  readonly person: string;
  readonly school: SchoolId;
  readonly value: number;
  readonly error: number;
};

/**
 * RES-22: pupils of several grades and subjects as one group: of each pupil the mean of how far their scores lie from the
 * region's mean of the cell, put back at the mean of all. One number a pupil, so that nobody counts twice.
 */
export function pooled(cells: readonly (readonly OwnNumber[])[]): readonly OwnNumber[] {
  const all = cells.flat();
  const middle = all.length > 0 ? average(all.map(({ value }) => value)) : 0;
  const apart = cells.flatMap((rows) => {
    const mean = rows.length > 0 ? average(rows.map(({ value }) => value)) : 0;
    return rows.map((row) => ({ ...row, value: row.value - mean }));
  });
  const byPupil = Map.groupBy(apart, ({ school, person }) => `${school} ${person}`);
  return [...byPupil.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const error = Math.hypot(...own.map((each) => each.error)) / own.length;
    return [{ ...first, value: middle + average(own.map(({ value }) => value)), error }];
  });
}

export function scoresOf(measured: readonly Measured[]): readonly OwnNumber[] {
  return measured.map(({ person, school, score, error }) => ({ person, school, value: score, error }));
}

export function growthsOf(grown: readonly Grown[]): readonly OwnNumber[] {
  return grown.map(({ person, school, start, end }) => {
    return { person, school, value: end.score - start.score, error: Math.hypot(start.error, end.error) };
  });
}

/** A school as it stands among all, before anything is hidden: what the school itself is told (RES-16). */
export type Valued = {
  readonly pupils: number;
  readonly value: Interval;
  readonly weight: number;
  readonly standing: Standing;
};

export type Worked = { readonly spread: Spread; readonly schools: ReadonlyMap<SchoolId, Valued> };

/** The fewest schools of which a spread between them is told. */
const fewestSchools = 5;

/**
 * RES-12: all schools of a region worked out together: values drawn towards the mean by the scale's own model, and who can
 * be told from it. Undefined below five schools.
 */
export function workedOut(numbers: readonly OwnNumber[]): Worked | undefined {
  const bySchool = [...Map.groupBy(numbers, ({ school }) => school)];
  if (bySchool.length < fewestSchools) return undefined;
  const { schools, mean, between, within } = shrinkSchools(
    bySchool.map(([, rows]) => rows.map(({ value, error }) => ({ value, se: error }))),
  );
  const noise = average(numbers.map(({ error }) => error ** 2));
  const own = schools.map(({ raw, pupils }): OwnMean => ({ n: pupils, mean: raw }));
  const spread = spreadWith(own, { mean, between: between ** 2, within: within ** 2 + noise });
  const standings = standingsOf(own, spread);
  const valued = bySchool.map(([school], n): [SchoolId, Valued] => {
    const { value, low, high, own: weight, pupils } = schools[n] as (typeof schools)[number];
    return [school, { pupils, value: { value, low, high }, weight, standing: standings[n] as Standing }];
  });
  return { spread, schools: new Map(valued) };
}

/** The mean of all is unsure by how many schools there are, each with how unsure its own mean is. */
export function spreadWith(own: readonly OwnMean[], of: Omit<Spread, 'meanVariance'>): Spread {
  const weight = own.reduce((all, { n }) => all + 1 / (of.between + of.within / n), 0);
  return { ...of, meanVariance: 1 / weight };
}

/** RES-22: what of it somebody sees who answers for the school. */
export function shownOf({ pupils, value, weight, standing }: Valued): SchoolShown {
  if (pupils < fewestForStanding) return { kind: 'few' };
  return pupils < minimumGroup ? { kind: 'standing', standing } : { kind: 'value', pupils, value, weight, standing };
}
