import { gradesTogether, type CheckedWeek, type Conflict, type Timed } from './conflict.ts';
import { pairConflicts } from './conflicts.ts';
import { addDays, daysFrom, mondayOf, weekdayOf } from './day.ts';
import { lessonsOn, type Change, type SlotOn } from './slot.ts';

/**
 * What changes of single days bring into two places (TTB-14): who takes a lesson over may have one of their own, a moved one
 * may find its room taken. Said, not refused: a colleague who takes two classes together is what a small school does.
 */
export function changeConflicts(week: CheckedWeek, changes: readonly Change[]): Conflict[] {
  const groups = new Map(week.groups.map((each) => [each.group, each]));
  const monday = mondayOf(week.day);
  const touched = new Set(changes.flatMap(({ day, to }) => (to ? [day, to.day] : [day])));
  const days = daysFrom(monday, addDays(monday, 6)).filter((day) => touched.has(day));
  const timedOf = (lesson: SlotOn): Timed => {
    const { slot, day, period, teacher, room, remote, from, to } = lesson;
    const place = { slot, since: day, weekday: weekdayOf(day), period, groups: lesson.groups, teacher, room };
    const grades = gradesTogether(lesson.groups, groups);
    return { slot: remote ? { ...place, remote } : place, grades, from, to };
  };
  return days.flatMap((day) => {
    const lessons = lessonsOn({ ...week, changes }, day);
    return lessons.flatMap((one, n) =>
      lessons.slice(n + 1).flatMap((other) => {
        if (!one.isChanged && !other.isChanged) return [];
        return pairConflicts(timedOf(one), timedOf(other), week.shared);
      }),
    );
  });
}
