import type { SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import type { Reader } from '#log/store.ts';
import { growthsOf, pooled, scoresOf, shownOf, workedOut, type OwnNumber, type SchoolShown } from './model/working.ts';
import { grownOf } from './model/measured.ts';
import { placesOf } from './releases.ts';
import { looked, resultsScope } from './records.ts';
import type { Sources } from './sources.ts';
import { cellNames, yearsOf, type CellName, type YearStudies } from './studies.ts';

/** What a list of schools is about: scores at a time point, or growth; of one cell, or pooled over grades and subjects. */
export type About = 'start' | 'end' | 'growth';
export type Wanted = { readonly year: number | undefined; readonly about: About | undefined; readonly cell: string };

export type SchoolsReport = {
  readonly year: number;
  readonly years: readonly number[];
  readonly about: About;
  readonly abouts: readonly About[];
  /** `all`, or a cell. */
  readonly cell: string;
  readonly cells: readonly CellName[];
  /** The region's mean, with which all are compared; absent where too few schools were measured. */
  readonly region?: number;
  readonly schools: readonly SchoolRow[];
};

export type SchoolRow = {
  readonly school: SchoolId;
  readonly names: Text;
  readonly district: Text;
  readonly shown: SchoolShown | { readonly kind: 'none' };
};

/** RES-22: schools in the order of the alphabet, never by value. The districts that somebody sees; undefined: all. */
export async function schoolsReport(
  house: House,
  sources: Sources,
  wanted: Wanted,
  districts: readonly string[] | undefined,
): Promise<SchoolsReport | undefined> {
  const years = await yearsOf(house.log.read);
  const year = years.find((each) => each.year === wanted.year) ?? years[0];
  if (!year) return undefined;
  const abouts = aboutsOf(year);
  const about = wanted.about && abouts.includes(wanted.about) ? wanted.about : abouts[0];
  if (!about) return undefined;
  const { schools, isCompared } = await placesOf(house);
  const names = await cellNames(house.log.read, year.year);
  const known = new Set(await sources.cellsOf(house, studyOf(year, about)));
  const cells = names.filter(({ cell }) => known.has(cell));
  const cell = cells.some((each) => each.cell === wanted.cell) ? wanted.cell : 'all';
  const numbers: OwnNumber[][] = [];
  for (const each of cells.filter((name) => cell === 'all' || name.cell === cell)) {
    const rows = await numbersOf(house, sources, year, about, each.cell);
    numbers.push(rows.filter(({ school }) => !isCompared(school)));
  }
  const worked = workedOut(cell === 'all' ? pooled(numbers) : numbers.flat());
  const seen = schools.filter(({ school, district }) => {
    return !isCompared(school) && (!districts || districts.includes(district.kk));
  });
  const rows = seen.map(({ school, names: called, district }): SchoolRow => {
    const valued = worked?.schools.get(school);
    return { school, names: called, district, shown: valued ? shownOf(valued) : { kind: 'none' } };
  });
  const collator = new Intl.Collator('kk');
  return {
    year: year.year,
    years: years.map((each) => each.year),
    about,
    abouts,
    cell,
    cells,
    ...(worked ? { region: worked.spread.mean } : {}),
    schools: rows.toSorted((a, b) => collator.compare(a.names.kk, b.names.kk)),
  };
}

function aboutsOf({ start, end }: YearStudies): readonly About[] {
  return [
    ...(start && end ? (['growth'] as const) : []),
    ...(end ? (['end'] as const) : []),
    ...(start ? (['start'] as const) : []),
  ];
}

function studyOf({ start, end }: YearStudies, about: About): string {
  return (about === 'start' ? start : end) ?? '';
}

async function numbersOf(
  house: House,
  sources: Sources,
  year: YearStudies,
  about: About,
  cell: string,
): Promise<OwnNumber[]> {
  const { start = '', end = '' } = year;
  if (about !== 'growth') return [...scoresOf(await sources.measured(house, studyOf(year, about), cell))];
  if ((await sources.linkOf(house, start, end, cell)) === undefined) return [];
  const { grown } = grownOf(await sources.measured(house, start, cell), await sources.measured(house, end, cell));
  return [...growthsOf(grown)];
}

/** The districts that somebody answers for; undefined: the whole region. A methodist without a district answers for none. */
export function districtsSeen({ posts }: Person): readonly string[] | undefined {
  if (posts.some(({ role }) => role === 'coordinator')) return undefined;
  return posts.flatMap(({ role, district }) => (role === 'methodist' && district ? [district] : []));
}

type LookAt = {
  readonly what: 'schools' | 'region';
  readonly how: 'screen' | 'table' | 'paper';
  readonly study: string;
  readonly cell: string;
  readonly schools: number;
};

/** RES-23: the look is on disk before anything is shown. */
export async function keepLook(house: House, who: Person, at: LookAt): Promise<void> {
  const districts = [...(districtsSeen(who) ?? [])];
  await house.log.write((on) => {
    const body = { look: on.mint<string>(), ...at, districts };
    return { records: [looked.draft(resultsScope, who.person, body)], answer: undefined };
  });
}

/** The name under which a look at a year is kept. */
export async function studyName(read: Reader, year: number): Promise<string> {
  const found = (await yearsOf(read)).find((each) => each.year === year);
  return found?.end ?? found?.start ?? String(year);
}
