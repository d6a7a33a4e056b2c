import type { SchoolId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { selectSchools } from '#people/index.ts';
import type { LinkError } from '#rooms/scale/index.ts';
import { comparedSchools } from '#rooms/assessment/index.ts';
import { minimumGroup } from './model/attack.ts';
import { growthMean, meanOf } from './model/group-mean.ts';
import { grownOf, type GroupMean, type Grown, type Measured } from './model/measured.ts';
import { attackCell, protectCell, type CellRelease, type DistrictOf, type Member } from './model/release.ts';
import { selectKept, selectReleased, selectReleases, type KeptPupil, type Release } from './queries.ts';
import type { ReleasedRow } from './records.ts';
import type { Sources } from './sources.ts';

/** The mark of the scale: the mean of the first start cohort. A convention, as the zones are (RES-14). */
export const mark = 500;

export type Asked = Pick<Release, 'kind' | 'study' | 'base' | 'depth'>;

/** A cell of a release as it would be published, and how much of it had to be hidden. */
export type MadeCell = {
  readonly cell: string;
  readonly left: number | undefined;
  readonly rows: readonly ReleasedRow[];
  readonly small: number;
  readonly complementary: number;
  readonly members: readonly Member[];
};

/** Makes the cells of a release: protected beside everything that was published before (RES-5). Nothing is written. */
export async function makeRelease(house: House, sources: Sources, asked: Asked): Promise<readonly MadeCell[]> {
  const { districtOf, isCompared } = await placesOf(house);
  const cells = await sources.cellsOf(house, asked.study);
  const made: MadeCell[] = [];
  for (const cell of cells) {
    const groups = await groupsOf(house, sources, asked, { cell, isCompared });
    if (!groups || groups.members.length === 0) continue;
    const earlier = await releasesOf(house, cell);
    const found = protectCell(earlier, groups.members, districtOf, asked.depth);
    const rows = rowsOf(groups, found, districtOf);
    const { small, complementary } = found;
    made.push({ cell, left: groups.left, rows, small, complementary, members: groups.members });
  }
  return made;
}

type Groups = {
  readonly members: readonly Member[];
  readonly left: number | undefined;
  /** The mean of some pupils, by their ids; of a level, the share that reached the mark too. */
  readonly of: (people: ReadonlySet<string>) => { readonly mean: GroupMean; readonly share?: GroupMean } | undefined;
};

type Whose = { readonly cell: string; readonly isCompared: (school: SchoolId) => boolean };

/** Of the schools of the programme: who is only compared with is in no release. */
async function groupsOf(
  house: House,
  sources: Sources,
  asked: Asked,
  { cell, isCompared }: Whose,
): Promise<Groups | undefined> {
  const own = async (study: string): Promise<readonly Measured[]> => {
    return (await sources.measured(house, study, cell)).filter(({ school }) => !isCompared(school));
  };
  if (asked.kind === 'level') return levelGroups(await own(asked.study));
  const link = await sources.linkOf(house, asked.base, asked.study, cell);
  return link === undefined ? undefined : growthGroups(await own(asked.base), await own(asked.study), link);
}

function levelGroups(measured: readonly Measured[]): Groups {
  const reached = measured.map((each) => ({
    ...each,
    plausible: each.plausible.map(atMark),
  }));
  const members = reached.map(({ person, school, plausible }) => {
    return { person, school, reached: plausible.reduce((a, b) => a + b, 0) > 50 * plausible.length };
  });
  const of: Groups['of'] = (people) => {
    const mean = meanOf(measured.filter(({ person }) => people.has(person)));
    const share = meanOf(reached.filter(({ person }) => people.has(person)));
    return mean && share && { mean, share };
  };
  return { members, left: undefined, of };
}

/** In per cent, so that the mean of a group is its share. */
function atMark(value: number): number {
  return value >= mark ? 100 : 0;
}

function growthGroups(start: readonly Measured[], end: readonly Measured[], link: LinkError): Groups {
  const { grown, left } = grownOf(start, end);
  const of: Groups['of'] = (people) => {
    const mean = growthMean(
      grown.filter(({ person }) => people.has(person)),
      link,
    );
    return mean && { mean };
  };
  const members = grown.map(({ person, school }: Grown) => ({ person, school }));
  // A share of fewer than ten pupils is not told.
  return { members, left: left.length < minimumGroup ? undefined : Math.round((100 * left.length) / start.length), of };
}

function rowsOf(groups: Groups, found: Pick<CellRelease, 'shown' | 'bounded'>, districtOf: DistrictOf): ReleasedRow[] {
  const units = [...found.shown].filter((key) => key.endsWith(':all')).map((key) => key.slice(0, -':all'.length));
  return units.toSorted().flatMap((unit): ReleasedRow[] => {
    const own = groups.members.filter(({ school }) => isWithin(unit, school, districtOf));
    const values = groups.of(new Set(own.map(({ person }) => person)));
    if (!values) return [];
    const { mean, share } = values;
    const base = { unit, pupils: mean.n, schools: mean.schools, mean: whole(mean) };
    if (share && found.shown.has(`${unit}:reached`)) return [{ ...base, share: percent(share) }];
    if (found.bounded.has(`${unit}:reached`)) return [{ ...base, bound: 'few-reached' }];
    return found.bounded.has(`${unit}:not`) ? [{ ...base, bound: 'few-not' }] : [base];
  });
}

function isWithin(unit: string, school: SchoolId, districtOf: DistrictOf): boolean {
  return unit === 'region' || unit === `school:${school}` || unit === `district:${districtOf(school)}`;
}

function whole(mean: GroupMean): ReleasedRow['mean'] {
  const { mean: value, low, high } = mean;
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high) };
}

