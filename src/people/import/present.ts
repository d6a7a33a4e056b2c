import type { PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import type { Role } from '#kernel/role.ts';
import type { Reader } from '#log/store.ts';
import type { Vault } from '#log/vault.ts';
import { openName, type PersonRow } from '../queries.ts';
import { readSex, selectSexes } from '../sexes.ts';
import { selectGroupChanges, selectGroups } from '../queries-groups.ts';
import { parseClass } from '../roster/classes.ts';
import type { Present, PresentGroup, PresentPerson } from '../roster/plan.ts';
import { rosterRoles, type ClassName, type RosterRole } from '../roster/roster.ts';

/** A pupil's open place in a class of this school. */
export type OpenSeat = {
  readonly enrolment: string;
  readonly person: PersonId;
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly year: number;
};

/** Who is at the school as a roster would describe them, and what stands behind each. */
export type Known = {
  readonly present: Present;
  readonly rows: ReadonlyMap<PersonId, PersonRow>;
  readonly seats: ReadonlyMap<PersonId, OpenSeat>;
  /** Persons with a group each, by the roster's id of the group. */
  readonly groupIds: ReadonlyMap<string, string>;
};

export async function knownPeople(
  read: Reader,
  vault: Pick<Vault, 'open'>,
  { school, scope }: { readonly school: SchoolId; readonly scope: Scope },
): Promise<Known> {
  const rows = await peopleRows(read, scope);
  const seats = await openSeats(read, school);
  const posts = await postsHere(read, school);
  const children = await childrenHere(read);
  const sexes = await selectSexes(read);
  const sources = new Map([...rows.values()].map((row) => [row.person, row.source ?? row.person]));
  const people: PresentPerson[] = [];
  for (const row of rows.values()) {
    const name = openName(vault, row.person, row.name);
    if (!name) continue;
    const seat = seats.get(row.person);
    const own = posts.get(row.person) ?? [];
    const leads = own.find((post) => post.role === 'class-teacher' && post.class !== '');
    const roles = [...new Set([...own.map((post) => post.role), ...(seat ? (['pupil'] as const) : [])])];
    const birthDate = row.birth ? vault.open(row.person, row.birth) : undefined;
    const noted = sexes.get(row.person);
    const sex = noted && readSex(vault.open(row.person, noted));
    const ledClass = leads && parseClass(leads.class);
    const ownChildren = children.get(row.person);
    people.push({
      id: row.person,
      ...(row.source ? { sourcedId: row.source } : {}),
      familyName: name.family,
      givenName: name.given,
      ...(name.patronymic ? { patronymic: name.patronymic } : {}),
      ...(birthDate ? { birthDate } : {}),
      ...(sex ? { sex } : {}),
      language: row.language,
      roles: roles.filter(isRosterRole),
      ...(ledClass ? { leads: ledClass } : {}),
      ...(ownChildren ? { children: ownChildren.map((child) => sources.get(child) ?? child) } : {}),
      ...(seat ? { grade: seat.grade, medium: seat.medium, ...(seat.letter ? { classLetter: seat.letter } : {}) } : {}),
      active: seat !== undefined || own.length > 0,
    });
  }
  const { groups, groupIds } = await knownGroups(read, school, sources);
  return { present: { people, groups }, rows, seats, groupIds };
}

function isRosterRole(role: Role): role is RosterRole {
  return rosterRoles.some((each) => each === role);
}

/** One row a person: the school's own before one that the region wrote. */
async function peopleRows(read: Reader, scope: Scope): Promise<Map<PersonId, PersonRow>> {
  const rows = await read.all<PersonRow>(
    `select p.person, p.name, p.birth, p.source, p.language, p.picture from people_persons p
     join log_origins o on o.id = p._origin where o.scope = ?
     and not exists (select 1 from log_erased x where x.person = p.person) order by p.person`,
    scope,
  );
  return new Map(rows.map((row) => [row.person, row]));
}

async function openSeats(read: Reader, school: SchoolId): Promise<Map<PersonId, OpenSeat>> {
  const sql = `select enrolment, person, grade, letter, medium, year from people_enrolments
    where school = ? and until is null order by since, enrolment`;
  return new Map((await read.all<OpenSeat>(sql, school)).map((seat) => [seat.person, seat]));
}

async function postsHere(read: Reader, school: SchoolId) {
  type Stored = { person: PersonId; role: Role; class: string };
  const rows = await read.all<Stored>('select person, role, class from people_posts where school = ?', school);
  return Map.groupBy(rows, (row) => row.person);
}

async function childrenHere(read: Reader): Promise<Map<PersonId, PersonId[]>> {
  const rows = await read.all<{ parent: PersonId; child: PersonId }>('select parent, child from people_children');
  const grouped = Map.groupBy(rows, (row) => row.parent);
  return new Map([...grouped].map(([parent, links]) => [parent, links.map((link) => link.child)]));
}

async function knownGroups(read: Reader, school: SchoolId, sources: ReadonlyMap<PersonId, string>) {
  const groups: PresentGroup[] = [];
  const groupIds = new Map<string, string>();
  const sourceOf = (person: PersonId): string => sources.get(person) ?? person;
  for (const group of await selectGroups(read, school)) {
    if (group.source === '') continue;
    const changes = group.isListed ? await selectGroupChanges(read, group.group) : undefined;
    const classes = group.classes.map(({ grade, letter }): ClassName => (letter ? { grade, letter } : { grade }));
    groupIds.set(group.source, group.group);
    groups.push({
      id: group.source,
      subject: group.subject,
      grades: group.grades,
      teacher: sourceOf(group.teacher),
      ...(classes.length > 0 ? { classes } : {}),
      ...(changes ? { members: changes.with.map(sourceOf) } : {}),
    });
  }
  return { groups, groupIds };
}
