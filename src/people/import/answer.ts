import type { PresentPerson } from '../roster/plan.ts';
import type { RosterNote } from '../roster/errors.ts';
import type { RosterEnrolment, RosterPerson } from '../roster/roster.ts';
import { className } from '../classes.ts';
import type { Planned } from './run.ts';

/** What a screen shows of a plan. It holds names: it goes to the office alone, and nowhere else. */
export function planAnswer({ plan, known }: Planned, notes: readonly RosterNote[]) {
  const { added, changed, unchanged, missing, possibleDuplicates, groups } = plan;
  const rows = new Map(added.map((row) => [row.person.sourcedId, row]));
  return {
    counts: {
      added: countsOf(added.map((row) => row.person)),
      changed: countsOf(changed.map((row) => row.person)),
      unchanged: countsOf(unchanged),
      missing: countsOf(missing),
      groups: {
        added: groups.added.length,
        changed: groups.changed.length,
        unchanged: groups.unchanged.length,
        missing: groups.missing.length,
      },
    },
    added: added.map(({ person, enrolment }) => ({ row: person.sourcedId, ...rowOf(person, enrolment) })),
    changed: changed.map(({ person, enrolment, present, fields }) => ({
      person: present.id,
      fields,
      before: presentOf(present),
      after: rowOf(person, enrolment),
    })),
    missing: missing.map(presentOf),
    possibleDuplicates: possibleDuplicates.map(({ sourcedId, present, likeness }) => {
      const row = rows.get(sourcedId);
      return { row: sourcedId, likeness, present: presentOf(present), added: row && rowOf(row.person, row.enrolment) };
    }),
    notes,
    isFirst: known.present.people.length === 0,
  };
}

type Counted = { readonly roles: readonly string[] };

function countsOf(people: readonly Counted[]) {
  const pupils = people.filter((person) => person.roles.includes('pupil')).length;
  return { pupils, adults: people.length - pupils };
}

function rowOf(person: RosterPerson, enrolment: RosterEnrolment | undefined) {
  const { familyName: family, givenName: given, patronymic = '', birthDate: birth = '', roles } = person;
  return {
    family,
    given,
    patronymic,
    birth,
    roles,
    class: enrolment ? className(enrolment.grade, enrolment.classLetter ?? '') : '',
  };
}

function presentOf(person: PresentPerson) {
  const {
    id,
    familyName: family,
    givenName: given,
    patronymic = '',
    birthDate: birth = '',
    roles,
    grade,
    classLetter = '',
  } = person;
  return {
    person: id,
    family,
    given,
    patronymic,
    birth,
    roles,
    class: grade === undefined ? '' : className(grade, classLetter),
  };
}
