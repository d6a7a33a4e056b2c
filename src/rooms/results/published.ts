import type { Text } from '#kernel/language.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { selectSchools } from '#people/index.ts';
import { findRelease, selectReleased, type Release, type ReleasedCell } from './queries.ts';
import type { ReleasedRow } from './records.ts';
import { cellNames, yearsOf, type YearStudies } from './studies.ts';

/** A published row with the name of what it is about. */
export type NamedRow = ReleasedRow & {
  readonly name: Text;
  readonly kind: 'region' | 'district' | 'school';
  readonly within: Text;
};
/** What a release is about, as screens name it. */
export type ReleaseAbout = { readonly year: number; readonly about: 'start' | 'end' | 'growth' };
export type NamedRelease = Release & ReleaseAbout;

export function aboutOf(years: readonly YearStudies[], { kind, study }: Pick<Release, 'kind' | 'study'>): ReleaseAbout {
  const found = years.find(({ start, end }) => start === study || end === study);
  return { year: found?.year ?? 0, about: kind === 'growth' ? 'growth' : found?.start === study ? 'start' : 'end' };
}

export type Published = NamedRelease & {
  readonly tables: readonly (Omit<ReleasedCell, 'rows'> & {
    readonly titles: Text;
    readonly grade: number;
    readonly rows: readonly NamedRow[];
  })[];
  /** Whether the schools behind it are invented: then nothing here is about anybody. */
  readonly isSample: boolean;
};

const nowhere: Text = { kk: '', ru: '', en: '' };

/** Throws the refusal of a release that there is not. */
export async function publishedOf(house: House, id: string): Promise<Published> {
  const { read } = house.log;
  const release = await findRelease(read, id);
  if (!release) throw refused('results.no-such-release', 404);
  const schools = new Map((await selectSchools(read)).map((each) => [`school:${each.school}`, each]));
  const districts = new Map([...schools.values()].map(({ district }) => [`district:${district.kk}`, district]));
  const { year, about } = aboutOf(await yearsOf(read), release);
  const names = new Map((await cellNames(read, year)).map((each) => [each.cell, each]));
  const named = (row: ReleasedRow): NamedRow => {
    const school = schools.get(row.unit);
    if (school) return { ...row, kind: 'school', name: school.names, within: school.district };
    const district = districts.get(row.unit);
    return { ...row, kind: district ? 'district' : 'region', name: district ?? nowhere, within: nowhere };
  };
  const order = new Intl.Collator('kk');
  const rank = { region: 0, district: 1, school: 2 };
  const tables = (await selectReleased(read, id)).map(({ cell, left, rows }) => ({
    cell,
    left,
    titles: names.get(cell)?.titles ?? nowhere,
    grade: names.get(cell)?.grade ?? 0,
    rows: rows.map(named).toSorted((a, b) => rank[a.kind] - rank[b.kind] || order.compare(a.name.kk, b.name.kk)),
  }));
  return { ...release, year, about, tables, isSample: [...schools.values()].some(({ isInvented }) => isInvented) };
}
