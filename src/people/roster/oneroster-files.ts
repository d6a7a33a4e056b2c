import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { readCsv } from './csv.ts';
import { decode } from './decode.ts';
import type { ErrorList, Place, RosterError } from './errors.ts';
import { fault, located, quoted } from './errors.ts';
import { cellText } from './table.ts';
import type { ZipFiles } from './zip.ts';

/** The files of OneRoster that are read; all others in the set are passed over. */
export const oneRosterFiles = [
  'orgs',
  'academicSessions',
  'users',
  'roles',
  'classes',
  'courses',
  'enrollments',
  'demographics',
] as const;
export type OneRosterFile = (typeof oneRosterFiles)[number];

/** One data row of a file, read by the columns' names. */
export type OneRosterRow = {
  readonly text: (column: string) => string;
  /** A cell that holds several values, divided by commas. */
  readonly list: (column: string) => readonly string[];
  readonly place: (column?: string) => Place;
};

export type OneRosterVersion = '1.1' | '1.2';

/** The set as it was delivered: an undelivered optional file has no rows. */
export type OneRosterSet = {
  readonly version: OneRosterVersion;
  readonly rows: Readonly<Record<OneRosterFile, readonly OneRosterRow[]>>;
};

/** Whether a set of files is OneRoster's: it is known by its manifest, or by two of its files without one. */
export function isOneRoster(files: ZipFiles): boolean {
  const names = new Set([...files.keys()].map(baseName));
  const known = oneRosterFiles.filter((file) => names.has(`${file.toLowerCase()}.csv`));
  return names.has('manifest.csv') || known.length >= 2;
}

/**
 * Opens the set by its manifest (ROS-23, ROS-24): version 1.1 or 1.2, bulk only, every file that the manifest
 * promises there, every needed column there. Files may stand in a folder of the zip.
 */
export function openOneRoster(files: ZipFiles, errors: ErrorList): OneRosterSet | undefined {
  const byName = new Map([...files].map(([path, bytes]) => [baseName(path), { path, bytes }]));
  const manifest = byName.get('manifest.csv');
  if (!manifest) {
    errors.add(fault('roster.manifest-missing'), {});
    return undefined;
  }
  const properties = readManifest(manifest.path, manifest.bytes, errors);
  const version = properties && versionOf(properties, manifest.path, errors);
  if (!properties || !version) return undefined;
  const read = (file: OneRosterFile): readonly OneRosterRow[] => {
    const mode = properties.get(`file.${file}`)?.value ?? 'absent';
    if (mode === 'absent' && !isRequired(file, version)) return [];
    const place = { file: manifest.path, ...properties.get(`file.${file}`)?.place };
    if (mode === 'delta') errors.add(fault('roster.oneroster-delta', { value: `${file}.csv` }), place);
    const found = byName.get(`${file.toLowerCase()}.csv`);
    if (!found) errors.add(fault('roster.oneroster-file-missing', { value: `${file}.csv` }), place);
    return found && mode !== 'delta' ? readRows(found.path, found.bytes, columnsOf(file, version), errors) : [];
  };
  const rows = Object.fromEntries(oneRosterFiles.map((file) => [file, read(file)]));
  return { version, rows: rows as OneRosterSet['rows'] };
}

function baseName(path: string): string {
  return (path.split('/').at(-1) ?? '').toLowerCase();
}

function isRequired(file: OneRosterFile, version: OneRosterVersion): boolean {
  if (file === 'roles') return version === '1.2';
  return file === 'orgs' || file === 'users' || file === 'classes' || file === 'enrollments';
}

/** The columns without which a file says nothing to us. Further ones are read where they are. */
function columnsOf(file: OneRosterFile, version: OneRosterVersion): readonly string[] {
  const columns: Readonly<Record<OneRosterFile, readonly string[]>> = {
    orgs: ['sourcedId', 'name', 'type'],
    academicSessions: ['sourcedId'],
    users: ['sourcedId', 'givenName', 'familyName', ...(version === '1.1' ? ['role', 'orgSourcedIds'] : [])],
    roles: ['sourcedId', 'userSourcedId', 'role', 'orgSourcedId'],
    classes: ['sourcedId', 'title', 'classType', 'schoolSourcedId'],
    courses: ['sourcedId', 'title'],
    enrollments: ['sourcedId', 'classSourcedId', 'userSourcedId', 'role'],
    demographics: ['sourcedId'],
  };
  return columns[file];
}

type Property = { readonly value: string; readonly place: Place };

function readManifest(path: string, bytes: Uint8Array, errors: ErrorList): ReadonlyMap<string, Property> | undefined {
  const rows = readRows(path, bytes, ['propertyName', 'value'], errors);
  if (rows.length === 0) return undefined;
  return new Map(
    rows.map((row) => [row.text('propertyName'), { value: row.text('value'), place: row.place('value') }]),
  );
}

function versionOf(
  properties: ReadonlyMap<string, Property>,
  file: string,
  errors: ErrorList,
): OneRosterVersion | undefined {
  const given = properties.get('oneroster.version');
  const version = given?.value.replace(/^v/u, '').replace(/^(\d+\.\d+)\..*$/u, '$1');
  if (version === '1.1' || version === '1.2') return version;
  errors.add(fault('roster.oneroster-version', { value: quoted(given?.value ?? '') }), given?.place ?? { file });
  return undefined;
}

function readRows(
  path: string,
  bytes: Uint8Array,
  needed: readonly string[],
  errors: ErrorList,
): readonly OneRosterRow[] {
  const rows = parseRows(path, bytes, needed);
  if (rows.ok) return rows.value;
  for (const { key, values, ...place } of rows.error) errors.add({ key, values }, place);
  return [];
}

function parseRows(
  path: string,
  bytes: Uint8Array,
  needed: readonly string[],
): Result<readonly OneRosterRow[], readonly RosterError[]> {
  const decoded = decode(bytes);
  if (!decoded.ok) return err([located(decoded.error, { file: path })]);
  const table = readCsv(path, decoded.value.text, ',');
  if (!table.ok) return err([table.error]);
  const [header, ...data] = table.value.rows;
  const columns = new Map(header?.cells.map((cell, index) => [cellText(cell), index]));
  const missing = needed.filter((column) => !columns.has(column));
  if (missing.length > 0) {
    return err(missing.map((heading) => located(fault('roster.column-missing', { heading }), { file: path, line: 1 })));
  }
  return ok(
    data.map(({ line, cells }) => toRow(path, line, (column) => cellText(cells[columns.get(column) ?? -1]), columns)),
  );
}

function toRow(
  file: string,
  line: number,
  text: (column: string) => string,
  columns: ReadonlyMap<string, number>,
): OneRosterRow {
  return {
    text,
    list: (column) =>
      text(column)
        .split(',')
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    place(column) {
      const index = column === undefined ? undefined : columns.get(column);
      return index === undefined ? { file, line } : { file, line, column: index + 1 };
    },
  };
}