/** The interval of a share stays within what is possible, and beside the bounds within which all shares stay (RES-1). */
function percent(share: GroupMean): ReleasedRow['mean'] {
  const { value, low, high } = whole(share);
  const within = (each: number): number => Math.min(95, Math.max(5, each));
  return { value: within(value), low: within(low), high: within(high) };
}

/** Everything that was published of a cell, with the pupils behind it: what the attacker starts from. */
export async function releasesOf(house: House, cell: string): Promise<readonly CellRelease[]> {
  const { read } = house.log;
  const kept = Map.groupBy(await selectKept(read, cell), ({ release }) => release);
  const releases: CellRelease[] = [];
  for (const { release } of await selectReleases(read)) {
    const pupils = kept.get(release);
    if (!pupils) continue;
    const rows = (await selectReleased(read, release)).find((each) => each.cell === cell)?.rows ?? [];
    releases.push({ release, members: pupils.map(memberOf), ...keysOf(rows) });
  }
  return releases;
}

/** Which figures some rows show, and which shares they bound. */
export function keysOf(rows: readonly ReleasedRow[]): Pick<CellRelease, 'shown' | 'bounded'> {
  const shown = rows.flatMap(({ unit, share }) => [
    `${unit}:all`,
    ...(share ? [`${unit}:reached`, `${unit}:not`] : []),
  ]);
  const bounded = rows.flatMap(({ unit, bound }) => (bound ? [`${unit}:${bound.slice('few-'.length)}`] : []));
  return { shown: new Set(shown), bounded: new Set(bounded) };
}

function memberOf({ person, school, side }: KeptPupil): Member {
  return { person, school, ...(side === 'all' ? {} : { reached: side === 'reached' }) };
}

/** A cell's published tables, attacked: how many releases there are of it, and how many small groups are found. */
export type Attacked = { readonly cell: string; readonly releases: number; readonly found: number };

/** RES-4: the attacker against everything that was published. */
export async function attackAll(house: House): Promise<readonly Attacked[]> {
  const { districtOf } = await placesOf(house);
  const cells = new Set((await selectReleases(house.log.read)).flatMap((each) => each.cells));
  const answers: Attacked[] = [];
  for (const cell of [...cells].toSorted()) {
    const releases = await releasesOf(house, cell);
    answers.push({ cell, releases: releases.length, found: attackCell(releases, districtOf).length });
  }
  return answers;
}

/** Where schools are, and which of them are there only to be compared with. */
export async function placesOf(house: House) {
  const schools = await selectSchools(house.log.read);
  const compared = await comparedSchools(house.log.read);
  const districts = new Map(schools.map(({ school, district }) => [school, district.kk]));
  return {
    schools,
    districtOf: (school: SchoolId): string => districts.get(school) ?? '',
    isCompared: (school: SchoolId): boolean => compared.has(school),
  };
}
