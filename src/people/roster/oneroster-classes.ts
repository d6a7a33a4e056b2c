import { parseMedium } from './cells.ts';
import { parseClass } from './classes.ts';
import { fault, note, quoted } from './errors.ts';
import type { OneRosterReading } from './oneroster-people.ts';
import { hasEnded } from './oneroster-people.ts';
import type { OneRosterRow } from './oneroster-files.ts';
import type { ClassName, Medium, RosterEnrolment, RosterGroup, RosterPerson } from './roster.ts';
import type { Subject } from './subjects.ts';
import { parseSubject } from './subjects.ts';
import { groupGrades } from './teaching.ts';

/** Who is in which class, from enrollments.csv, without what has ended. */
export type Memberships = {
  readonly byUser: ReadonlyMap<string, readonly OneRosterRow[]>;
  readonly byClass: ReadonlyMap<string, readonly OneRosterRow[]>;
};

export function readMemberships({ index, context }: OneRosterReading): Memberships {
  const rows = [...index.enrollments.values()].filter((row) => !hasEnded(row, context.today));
  return {
    byUser: Map.groupBy(rows, (row) => row.text('userSourcedId')),
    byClass: Map.groupBy(rows, (row) => row.text('classSourcedId')),
  };
}

/** Each pupil's grade, class and medium: from the homeroom class, else from the pupil's own row (ROS-28). */
export function readEnrolments(
  reading: OneRosterReading,
  people: readonly RosterPerson[],
  memberships: Memberships,
): readonly RosterEnrolment[] {
  const pupils = people.filter((person) => person.roles.includes('pupil'));
  return pupils.flatMap((pupil) => readEnrolment(reading, pupil, memberships) ?? []);
}

/** Class teachers get the class that they lead: the teacher of a homeroom class is its class teacher (ROS-28). */
export function withClassTeachers(
  reading: OneRosterReading,
  people: readonly RosterPerson[],
  memberships: Memberships,
): readonly RosterPerson[] {
  const led = new Map<string, ClassName>();
  for (const [id, row] of reading.index.classes) {
    const teacher = isHomeroom(row) ? teachersOf(memberships.byClass.get(id) ?? [])[0] : undefined;
    const name = teacher && homeroomName(reading, row);
    if (teacher && name) led.set(`${teacher}|${row.text('schoolSourcedId')}`, name);
  }
  return people.map((person) => {
    const leads = led.get(`${person.sourcedId}|${person.school ?? ''}`);
    return leads && person.roles.includes('teacher') ? leading(person, leads) : person;
  });
}

/** Teaching groups from the scheduled classes (ROS-29). What we cannot teach by (no teacher, no such subject) is noted. */
export function readGroups(
  reading: OneRosterReading,
  people: readonly RosterPerson[],
  enrolments: readonly RosterEnrolment[],
  memberships: Memberships,
): readonly RosterGroup[] {
  const teachers = new Set(people.filter((person) => isTeaching(person)).map((person) => person.sourcedId));
  const gradeOf = new Map(enrolments.map((enrolment) => [enrolment.person, enrolment.grade]));
  return [...reading.index.classes].flatMap(([id, row]) => {
    if (isHomeroom(row)) return [];
    const rows = memberships.byClass.get(id) ?? [];
    const members = studentsOf(rows)
      .filter((user) => gradeOf.has(user))
      .toSorted();
    const teacher = teachersOf(rows).find((user) => teachers.has(user));
    const subject = readSubject(reading, row);
    const grades = readGroupGrades(
      reading,
      row,
      members.map((user) => gradeOf.get(user) ?? 0),
    );
    if (!teacher) reading.notes.push(note('roster.note-group-without-teacher', row.place()));
    if (!teacher || !subject || !grades) return [];
    const school = row.text('schoolSourcedId');
    return [{ id, subject, grades, teacher, school, ...(members.length === 0 ? {} : { members }) }];
  });
}

function isTeaching({ roles }: RosterPerson): boolean {
  return roles.some((role) => role === 'teacher' || role === 'head' || role === 'deputy-head');
}

function leading(person: RosterPerson, leads: ClassName): RosterPerson {
  const roles = person.roles.includes('class-teacher') ? person.roles : withClassTeacher(person.roles);
  return { ...person, roles, leads };
}

function withClassTeacher(roles: RosterPerson['roles']): RosterPerson['roles'] {
  const at = roles.indexOf('teacher');
  return roles.toSpliced(at, 0, 'class-teacher');
}

function isHomeroom(row: OneRosterRow | undefined): boolean {
  return row?.text('classType') === 'homeroom';
}

function studentsOf(rows: readonly OneRosterRow[]): readonly string[] {
  return [...new Set(rows.filter((row) => row.text('role') === 'student').map((row) => row.text('userSourcedId')))];
}

/** The teachers of a class, the primary one first. */
function teachersOf(rows: readonly OneRosterRow[]): readonly string[] {
  const teachers = rows.filter((row) => row.text('role') === 'teacher');
  const primary = teachers.filter((row) => row.text('primary').toLowerCase() === 'true');
  return [...new Set([...primary, ...teachers].map((row) => row.text('userSourcedId')))];
}

