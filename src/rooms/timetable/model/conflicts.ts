import type { GroupId, PersonId } from '#kernel/ids.ts';
import { noLessonsBecause } from './calendar.ts';
import {
  conflict,
  dayIn,
  gradesTogether,
  mostGrades,
  weights,
  type CheckedGroup,
  type CheckedWeek,
  type Conflict,
  type Timed,
  type Weight,
} from './conflict.ts';
import { minutesOf } from './day.ts';
import { hourConflicts } from './hours.ts';
import { loadConflicts } from './load.ts';
import { bellOf, type Slot } from './slot.ts';

/** Everything that a week of the timetable has against it: what cannot be held first, then by weekday and lesson. */
export function findConflicts(week: CheckedWeek): Conflict[] {
  const groups = groupsOf(week);
  const seen = week.slots.map((slot) => lookAt(week, slot, groups));
  const timed = seen.flatMap((each) => each.timed ?? []);
  const pairs = timed.flatMap((one, n) =>
    timed.slice(n + 1).flatMap((other) => pairConflicts(one, other, week.shared)),
  );
  const found = [...seen.flatMap((each) => each.found), ...pairs];
  found.push(...hourConflicts(week, groups), ...loadConflicts(week, timed));
  return found.toSorted(
    (a, b) => rank(a) - rank(b) || a.weekday - b.weekday || a.period - b.period || (a.kind < b.kind ? -1 : 1),
  );
}

/**
 * What would be wrong with one slot among the others of the week: the same that `findConflicts` would say of it, without
 * looking at the others among themselves. Cheap enough to be asked of every place while a slot is in the hand.
 */
export function clashesWith(week: CheckedWeek, slot: Slot): Conflict[] {
  const groups = groupsOf(week);
  const { timed, found } = lookAt(week, slot, groups);
  const others = week.slots.filter((each) => each.slot !== slot.slot && each.weekday === slot.weekday);
  const pairs = others.flatMap((each) => {
    const other = lookAt(week, each, groups).timed;
    return timed && other ? pairConflicts(other, timed, week.shared) : [];
  });
  return [...found, ...pairs];
}

type Groups = ReadonlyMap<GroupId, CheckedGroup>;

function groupsOf(week: CheckedWeek): Groups {
  return new Map(week.groups.map((each) => [each.group, each]));
}

/** A slot by itself: when it is, and what is wrong with it whatever the others are. */
function lookAt(week: CheckedWeek, slot: Slot, groups: Groups) {
  const grades = gradesTogether(slot.groups, groups);
  const found = aloneConflicts(week, slot, grades, groups);
  const day = dayIn(week.day, slot.weekday);
  const bell = bellOf(week.bells, slot, { day, weekday: slot.weekday, grades });
  if (!bell) found.push(conflict('no-bell', [slot], { period: slot.period, grades: grades.join('+') }));
  const timed: Timed | undefined = bell && { slot, grades, from: minutesOf(bell.from), to: minutesOf(bell.to) };
  return { timed, found };
}

const order: readonly Weight[] = ['wrong', 'missing', 'advice'];
const rank = ({ kind }: Conflict): number => order.indexOf(weights[kind]);

/** What is wrong with a slot whatever the others are. */
function aloneConflicts(
  { calendar, day }: CheckedWeek,
  slot: Slot,
  grades: readonly number[],
  groups: Groups,
): Conflict[] {
  const found: Conflict[] = [];
  if (grades.length > mostGrades) {
    found.push(conflict('set-too-large', [slot], { grades: grades.join('+'), most: mostGrades }));
  }
  if (slot.groups.some((id) => !groups.has(id))) found.push(conflict('group-gone', [slot], {}));
  const held = dayIn(day, slot.weekday);
  const off = grades.filter((grade) => noLessonsBecause(calendar, grade, held) === 'weekend');
  if (off.length > 0) found.push(conflict('no-school-day', [slot], { grades: off.join('+') }));
  return found;
}

/** Two slots at one time that need the same teacher, room or pupils. Times are the clock's: bells may differ by grade. */
export function pairConflicts(one: Timed, other: Timed, shared: ReadonlySet<string>): Conflict[] {
  const [a, b] = [one.slot, other.slot];
  if (a.weekday !== b.weekday || one.from >= other.to || other.from >= one.to) return [];
  const found: Conflict[] = [];
  if (a.teacher === b.teacher) found.push(conflict('teacher-twice', [a, b], { teacher: a.teacher }));
  if (isSameRoom(a.room, b.room)) {
    found.push(conflict(a.remote || b.remote ? 'room-remote' : 'room-twice', [a, b], { room: a.room }));
  }
  if (haveShared(a.groups, b.groups, shared)) {
    const grades = one.grades.filter((grade) => other.grades.includes(grade));
    found.push(conflict('pupils-twice', [a, b], { grades: grades.join('+') }));
  }
  return found;
}

/** Rooms are named by hand: case and spaces do not matter. */
function isSameRoom(a: string, b: string): boolean {
  const plain = (room: string): string => room.toLowerCase().replaceAll(/\s+/gu, '');
  return plain(a) !== '' && plain(a) === plain(b);
}

function haveShared(a: readonly GroupId[], b: readonly GroupId[], shared: ReadonlySet<string>): boolean {
  return a.some((one) => b.some((other) => one === other || shared.has(pairKey(one, other))));
}

export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

type Members = {
  readonly group: GroupId;
  readonly grades: readonly number[];
  readonly classes: CheckedGroup['classes'];
  readonly members: readonly PersonId[];
};

/**
 * The pairs of groups that cannot have lessons at one time: a pupil sits in both; or, where one of them has no pupils
 * yet, they have a class in common.
 */
export function sharedPairs(groups: readonly Members[]): Set<string> {
  const pairs = new Set<string>();
  for (const [n, one] of groups.entries()) {
    const mine = new Set(one.members);
    for (const other of groups.slice(n + 1)) {
      const isEmpty = one.members.length === 0 || other.members.length === 0;
      const meets = isEmpty ? haveClassInCommon(one, other) : other.members.some((person) => mine.has(person));
      if (meets) pairs.add(pairKey(one.group, other.group));
    }
  }
  return pairs;
}

function haveClassInCommon(a: Members, b: Members): boolean {
  return a.grades.some((grade) => {
    if (!b.grades.includes(grade)) return false;
    const letters = (of: Members): string[] =>
      of.classes.filter((each) => each.grade === grade).map((each) => each.letter);
    const [one, other] = [letters(a), letters(b)];
    return one.length === 0 || other.length === 0 || one.some((letter) => other.includes(letter));
  });
}
