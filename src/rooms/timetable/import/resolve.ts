import type { GroupId, PersonId } from '#kernel/ids.ts';
import { parseSubject, skeleton } from '#people/index.ts';
import { bellsFor } from '../model/bells.ts';
import { dayIn, gradesTogether, mostGrades, weights, type CheckedGroup, type CheckedWeek } from '../model/conflict.ts';
import { findConflicts } from '../model/conflicts.ts';
import type { Slot } from '../model/slot.ts';
import { short, type ClassText, type ImportError, type Line, type Reading } from './sheet.ts';

export type School = Omit<CheckedWeek, 'slots'> & {
  readonly teachers: readonly { readonly person: PersonId; readonly name: string }[];
};

/** The errors shown at once: whoever has more sees the cause from these. */
const mostErrors = 100;

type Seated = { readonly line: Line; readonly groups: readonly GroupId[]; readonly teacher: PersonId };

/**
 * The slots of a file held against the school (TTB-15): every name must be known, and nobody in two places. Lessons of one
 * teacher at one time are one slot: those groups sit together. Any error, and there are no slots.
 */
export function resolveLines(
  { lines, errors }: Reading,
  school: School,
): { readonly slots: readonly Slot[]; readonly errors: readonly ImportError[] } {
  const found: ImportError[] = [...errors];
  const seated: Seated[] = [];
  for (const line of lines) {
    const answer = seat(line, school);
    if ('key' in answer) found.push({ ...line.place, ...answer });
    else seated.push(answer);
  }
  const { slots, places, errors: apart } = together(seated, school);
  found.push(...apart);
  if (found.length === 0) found.push(...clashes(slots, places, school));
  const sorted = found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  return { slots: found.length === 0 ? slots : [], errors: sorted.slice(0, mostErrors) };
}

type Fault = Pick<ImportError, 'key' | 'values'>;

/** The groups of a line and who is with them, or what is not known. */
function seat(line: Line, school: School): Seated | Fault {
  const subject = parseSubject(line.subject);
  if (line.subject === '') return { key: 'timetable.import.subject-none', values: {} };
  if (!subject) return { key: 'timetable.import.subject', values: { value: short(line.subject) } };
  const people = line.teacher === '' ? [] : school.teachers.filter(({ name }) => isNamed(name, line.teacher));
  if (line.teacher !== '' && people.length === 0) return { key: 'timetable.import.teacher', values: {} };
  if (people.length > 1) return { key: 'timetable.import.teacher-unclear', values: { count: people.length } };
  const [named] = people;
  const groups: CheckedGroup[] = [];
  for (const of of line.classes) {
    const values = { subject: line.subject, class: classText(of) };
    const own = school.groups.filter((each) => each.subject === subject && isFor(each, of));
    const near = named ? own.filter((each) => each.teacher === named.person) : own;
    const [group, ...others] = near.length > 0 ? near : own;
    if (!group) return { key: 'timetable.import.group', values };
    if (others.length > 0)
      return { key: 'timetable.import.group-unclear', values: { ...values, count: others.length + 1 } };
    if (!groups.includes(group)) groups.push(group);
  }
  const bell = bellsFor(school.bells, {
    day: dayIn(school.day, line.weekday),
    weekday: line.weekday,
    grades: groups.flatMap((each) => each.grades),
  });
  if (!bell?.lessons.some((each) => each.period === line.period)) {
    return { key: 'timetable.import.no-bell', values: { period: line.period } };
  }
  const teacher = named?.person ?? groups[0]?.teacher;
  if (!teacher) return { key: 'timetable.import.class', values: { value: '' } };
  return { line, groups: groups.map((each) => each.group), teacher };
}

function isFor({ grades, classes }: CheckedGroup, { grade, letter }: ClassText): boolean {
  if (!grades.includes(grade)) return false;
  return (
    letter === undefined ||
    classes.length === 0 ||
    classes.some((each) => each.grade === grade && each.letter === letter)
  );
}

function classText({ grade, letter }: ClassText): string {
  return letter ? `${grade} ${letter}` : String(grade);
}

/** `Сейітова`, `Сейітова А.` and `Сейітова Айгүл` are all she. */
function isNamed(name: string, text: string): boolean {
  const [family = '', given = ''] = name.split(' ').map(skeleton);
  const [first = '', second = ''] = text.split(/[\s.]+/u).map(skeleton);
  return first === family && (second === '' || given.startsWith(second));
}

type Seating = {
  readonly slots: readonly Slot[];
  readonly places: ReadonlyMap<string, Line['place']>;
  readonly errors: readonly ImportError[];
};

/** One teacher at one time is in one room: what a file says of several classes then is one slot. */
function together(seated: readonly Seated[], school: School): Seating {
  const byTime = Map.groupBy(seated, ({ line, teacher }) => `${line.weekday} ${line.period} ${teacher}`);
  const gradesOf = new Map(school.groups.map((each) => [each.group, each]));
  const errors: ImportError[] = [];
  const places = new Map<string, Line['place']>();
  const slots: Slot[] = [];
  for (const [key, own] of byTime) {
    const [{ line, teacher }] = own as [Seated];
    const groups = [...new Set(own.flatMap((each) => each.groups))];
    const rooms = new Set(own.map((each) => each.line.room).filter(Boolean));
    const last = own.at(-1)?.line ?? line;
    const grades = gradesTogether(groups, gradesOf);
    if (rooms.size > 1) {
      errors.push({ ...last.place, key: 'timetable.import.teacher-twice', values: { other: line.place.line ?? 0 } });
    }
    if (grades.length > mostGrades || groups.length > mostGrades) {
      const values = { grades: grades.join('+'), most: mostGrades };
      errors.push({ ...last.place, key: 'timetable.import.set-too-large', values });
    }
    const { weekday, period } = line;
    slots.push({ slot: key, since: school.day, weekday, period, groups, teacher, room: [...rooms][0] ?? '' });
    places.set(key, last.place);
  }
  return { slots, places, errors };
}

/** Rooms and pupils in two places: a file that says so is not taken over. */
function clashes(slots: readonly Slot[], places: Seating['places'], school: School): ImportError[] {
  return findConflicts({ ...school, slots }).flatMap(({ kind, slots: [one = '', other = ''], values }) => {
    if (weights[kind] !== 'wrong') return [];
    const place = places.get(other) ?? places.get(one) ?? {};
    const { teacher: _, ...rest } = values;
    return [{ ...place, key: `timetable.import.${kind}`, values: { ...rest, other: places.get(one)?.line ?? 0 } }];
  });
}