function readEnrolment(
  reading: OneRosterReading,
  pupil: RosterPerson,
  memberships: Memberships,
): RosterEnrolment | undefined {
  const { index, errors, context } = reading;
  const user = index.users.get(pupil.sourcedId);
  const own = (memberships.byUser.get(pupil.sourcedId) ?? []).filter((row) => isIn(reading, row, pupil.school));
  const rooms = own.filter((row) => row.text('role') === 'student' && isHomeroom(classOf(reading, row)));
  const [room, second] = distinctClasses(rooms);
  if (room && second) {
    errors.add(
      fault('roster.pupil-in-two-classes', { other: `${room.place().line ?? 1}` }),
      second.place('classSourcedId'),
    );
  }
  const homeroom = room && classOf(reading, room);
  const name = (homeroom && homeroomName(reading, homeroom)) ?? ownGrade(reading, user);
  if (!name) {
    errors.add(fault('roster.pupil-without-grade'), user?.place('grades') ?? {});
    return undefined;
  }
  const medium = readMedium(reading, homeroom) ?? readMedium(reading, user) ?? context.medium;
  if (!medium) {
    errors.add(fault('roster.medium-missing'), user?.place() ?? {});
    return undefined;
  }
  return {
    person: pupil.sourcedId,
    grade: name.grade,
    medium,
    ...(name.letter === undefined ? {} : { classLetter: name.letter }),
    ...(pupil.school === undefined ? {} : { school: pupil.school }),
  };
}

function classOf({ index }: OneRosterReading, membership: OneRosterRow): OneRosterRow | undefined {
  return index.classes.get(membership.text('classSourcedId'));
}

function isIn(reading: OneRosterReading, membership: OneRosterRow, school: string | undefined): boolean {
  return classOf(reading, membership)?.text('schoolSourcedId') === school;
}

/** The primary membership first; several rows of one class count once. */
function distinctClasses(rows: readonly OneRosterRow[]): readonly OneRosterRow[] {
  const primary = rows.filter((row) => row.text('primary').toLowerCase() === 'true');
  const chosen = primary.length > 0 ? primary : rows;
  return [...new Map(chosen.toReversed().map((row) => [row.text('classSourcedId'), row])).values()].toReversed();
}

/** A homeroom's grade and letter: by its grades and title, `5 А`. */
function homeroomName(reading: OneRosterReading, row: OneRosterRow): ClassName | undefined {
  const titled = parseClass(row.text('title')) ?? parseClass(row.text('classCode'));
  const grades = readGrades(reading, row);
  const [grade] = grades ?? [];
  if (grade === undefined || grades?.length !== 1) return titled;
  return titled?.letter === undefined ? { grade } : { grade, letter: titled.letter };
}

function ownGrade(reading: OneRosterReading, user: OneRosterRow | undefined): ClassName | undefined {
  const [grade] = (user && readGrades(reading, user)) ?? [];
  return grade === undefined ? undefined : { grade };
}

function readMedium({ errors }: OneRosterReading, row: OneRosterRow | undefined): Medium | undefined {
  const text = row?.text('metadata.medium') ?? '';
  if (!row || text === '') return undefined;
  const medium = parseMedium(text);
  if (medium.ok) return medium.value;
  errors.add(medium.error, row.place('metadata.medium'));
  return undefined;
}

/** The grades of a row: `05`, `5`, `KG`. Undefined where there are none, or one of them is not a grade here. */
function readGrades({ errors }: OneRosterReading, row: OneRosterRow): readonly number[] | undefined {
  const grades: number[] = [];
  for (const code of row.list('grades')) {
    const grade = gradeOfCode(code);
    if (grade === undefined) {
      errors.add(fault('roster.grade-unknown', { value: quoted(code) }), row.place('grades'));
      return undefined;
    }
    grades.push(grade);
  }
  return grades.length === 0 ? undefined : [...new Set(grades)].toSorted((a, b) => a - b);
}

function gradeOfCode(code: string): number | undefined {
  if (/^(KG|PK|TK)$/iu.test(code)) return 0;
  const grade = /^\d{1,2}$/u.test(code) ? Number(code) : undefined;
  return grade !== undefined && grade <= 11 ? grade : undefined;
}

function readGroupGrades(
  reading: OneRosterReading,
  row: OneRosterRow,
  memberGrades: readonly number[],
): readonly number[] | undefined {
  const { errors, index } = reading;
  const course = index.courses.get(row.text('courseSourcedId'));
  const ofMembers = [...new Set(memberGrades)].toSorted((a, b) => a - b);
  const grades = readGrades(reading, row) ?? (course && readGrades(reading, course)) ?? ofMembers;
  if (grades.length >= 1 && grades.length <= groupGrades) return grades;
  const what = grades.length === 0 ? fault('roster.value-missing', { heading: 'grades' }) : tooManyGrades;
  errors.add(what, row.place('grades'));
  return undefined;
}

const tooManyGrades = fault('roster.group-grades', { limit: groupGrades });

/** The subject as the class or its course names it, with or without a grade after it (`Физика 7`). */
function readSubject({ index, notes }: OneRosterReading, row: OneRosterRow): Subject | undefined {
  const course = index.courses.get(row.text('courseSourcedId'));
  const names = [
    ...row.list('subjects'),
    ...(course?.list('subjects') ?? []),
    course?.text('title') ?? '',
    row.text('title'),
  ];
  const spellings = names.flatMap((name) => [name, name.replace(/[\s,–—-]*\d.*$/u, '')]);
  const subject = spellings.map(parseSubject).find((found) => found !== undefined);
  if (!subject) {
    notes.push(note('roster.note-group-subject', row.place('title'), { value: quoted(row.text('title')) }));
  }
  return subject;
}
