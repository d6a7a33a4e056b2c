import type { PersonId } from '#kernel/ids.ts';
import { classKey } from './classes.ts';
import type { Sex } from './cells.ts';
import { nameKey } from './names.ts';
import type { ClassName, Medium, Roster, RosterEnrolment, RosterGroup, RosterPerson, RosterRole } from './roster.ts';

/** A person whom the school has already. What is not known is absent. */
export type PresentPerson = {
  readonly id: PersonId;
  /** Absent for a person entered by hand. */
  readonly sourcedId?: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic?: string;
  readonly birthDate?: string;
  readonly sex?: Sex;
  readonly language?: 'kk' | 'ru' | 'en';
  readonly roles: readonly RosterRole[];
  readonly leads?: ClassName;
  readonly children?: readonly string[];
  /** Of a pupil's open enrolment at this school. */
  readonly grade?: number;
  readonly classLetter?: string;
  readonly medium?: Medium;
  /** Whether the person is at the school now. Who left and stands in the file again comes back. */
  readonly active: boolean;
};

/** A teaching group that the school has already, described as its roster described it: same ids, same members. */
export type PresentGroup = RosterGroup;

export type Present = { readonly people: readonly PresentPerson[]; readonly groups: readonly PresentGroup[] };

export type PersonField =
  | 'sourcedId'
  | 'familyName'
  | 'givenName'
  | 'patronymic'
  | 'birthDate'
  | 'sex'
  | 'language'
  | 'roles'
  | 'leads'
  | 'children'
  | 'grade'
  | 'classLetter'
  | 'medium'
  | 'active';

export type PlannedPerson = { readonly person: RosterPerson; readonly enrolment?: RosterEnrolment };

export type ChangedPerson = PlannedPerson & {
  readonly present: PresentPerson;
  readonly fields: readonly PersonField[];
};

/** Why a new row may be somebody whom the school has already. */
export type Likeness = 'same-names-and-birth-date' | 'same-names' | 'same-birth-date-and-one-name';

/** A new row and a present person whom no id joins: somebody who knows both must say whether they are one. */
export type PossibleDuplicate = {
  readonly sourcedId: string;
  readonly present: PresentPerson;
  readonly likeness: Likeness;
};

export type ImportPlan = {
  readonly added: readonly PlannedPerson[];
  readonly changed: readonly ChangedPerson[];
  readonly unchanged: readonly PresentPerson[];
  /** At the school now and not in the file. They are left as they are, and listed. */
  readonly missing: readonly PresentPerson[];
  /** Each also stands among the added until somebody joins it. */
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  readonly groups: {
    readonly added: readonly RosterGroup[];
    readonly changed: readonly RosterGroup[];
    readonly unchanged: readonly RosterGroup[];
    readonly missing: readonly PresentGroup[];
  };
};

/** What somebody said about possible duplicates: sourcedId of the row → the person who it is. */
export type Joins = ReadonlyMap<string, PersonId>;

/**
 * What importing a roster of one school would do (ROS-32 … ROS-36). Pure, and nothing is decided silently: people are
 * joined by id only, or by what somebody said in `joins`. What the file leaves empty stays as it is. A plan made again
 * after it was carried out is empty.
 */
export function planImport(roster: Roster, present: Present, joins: Joins = new Map()): ImportPlan {
  const enrolments = new Map(roster.enrolments.map((enrolment) => [enrolment.person, enrolment]));
  const rows = roster.people.map((person) => toPlanned(person, enrolments.get(person.sourcedId)));
  const matches = matchRows(rows, present.people, joins);
  const added = rows.filter((row) => !matches.has(row.person.sourcedId));
  const compared = rows.flatMap((row) => {
    const found = matches.get(row.person.sourcedId);
    return found ? [{ ...row, present: found, fields: changedFields(row, found) }] : [];
  });
  const met = new Set(compared.map((row) => row.present.id));
  const unmet = present.people.filter((person) => !met.has(person.id));
  return {
    added,
    changed: compared.filter((row) => row.fields.length > 0),
    unchanged: compared.filter((row) => row.fields.length === 0).map((row) => row.present),
    missing: unmet.filter((person) => person.active),
    possibleDuplicates: findDuplicates(added, unmet),
    groups: planGroups(roster.groups, present.groups),
  };
}

/** Whether carrying the plan out would change nothing. */
export function isEmptyPlan(plan: ImportPlan): boolean {
  const lists = [plan.added, plan.changed, plan.groups.added, plan.groups.changed];
  return lists.every((list) => list.length === 0);
}

function toPlanned(person: RosterPerson, enrolment: RosterEnrolment | undefined): PlannedPerson {
  return enrolment ? { person, enrolment } : { person };
}

