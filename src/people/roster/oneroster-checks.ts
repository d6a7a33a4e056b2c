import type { ErrorList } from './errors.ts';
import { fault, quoted } from './errors.ts';
import type { OneRosterFile, OneRosterRow, OneRosterSet } from './oneroster-files.ts';
import { oneRosterFiles } from './oneroster-files.ts';

/** The rows of each file by their sourcedId, without those that the source has deleted. */
export type OneRosterIndex = Readonly<Record<OneRosterFile, ReadonlyMap<string, OneRosterRow>>> & {
  readonly deleted: number;
};

/** Indexes the files and checks every id and every reference between them (ROS-25, ROS-26). */
export function checkOneRoster(set: OneRosterSet, errors: ErrorList): OneRosterIndex {
  let deleted = 0;
  const indexFile = (file: OneRosterFile) => {
    const rows = set.rows[file].filter((row) => !isDeleted(row, errors));
    deleted += set.rows[file].length - rows.length;
    return indexById(rows, errors);
  };
  const files = Object.fromEntries(oneRosterFiles.map((file) => [file, indexFile(file)]));
  const index = { ...(files as Record<OneRosterFile, ReadonlyMap<string, OneRosterRow>>), deleted };
  for (const reference of references) checkReference(reference, index, errors);
  checkSchools(index, errors);
  checkOrganisations(index, errors);
  return index;
}

/** Whether an organisation is a school: districts and departments are organisations too. */
export function isSchool(row: OneRosterRow | undefined): boolean {
  return row?.text('type') === 'school';
}

type Reference = {
  readonly file: OneRosterFile;
  readonly column: string;
  readonly target: OneRosterFile;
  /** An empty cell is an error. */
  readonly isNeeded?: true;
  /** The target may be left out of the set; then nothing can be said about the reference. */
  readonly isLoose?: true;
};

const references: readonly Reference[] = [
  { file: 'orgs', column: 'parentSourcedId', target: 'orgs' },
  { file: 'academicSessions', column: 'parentSourcedId', target: 'academicSessions' },
  { file: 'users', column: 'orgSourcedIds', target: 'orgs' },
  { file: 'users', column: 'primaryOrgSourcedId', target: 'orgs' },
  { file: 'users', column: 'agentSourcedIds', target: 'users' },
  { file: 'roles', column: 'userSourcedId', target: 'users', isNeeded: true },
  { file: 'roles', column: 'orgSourcedId', target: 'orgs', isNeeded: true },
  { file: 'classes', column: 'courseSourcedId', target: 'courses', isLoose: true },
  { file: 'classes', column: 'termSourcedIds', target: 'academicSessions', isLoose: true },
  { file: 'courses', column: 'orgSourcedId', target: 'orgs' },
  { file: 'courses', column: 'schoolYearSourcedId', target: 'academicSessions', isLoose: true },
  { file: 'enrollments', column: 'classSourcedId', target: 'classes', isNeeded: true },
  { file: 'enrollments', column: 'userSourcedId', target: 'users', isNeeded: true },
  { file: 'enrollments', column: 'schoolSourcedId', target: 'orgs' },
  { file: 'demographics', column: 'sourcedId', target: 'users' },
];

function isDeleted(row: OneRosterRow, errors: ErrorList): boolean {
  const status = row.text('status');
  if (status === '' || status === 'active') return false;
  if (status === 'tobedeleted' || status === 'inactive') return true;
  const what = fault('roster.value-unknown', {
    heading: 'status',
    value: quoted(status),
    known: 'active, tobedeleted',
  });
  errors.add(what, row.place('status'));
  return true;
}

function indexById(rows: readonly OneRosterRow[], errors: ErrorList): ReadonlyMap<string, OneRosterRow> {
  const index = new Map<string, OneRosterRow>();
  for (const row of rows) {
    const id = row.text('sourcedId');
    const earlier = index.get(id);
    if (id === '') errors.add(fault('roster.id-missing', { heading: 'sourcedId' }), row.place('sourcedId'));
    else if (earlier)
      errors.add(fault('roster.id-twice', { other: `${earlier.place().line ?? 1}` }), row.place('sourcedId'));
    else index.set(id, row);
  }
  return index;
}

function checkReference(reference: Reference, index: OneRosterIndex, errors: ErrorList): void {
  const { file, column, target } = reference;
  const targets = index[target];
  if (reference.isLoose && targets.size === 0) return;
  for (const row of index[file].values()) {
    const ids = row.list(column);
    if (reference.isNeeded && ids.length === 0) {
      errors.add(fault('roster.value-missing', { heading: column }), row.place(column));
    }
    if (ids.some((id) => !targets.has(id))) {
      errors.add(fault('roster.reference-unknown', { heading: column, target: `${target}.csv` }), row.place(column));
    }
  }
}

function checkSchools(index: OneRosterIndex, errors: ErrorList): void {
  for (const row of index.classes.values()) {
    if (!isSchool(index.orgs.get(row.text('schoolSourcedId')))) {
      errors.add(fault('roster.class-without-school'), row.place('schoolSourcedId'));
    }
    checkWord(row, 'classType', ['homeroom', 'scheduled'], errors);
  }
  for (const row of index.enrollments.values()) {
    checkWord(row, 'role', ['student', 'teacher', 'proctor', 'administrator', 'aide'], errors);
  }
}

function checkOrganisations(index: OneRosterIndex, errors: ErrorList): void {
  for (const row of index.orgs.values()) {
    checkWord(row, 'type', ['school', 'department', 'district', 'local', 'state', 'national'], errors);
    if (row.text('name') === '') errors.add(fault('roster.value-missing', { heading: 'name' }), row.place('name'));
  }
}

/** A word of the standard's own lists. Extensions of them (`ext:…`) are let through. */
function checkWord(row: OneRosterRow, heading: string, known: readonly string[], errors: ErrorList): void {
  const value = row.text(heading);
  if (value === '') errors.add(fault('roster.value-missing', { heading }), row.place(heading));
  else if (!known.includes(value) && !value.startsWith('ext:')) {
    errors.add(
      fault('roster.value-unknown', { heading, value: quoted(value), known: known.join(', ') }),
      row.place(heading),
    );
  }
}
