import { conflict, dayIn, type CheckedWeek, type Conflict, type Timed } from './conflict.ts';
import { dailyLimit } from './norms.ts';

/** Days that are longer for a grade than the sanitary rules advise, and empty lessons between two others (TTB-10). */
export function loadConflicts(week: CheckedWeek, timed: readonly Timed[]): Conflict[] {
  const grades = [...new Set(timed.flatMap((each) => each.grades))].toSorted((a, b) => a - b);
  return grades.flatMap((grade) => {
    const days = Map.groupBy(
      timed.filter((each) => each.grades.includes(grade)),
      ({ slot }) => slot.weekday,
    );
    return [...days].flatMap(([weekday, lessons]) => dayConflicts(week, grade, weekday, lessons));
  });
}

function dayConflicts(week: CheckedWeek, grade: number, weekday: number, lessons: readonly Timed[]): Conflict[] {
  const slots = lessons.map(({ slot }) => slot);
  // Two halves of a class at one time are one lesson of the day.
  const periods = [...new Set(slots.filter((slot) => !slot.remote).map((slot) => slot.period))].toSorted(
    (a, b) => a - b,
  );
  const count = new Set(lessons.map(({ from }) => from)).size;
  const most = dailyLimit(week.norms, grade, dayIn(week.day, weekday));
  const found: Conflict[] = [];
  if (most !== undefined && count > most) {
    found.push(conflict('day-too-long', slots, { grade, count, most }, { weekday, period: -1 }));
  }
  const hasRemote = slots.some((slot) => slot.remote);
  const [first, last] = [periods[0] ?? 0, periods.at(-1) ?? 0];
  const empty = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n).filter(
    (n) => !periods.includes(n),
  );
  // A remote lesson has its place by the clock, which may be any empty lesson.
  if (empty.length > 0 && !hasRemote) {
    found.push(conflict('gap', [], { grade, lessons: empty.join(', ') }, { weekday, period: empty[0] ?? -1 }));
  }
  return found;
}
