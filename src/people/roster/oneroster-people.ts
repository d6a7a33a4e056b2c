import { parseBirthDate, parseLanguage, parseSex } from './cells.ts';
import type { ErrorList, Fault, RosterNote } from './errors.ts';
import { fault, note, quoted } from './errors.ts';
import type { FullName } from './names.ts';
import { normaliseName } from './names.ts';
import type { OneRosterIndex } from './oneroster-checks.ts';
import { isSchool } from './oneroster-checks.ts';
import type { OneRosterRow, OneRosterVersion } from './oneroster-files.ts';
import { widestFirst } from './roles.ts';
import type { ImportContext, RosterPerson, RosterRole } from './roster.ts';
import { rosterRoles } from './roster.ts';
import type { Result } from '#kernel/result.ts';

/** What reading a set leads along. */
export type OneRosterReading = {
  readonly version: OneRosterVersion;
  readonly index: OneRosterIndex;
  readonly context: ImportContext;
  readonly errors: ErrorList;
  readonly notes: RosterNote[];
};

/**
 * The people, one row for each school in which a person has a role, since a head in one school may be a teacher in
 * another (ROS-27). People whose account is switched off, or who only have roles that we do not take, are left out.
 */
export function readPeople(reading: OneRosterReading): readonly RosterPerson[] {
  const rolesByUser = readRoles(reading);
  const childrenByParent = readChildren(reading.index);
  let disabled = 0;
  const people = [...reading.index.users].flatMap(([sourcedId, row]) => {
    if (row.text('enabledUser').toLowerCase() === 'false') {
      disabled += 1;
      return [];
    }
    const person = readPerson(sourcedId, row, reading);
    return toPeople(person, rolesByUser.get(sourcedId) ?? new Map(), childrenByParent.get(sourcedId) ?? []);
  });
  if (disabled > 0)
    reading.notes.push(note('roster.note-disabled-skipped', { file: 'users.csv' }, { count: disabled }));
  return people;
}

/** Whether a membership or a role ended before the day of the import. */
export function hasEnded(row: OneRosterRow, today: string): boolean {
  const end = row.text('endDate').slice(0, 10);
  return end !== '' && end < today;
}

type SchoolRoles = ReadonlyMap<string, ReadonlySet<RosterRole>>;
type Person = Omit<RosterPerson, 'roles' | 'school' | 'children'>;

function toPeople(
  person: Person | undefined,
  roles: SchoolRoles,
  children: readonly string[],
): readonly RosterPerson[] {
  if (!person) return [];
  return [...roles].map(([school, own]) => ({
    ...person,
    roles: widestFirst(own),
    school,
    ...(own.has('parent') ? { children } : {}),
  }));
}

function readPerson(sourcedId: string, row: OneRosterRow, reading: OneRosterReading): Person | undefined {
  const { errors, context, index } = reading;
  const name = readName(row, errors);
  const details = index.demographics.get(sourcedId);
  const birthDate = readCell(details, 'birthDate', (text) => parseBirthDate(text, context.today), errors);
  const sex = details && isSaid(details.text('sex')) ? readCell(details, 'sex', parseSex, errors) : undefined;
  const language = readCell(row, 'metadata.language', parseLanguage, errors);
  if (!name) return undefined;
  return {
    sourcedId,
    ...name,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    ...(language === undefined ? {} : { language }),
  };
}

function readName(row: OneRosterRow, errors: ErrorList): FullName | undefined {
  const [familyName, givenName, patronymic] = ['familyName', 'givenName', 'middleName'].map((column) => {
    const name = normaliseName(row.text(column));
    if (!name.ok) errors.add(name.error, row.place(column));
    else if (name.value === '' && column !== 'middleName') {
      errors.add(fault('roster.value-missing', { heading: column }), row.place(column));
    }
    return name.ok ? name.value : '';
  });
  if (!familyName || !givenName) return undefined;
  return { familyName, givenName, ...(patronymic ? { patronymic } : {}) };
}

