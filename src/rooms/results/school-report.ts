import type { SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import type { OwnMean, Standing } from './model/distinct.ts';
import { average } from './model/group-mean.ts';
import { grownOf, type Interval } from './model/measured.ts';
import { findStated } from './queries.ts';
import type { Sources } from './sources.ts';
import { cellNames, yearsOf } from './studies.ts';

/** RES-16: a value of the school beside its own raw mean, which nobody outside sees. */
export type SchoolValue = {
  readonly own: OwnMean;
  /** The school among all of the region; absent before the region has sent what that needs. */
  readonly among?: {
    readonly value: Interval;
    readonly weight: number;
    readonly region: number;
    readonly standing: Standing;
    readonly at: number;
  };
};

export type SchoolCell = {
  readonly cell: string;
  readonly titles: Text;
  readonly grade: number;
  readonly start?: SchoolValue;
  readonly end?: SchoolValue;
  /** The same pupils; how many of the start were not measured again, and how many came. */
  readonly growth?: SchoolValue & { readonly left: number; readonly joined: number };
  readonly missing: number;
};

export type SchoolReport = {
  readonly years: readonly { readonly year: number; readonly cells: readonly SchoolCell[] }[];
};

/** All cells of a school, year by year; those in which nobody was measured are left out. */
export async function schoolReport(house: House, sources: Sources, school: SchoolId): Promise<SchoolReport> {
  const years = [];
  for (const { year, start, end } of await yearsOf(house.log.read)) {
    const known = {
      start: new Set(start ? await sources.cellsOf(house, start) : []),
      end: new Set(end ? await sources.cellsOf(house, end) : []),
    };
    const cells: SchoolCell[] = [];
    for (const { cell, titles, grade } of await cellNames(house.log.read, year)) {
      const at = { house, sources, school, cell };
      const before = start && known.start.has(cell) ? start : undefined;
      const after = end && known.end.has(cell) ? end : undefined;
      const found = await cellReport(at, before, after);
      if (found) cells.push({ cell, titles, grade, ...found });
    }
    if (cells.length > 0) years.push({ year, cells });
  }
  return { years };
}

type At = { readonly house: House; readonly sources: Sources; readonly school: SchoolId; readonly cell: string };

async function cellReport(at: At, start: string | undefined, end: string | undefined) {
  const { house, sources, school, cell } = at;
  const before = start ? await sources.measured(house, start, cell, school) : [];
  const after = end ? await sources.measured(house, end, cell, school) : [];
  if (before.length === 0 && after.length === 0) return undefined;
  const newest = after.length > 0 ? end : start;
  const missing = newest ? (await sources.missing(house, newest, cell, school)).length : 0;
  const link = start && end ? await sources.linkOf(house, start, end, cell) : undefined;
  const { grown, left, joined } = grownOf(before, after);
  const growth = grown.map(({ start: one, end: other }) => other.score - one.score);
  return {
    missing,
    ...(start && before.length > 0
      ? {
          start: await valueOf(
            at,
            start,
            'level',
            before.map(({ score }) => score),
          ),
        }
      : {}),
    ...(end && after.length > 0
      ? {
          end: await valueOf(
            at,
            end,
            'level',
            after.map(({ score }) => score),
          ),
        }
      : {}),
    ...(end && link !== undefined && growth.length > 0
      ? { growth: { ...(await valueOf(at, end, 'growth', growth)), left: left.length, joined: joined.length } }
      : {}),
  };
}

async function valueOf({ house, school, cell }: At, study: string, of: 'level' | 'growth', values: readonly number[]) {
  const own = { n: values.length, mean: average(values) };
  const stated = await findStated(house.log.read, { school, study, cell, of });
  if (!stated) return { own };
  const { value, low, high, ...rest } = stated;
  return { own, among: { value: { value, low, high }, ...rest } };
}
