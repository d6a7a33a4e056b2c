import type { SchoolId } from '#kernel/ids.ts';
import { standingsOf, type Standing } from './distinct.ts';
import { average } from './group-mean.ts';
import type { Interval, Measured } from './measured.ts';
import { ownMean, shrink, spreadOf, type Spread } from './school-value.ts';
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
export type OwnNumber = { readonly person: string; readonly school: SchoolId; readonly value: number };

/**
 * RES-22: pupils of several grades and subjects as one group: of each pupil the mean of how far their scores lie from the
 * region's mean of the cell, put back on the scale. One number a pupil, so that nobody counts twice.
 */
export function pooled(cells: readonly (readonly OwnNumber[])[], middle: number): readonly OwnNumber[] {
  const apart = cells.flatMap((rows) => {
    const mean = rows.length > 0 ? average(rows.map(({ value }) => value)) : 0;
    return rows.map((row) => ({ ...row, value: row.value - mean }));
  });
  const byPupil = Map.groupBy(apart, ({ school, person }) => `${school} ${person}`);
  return [...byPupil.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    return [{ ...first, value: middle + average([first, ...rest].map(({ value }) => value)) }];
  });
}

export function scoresOf(measured: readonly Measured[]): readonly OwnNumber[] {
  return measured.map(({ person, school, score }) => ({ person, school, value: score }));
}

export type Worked = { readonly spread: Spread; readonly shown: ReadonlyMap<SchoolId, SchoolShown> };

/** All schools of a region worked out together; undefined where too few were measured to tell of a spread. */
export function schoolsShown(numbers: readonly OwnNumber[]): Worked | undefined {
  const bySchool = [...Map.groupBy(numbers, ({ school }) => school)];
  const values = bySchool.map(([, rows]) => rows.map(({ value }) => value));
  const spread = spreadOf(values);
  if (!spread) return undefined;
  const own = values.map(ownMean);
  const standings = standingsOf(own, spread);
  const shown = new Map(
    bySchool.map(([school], n): [SchoolId, SchoolShown] => {
      const [mean, standing] = [own[n] as (typeof own)[number], standings[n] as Standing];
      if (mean.n < fewestForStanding) return [school, { kind: 'few' }];
      if (mean.n < minimumGroup) return [school, { kind: 'standing', standing }];
      const { weight, ...value } = shrink(mean, spread);
      return [school, { kind: 'value', pupils: mean.n, value, weight, standing }];
    }),
  );
  return { spread, shown };
}