/** Row → present person, by the source's id; then, for people whom no row has named, by what somebody said. */
function matchRows(
  rows: readonly PlannedPerson[],
  people: readonly PresentPerson[],
  joins: Joins,
): ReadonlyMap<string, PresentPerson> {
  const bySource = new Map(people.map((person) => [person.sourcedId, person]));
  const matches = new Map<string, PresentPerson>();
  for (const { person } of rows) {
    const found = bySource.get(person.sourcedId);
    if (found) matches.set(person.sourcedId, found);
  }
  const free = new Map(people.map((person) => [person.id, person]));
  for (const found of matches.values()) free.delete(found.id);
  for (const [sourcedId, id] of joins) {
    const found = free.get(id);
    if (!found || matches.has(sourcedId)) continue;
    matches.set(sourcedId, found);
    free.delete(id);
  }
  return matches;
}

/** The fields in which the file says something else. A field that the file leaves empty is no change (ROS-33). */
function changedFields({ person, enrolment }: PlannedPerson, present: PresentPerson): readonly PersonField[] {
  const fields: PersonField[] = [];
  for (const field of ['sourcedId', 'familyName', 'givenName', 'patronymic', 'birthDate', 'language'] as const) {
    if (person[field] !== undefined && person[field] !== present[field]) fields.push(field);
  }
  if (enrolment && person.sex !== undefined && person.sex !== present.sex) fields.push('sex');
  if (!sameSet(person.roles, present.roles)) fields.push('roles');
  if (person.leads && !sameClass(person.leads, present.leads)) fields.push('leads');
  if (person.children && !sameSet(person.children, present.children ?? [])) fields.push('children');
  if (enrolment && enrolment.grade !== present.grade) fields.push('grade');
  // A class is one thing: 5 after 5А says that the letter is gone.
  if (enrolment && enrolment.classLetter !== present.classLetter) fields.push('classLetter');
  if (enrolment && enrolment.medium !== present.medium) fields.push('medium');
  if (!present.active) fields.push('active');
  return fields;
}

function sameClass(a: ClassName, b: ClassName | undefined): boolean {
  return a.grade === b?.grade && a.letter === b.letter;
}

function sameSet(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

/** Among those whom no id joined: new rows that look like a present person (ROS-35). */
function findDuplicates(
  added: readonly PlannedPerson[],
  unmet: readonly PresentPerson[],
): readonly PossibleDuplicate[] {
  const byName = Map.groupBy(unmet, twoNames);
  const byBirth = Map.groupBy(unmet, (person) => person.birthDate);
  return added.flatMap(({ person }) => {
    const namesakes = byName.get(twoNames(person)) ?? [];
    const agemates = person.birthDate === undefined ? [] : (byBirth.get(person.birthDate) ?? []);
    return [...new Set([...namesakes, ...agemates])].flatMap((present) => {
      const likeness = likenessOf(person, present);
      return likeness ? [{ sourcedId: person.sourcedId, present, likeness }] : [];
    });
  });
}

type Named = Pick<RosterPerson, 'familyName' | 'givenName' | 'patronymic' | 'birthDate'>;

function twoNames(person: Named): string {
  return nameKey(person.familyName, person.givenName);
}

function likenessOf(person: Named, present: Named): Likeness | undefined {
  const hasSameBirth = person.birthDate !== undefined && person.birthDate === present.birthDate;
  const hasOtherPatronymic =
    person.patronymic && present.patronymic && nameKey(person.patronymic) !== nameKey(present.patronymic);
  if (twoNames(person) === twoNames(present)) {
    if (hasSameBirth) return 'same-names-and-birth-date';
    return hasOtherPatronymic ? undefined : 'same-names';
  }
  const sharesName =
    nameKey(person.familyName) === nameKey(present.familyName) ||
    nameKey(person.givenName) === nameKey(present.givenName);
  return hasSameBirth && sharesName ? 'same-birth-date-and-one-name' : undefined;
}

function planGroups(groups: readonly RosterGroup[], present: readonly PresentGroup[]): ImportPlan['groups'] {
  const byId = new Map(present.map((group) => [group.id, group]));
  const named = new Set(groups.map((group) => group.id));
  const known = groups.filter((group) => byId.has(group.id));
  const isSame = (group: RosterGroup) => sameGroup(group, byId.get(group.id) ?? group);
  return {
    added: groups.filter((group) => !byId.has(group.id)),
    changed: known.filter((group) => !isSame(group)),
    unchanged: known.filter(isSame),
    missing: present.filter((group) => !named.has(group.id)),
  };
}

function sameGroup(a: RosterGroup, b: RosterGroup): boolean {
  return (
    a.subject === b.subject &&
    a.teacher === b.teacher &&
    sameSet(a.grades, b.grades) &&
    sameSet((a.classes ?? []).map(classKey), (b.classes ?? []).map(classKey)) &&
    (a.members === undefined) === (b.members === undefined) &&
    sameSet(a.members ?? [], b.members ?? [])
  );
}
