import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { ReleasedRow, releaseDepths, releaseKinds } from './records.ts';

/** How a school stands among all, as the region has told it. */
export type Stated = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly weight: number;
  readonly region: number;
  readonly standing: 'above' | 'alike' | 'below';
  readonly at: number;
};

export type StatedOf = {
  readonly school: SchoolId;
  readonly study: string;
  readonly cell: string;
  readonly of: 'level' | 'growth';
};

/** Undefined before the region has told the school. */
export async function findStated(read: Reader, { school, study, cell, of }: StatedOf): Promise<Stated | undefined> {
  type Stored = { readonly body: string; readonly at: number };
  const sql = 'select body, at from results_stated where school = ? and study = ? and cell = ? and of = ?';
  const row = await read.get<Stored>(sql, school, study, cell, of);
  return row && { ...(JSON.parse(row.body) as Omit<Stated, 'at'>), at: row.at };
}

/** The error of a link as the region has stated it, in points; undefined before it has. */
export async function findLink(read: Reader, start: string, end: string, cell: string): Promise<number | undefined> {
  const sql = 'select error from results_links where start = ? and end_study = ? and cell = ?';
  return (await read.get<{ error: number }>(sql, start, end, cell))?.error;
}

export type Look = {
  readonly person: PersonId;
  readonly what: 'schools' | 'region';
  readonly how: 'screen' | 'table' | 'paper';
  readonly study: string;
  readonly cell: string;
  readonly districts: readonly string[];
  readonly schools: number;
  readonly at: number;
};

/** Who looked at schools' values, the newest first. */
export async function selectLooks(read: Reader, most: number): Promise<Look[]> {
  type Stored = Omit<Look, 'districts'> & { readonly districts: string };
  const sql = `select person, what, how, study, cell, districts, schools, at from results_looks
    order by at desc, look limit ?`;
  const rows = await read.all<Stored>(sql, most);
  return rows.map((row) => ({ ...row, districts: row.districts.split('\n').filter(Boolean) }));
}

export type Release = {
  readonly release: string;
  readonly kind: (typeof releaseKinds)[number];
  readonly study: string;
  readonly base: string;
  readonly depth: (typeof releaseDepths)[number];
  readonly cells: readonly string[];
  readonly at: number;
};

type StoredRelease = Omit<Release, 'cells'> & { readonly cells: string };
const releaseColumns = 'release, kind, study, base, depth, cells, at';

/** All releases, the newest first. */
export async function selectReleases(read: Reader): Promise<Release[]> {
  const sql = `select ${releaseColumns} from results_releases order by at desc, release`;
  return (await read.all<StoredRelease>(sql)).map((row) => ({ ...row, cells: row.cells.split(' ') }));
}

export async function findRelease(read: Reader, release: string): Promise<Release | undefined> {
  const sql = `select ${releaseColumns} from results_releases where release = ?`;
  const row = await read.get<StoredRelease>(sql, release);
  return row && { ...row, cells: row.cells.split(' ') };
}

export type ReleasedCell = {
  readonly cell: string;
  readonly left: number | null;
  readonly rows: readonly ReleasedRow[];
};

/** What a release has published, cell by cell. */
export async function selectReleased(read: Reader, release: string): Promise<ReleasedCell[]> {
  type Cell = { readonly cell: string; readonly left: number | null };
  const cells = await read.all<Cell>(
    'select cell, left_percent as "left" from results_cells where release = ? order by cell',
    release,
  );
  const sql = 'select cell, body from results_figures where release = ? order by cell, unit';
  const rows = Map.groupBy(await read.all<{ cell: string; body: string }>(sql, release), ({ cell }) => cell);
  return cells.map(({ cell, left }) => ({
    cell,
    left,
    rows: (rows.get(cell) ?? []).map(({ body }) => JSON.parse(body) as ReleasedRow),
  }));
}

export type KeptPupil = {
  readonly release: string;
  readonly school: SchoolId;
  readonly person: PersonId;
  readonly side: 'all' | 'reached' | 'not';
};

/** The pupils behind all releases of a cell. */
export function selectKept(read: Reader, cell: string): Promise<KeptPupil[]> {
  const sql =
    'select release, school, person, side from results_pupils where cell = ? order by release, school, person';
  return read.all<KeptPupil>(sql, cell);
}