function readCell<T>(
  row: OneRosterRow | undefined,
  column: string,
  parse: (text: string) => Result<T, Fault>,
  errors: ErrorList,
): T | undefined {
  const text = row?.text(column) ?? '';
  if (!row || text === '') return undefined;
  const result = parse(text);
  if (result.ok) return result.value;
  errors.add(result.error, row.place(column));
  return undefined;
}

function isSaid(sex: string): boolean {
  return sex !== '' && sex !== 'unspecified' && sex !== 'other';
}

/** By user and school, the roles that we take: from roles.csv, or in version 1.1 from users.csv itself. */
function readRoles(reading: OneRosterReading): ReadonlyMap<string, SchoolRoles> {
  const rolesByUser = new Map<string, Map<string, Set<RosterRole>>>();
  const withRole = new Set<string>();
  for (const { user, org, row } of roleRows(reading)) {
    withRole.add(user);
    const role = readRole(row, reading);
    if (!role || hasEnded(row, reading.context.today) || !isSchool(reading.index.orgs.get(org))) continue;
    const schools = rolesByUser.get(user) ?? new Map<string, Set<RosterRole>>();
    rolesByUser.set(user, schools);
    const roles = schools.get(org) ?? new Set<RosterRole>();
    schools.set(org, roles.add(role));
    if (role === 'class-teacher') roles.add('teacher');
    if (roles.has('pupil') && roles.size > 1)
      reading.errors.add(fault('roster.role-pupil-and-adult'), row.place('role'));
  }
  for (const [user, row] of reading.index.users) {
    if (!withRole.has(user)) reading.errors.add(fault('roster.person-without-role'), row.place('sourcedId'));
  }
  return rolesByUser;
}

type RoleRow = { readonly user: string; readonly org: string; readonly row: OneRosterRow };

function roleRows({ version, index }: OneRosterReading): readonly RoleRow[] {
  if (version === '1.2') {
    return [...index.roles.values()].map((row) => ({
      user: row.text('userSourcedId'),
      org: row.text('orgSourcedId'),
      row,
    }));
  }
  return [...index.users].flatMap(([user, row]) => row.list('orgSourcedIds').map((org) => ({ user, org, row })));
}

function readRole(row: OneRosterRow, { errors, notes }: OneRosterReading): RosterRole | undefined {
  const word = row.text('role');
  const role = standardRoles.get(word) ?? rosterRoles.find((own) => word === `ext:${own}`);
  if (role) return role;
  const value = quoted(word);
  if (word === '') errors.add(fault('roster.value-missing', { heading: 'role' }), row.place('role'));
  else if (rolesNotTaken.has(word)) notes.push(note('roster.note-role-skipped', row.place('role'), { value }));
  else errors.add(fault('roster.role-unknown', { value }), row.place('role'));
  return undefined;
}

const standardRoles: ReadonlyMap<string, RosterRole> = new Map([
  ['student', 'pupil'],
  ['teacher', 'teacher'],
  ['principal', 'head'],
  ['aide', 'local-adult'],
  ['proctor', 'local-adult'],
  ['parent', 'parent'],
  ['guardian', 'parent'],
  ['relative', 'parent'],
]);

/** Words of the standard that would open more than a school's file may open, or that schools here do not have. */
const rolesNotTaken = new Set([
  'administrator',
  'counselor',
  'districtAdministrator',
  'siteAdministrator',
  'systemAdministrator',
]);

/** The standard lets either side of a family name the other. */
function readChildren(index: OneRosterIndex): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, Set<string>>();
  const join = (parent: string, child: string) => children.set(parent, (children.get(parent) ?? new Set()).add(child));
  for (const [user, row] of index.users) {
    for (const agent of row.list('agentSourcedIds')) {
      join(agent, user);
      join(user, agent);
    }
  }
  const pupils = pupilIds(index);
  return new Map([...children].map(([parent, ids]) => [parent, [...ids].filter((id) => pupils.has(id)).toSorted()]));
}

function pupilIds(index: OneRosterIndex): ReadonlySet<string> {
  const fromUsers = [...index.users].filter(([, row]) => row.text('role') === 'student').map(([user]) => user);
  const fromRoles = [...index.roles.values()].filter((row) => row.text('role') === 'student');
  return new Set([...fromUsers, ...fromRoles.map((row) => row.text('userSourcedId'))]);
}
