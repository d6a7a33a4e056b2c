import type { SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import type { LinkError } from '#rooms/scale/index.ts';
import type { House } from '#http/house.ts';
import { minimumGroup } from './model/attack.ts';
import { districtStandings, type Standing } from './model/distinct.ts';
import { average, growthMean, meanOf } from './model/group-mean.ts';
import { grownOf, intervalOf, type GroupMean, type Interval, type Measured } from './model/measured.ts';
import { growthsOf, workedOut } from './model/working.ts';
import { placesOf } from './releases.ts';
import type { Sources } from './sources.ts';
import { cellNames, yearsOf, type CellName } from './studies.ts';

/** A mean with its interval and what it rests on. */
export type Estimate = Interval & { readonly pupils: number; readonly schools: number };

export type DistrictGrowth =
  | {
      readonly district: string;
      readonly kind: 'value';
      readonly growth: Estimate;
      readonly standing: Standing;
      readonly left: number;
    }
  | { readonly district: string; readonly kind: 'few' };

/** RES-17: one cell of a region, or of the districts that somebody sees. */
export type RegionCell = {
  readonly cell: string;
  readonly titles: Text;
  readonly grade: number;
  readonly start?: Estimate;
  readonly end?: Estimate;
  /** The same pupils at both time points, with the link's error in the interval. */
  readonly growth?: Estimate & { readonly left: number; readonly joined: number; readonly link: number };
  readonly districts: readonly DistrictGrowth[];
  /** Schools outside the programme, at the start: what they had, and by how much they lie above. */
  readonly compared?: { readonly start: Estimate; readonly gap: Interval };
};

export type RegionReport = {
  readonly year: number;
  readonly years: readonly number[];
  readonly cells: readonly RegionCell[];
  readonly schools: number;
};

/** `districts`: only these; undefined: the whole region. */
export async function regionReport(
  house: House,
  sources: Sources,
  asked: { readonly year: number | undefined; readonly districts: readonly string[] | undefined },
): Promise<RegionReport | undefined> {
  const all = await yearsOf(house.log.read);
  const { year, start, end } = all.find((each) => each.year === asked.year) ?? all[0] ?? {};
  if (year === undefined) return undefined;
  const { schools, districtOf, isCompared } = await placesOf(house);
  const isSeen = (school: SchoolId): boolean => !asked.districts || asked.districts.includes(districtOf(school));
  const cells: RegionCell[] = [];
  const known = new Set([
    ...(start ? await sources.cellsOf(house, start) : []),
    ...(end ? await sources.cellsOf(house, end) : []),
  ]);
  for (const name of (await cellNames(house.log.read, year)).filter(({ cell }) => known.has(cell))) {
    const before = start ? await sources.measured(house, start, name.cell) : [];
    const after = end ? await sources.measured(house, end, name.cell) : [];
    const link = start && end ? await sources.linkOf(house, start, end, name.cell) : undefined;
    cells.push(cellOf({ name, before, after, link, districtOf, isSeen, isCompared }));
  }
  const seen = schools.filter(({ school }) => isSeen(school) && !isCompared(school));
  return { year, years: all.map((each) => each.year), cells, schools: seen.length };
}

type CellData = {
  readonly name: CellName;
  readonly before: readonly Measured[];
  readonly after: readonly Measured[];
  readonly link: LinkError | undefined;
  readonly districtOf: (school: SchoolId) => string;
  readonly isSeen: (school: SchoolId) => boolean;
  readonly isCompared: (school: SchoolId) => boolean;
};

function cellOf(of: CellData): RegionCell {
  const { name, link, isSeen, isCompared } = of;
  const own = ({ school }: { readonly school: SchoolId }): boolean => isSeen(school) && !isCompared(school);
  const [start, end] = [estimate(meanOf(of.before.filter(own))), estimate(meanOf(of.after.filter(own)))];
  const pairs = grownOf(
    of.before.filter(({ school }) => !isCompared(school)),
    of.after.filter(({ school }) => !isCompared(school)),
  );
  const growth = link === undefined ? undefined : estimate(growthMean(pairs.grown.filter(own), link));
  const [left, joined] = [pairs.left.filter(own).length, pairs.joined.filter(own).length];
  const compared = comparedOf(of);
  return {
    cell: name.cell,
    titles: name.titles,
    grade: name.grade,
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    ...(growth && link !== undefined ? { growth: { ...growth, left, joined, link: link.error } } : {}),
    districts: link === undefined ? [] : districtsOf(of, pairs, link),
    ...(compared ? { compared } : {}),
  };
}

/** A group of fewer than ten pupils is left out here too: this page is about many. */
function estimate(mean: GroupMean | undefined): Estimate | undefined {
  if (!mean || mean.n < minimumGroup) return undefined;
  return { value: mean.mean, low: mean.low, high: mean.high, pupils: mean.n, schools: mean.schools };
}

/** RES-13: each district told from the region, or not; the whole region is what it is compared with, whoever looks. */
function districtsOf(
  { districtOf, isSeen }: CellData,
  pairs: ReturnType<typeof grownOf>,
  link: LinkError,
): DistrictGrowth[] {
  const spread = workedOut(growthsOf(pairs.grown))?.spread;
  const byDistrict = Map.groupBy(pairs.grown, ({ school }) => districtOf(school));
  const names = [...byDistrict.keys()].filter((name) => (byDistrict.get(name)?.length ?? 0) >= minimumGroup);
  const own = names.map((name) => {
    const schools = Map.groupBy(growthsOf(byDistrict.get(name) ?? []), ({ school }) => school);
    return [...schools.values()].map((own) => ({ n: own.length, mean: average(own.map(({ value }) => value)) }));
  });
  const standings = spread ? districtStandings(own, spread) : [];
  const seen = [...byDistrict].filter(([, grown]) => grown.some(({ school }) => isSeen(school)));
  return seen
    .map(([district, grown]): DistrictGrowth => {
      const growth = estimate(growthMean(grown, link));
      const standing = standings[names.indexOf(district)];
      if (!growth || !standing) return { district, kind: 'few' };
      const left = pairs.left.filter(({ school }) => districtOf(school) === district).length;
      return { district, kind: 'value', growth, standing, left };
    })
    .toSorted((a, b) => collator.compare(a.district, b.district));
}

const collator = new Intl.Collator('kk');

function comparedOf({ before, isSeen, isCompared }: CellData): RegionCell['compared'] {
  const own = meanOf(before.filter(({ school }) => isSeen(school) && !isCompared(school)));
  const others = meanOf(before.filter(({ school }) => isCompared(school)));
  const start = estimate(others);
  if (!own || !others || !start) return undefined;
  return { start, gap: intervalOf(others.mean - own.mean, Math.hypot(others.error, own.error)) };
}
