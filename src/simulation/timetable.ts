import { mintId, schoolScope, type PersonId } from '#kernel/ids.ts';
import type { Draft } from '#log/record.ts';
import { shippedNorms } from '#rooms/timetable/model/norms.ts';
import { slotSet } from '#rooms/timetable/records.ts';
import type { Dice } from './dice.ts';
import { sampleYear, type InventedGroup, type InventedPeople } from './people.ts';
import type { PlannedSchool } from './plan.ts';

/** Groups that sit together, so many times a week. */
type Sitting = {
  readonly groups: readonly InventedGroup[];
  readonly grades: readonly number[];
  readonly hours: number;
};
type Placed = { readonly sitting: Sitting; readonly weekday: number; readonly period: number };

const weekdays = [1, 2, 3, 4, 5];
/** Most grades that one room of the sample holds, as rule TTB-11 has it. */
const mostTogether = 4;

/**
 * The week of an invented school from the first of September: nobody is in two places, and the hours are those of the
 * curriculum. In a small school neighbouring groups of one teacher and subject sit in one room.
 */
export function timetableDrafts(school: PlannedSchool, people: InventedPeople, dice: Dice): Draft[] {
  const scope = schoolScope(school.school);
  const isSmall = school.grades.reduce((total, each) => total + each, 0) <= 80;
  const rooms = roomsOf(people.groups);
  return place(sittingsOf(people.groups, isSmall)).map(({ sitting, weekday, period }) => {
    const [first] = sitting.groups as [InventedGroup];
    return slotSet.draft(scope, 'office', {
      slot: mintId<string>(dice),
      since: `${sampleYear}-09-01`,
      weekday,
      period,
      groups: sitting.groups.map(({ group }) => group),
      teacher: first.teacher,
      room: rooms.get(first.teacher) ?? '',
    });
  });
}

/** Each teacher has a room; rooms have numbers. */
function roomsOf(groups: readonly InventedGroup[]): Map<PersonId, string> {
  const teachers = [...new Set(groups.map((each) => each.teacher))];
  return new Map(teachers.map((teacher, n) => [teacher, `${n + 1}-кабинет`]));
}

function hoursOf({ subject, grades }: InventedGroup): number {
  const hours = shippedNorms.hours.filter((each) => each.subject === subject && grades.includes(each.grade));
  return Math.max(1, ...hours.map((each) => each.hours));
}

/** In a small school two neighbouring groups of one teacher and subject with equal hours sit together. */
function sittingsOf(groups: readonly InventedGroup[], isSmall: boolean): Sitting[] {
  const sittings: Sitting[] = [];
  const left = [...groups];
  for (let one = left.shift(); one; one = left.shift()) {
    const { subject, teacher } = one;
    const own = hoursOf(one);
    const at = left.findIndex((each) => {
      const isNext = Math.min(...each.grades) === Math.max(...(one?.grades ?? [])) + 1;
      return isNext && each.subject === subject && each.teacher === teacher && hoursOf(each) === own;
    });
    const [other] = isSmall && at >= 0 && one.grades[0] !== undefined && one.grades[0] >= 7 ? left.splice(at, 1) : [];
    const together = other ? [one, other] : [one];
    const grades = together.flatMap((each) => each.grades);
    if (grades.length > mostTogether) throw new Error('the sample puts too many grades into one room');
    sittings.push({ groups: together, grades, hours: own });
  }
  return sittings;
}

/** Sets sittings into the week, those with the most hours first, each day one of a kind where that goes. */
function place(sittings: readonly Sitting[]): Placed[] {
  const placed: Placed[] = [];
  for (const sitting of sittings.toSorted((a, b) => b.hours * b.grades.length - a.hours * a.grades.length)) {
    for (let n = 0; n < sitting.hours; n++) {
      const spot = firstSpot(sitting, placed);
      if (spot) placed.push({ sitting, ...spot });
    }
  }
  return placed;
}

/** The emptiest day's first lesson at which teacher and grades are free. */
function firstSpot(sitting: Sitting, placed: readonly Placed[]): { weekday: number; period: number } | undefined {
  const teacher = sitting.groups[0]?.teacher;
  const ofGrades = (each: Placed): boolean => each.sitting.grades.some((grade) => sitting.grades.includes(grade));
  const load = (weekday: number): number => {
    const day = placed.filter((each) => each.weekday === weekday && ofGrades(each));
    return day.length + (day.some((each) => each.sitting === sitting) ? 10 : 0);
  };
  for (const weekday of weekdays.toSorted((a, b) => load(a) - load(b) || a - b)) {
    for (let period = 1; period <= 7; period++) {
      const taken = placed.filter((each) => each.weekday === weekday && each.period === period);
      const isFree = !taken.some((each) => ofGrades(each) || each.sitting.groups[0]?.teacher === teacher);
      if (isFree) return { weekday, period };
    }
  }
  return undefined;
}
