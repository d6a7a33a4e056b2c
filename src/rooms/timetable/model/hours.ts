import type { GroupId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { bellsFor, type BellSet } from './bells.ts';
import type { SchoolCalendar } from './calendar.ts';
import { conflict, dayIn, type CheckedGroup, type CheckedWeek, type Conflict } from './conflict.ts';
import type { WeeklyHours } from './norms.ts';

/** The classes of a grade that have lessons apart: those that groups of the grade name, else the grade as one. */
function unitsOf(groups: readonly CheckedGroup[], grade: number): string[] {
  const letters = groups.flatMap((each) => each.classes.filter((of) => of.grade === grade).map((of) => of.letter));
  return letters.length === 0 ? [''] : [...new Set(letters)].toSorted();
}

function isOf(group: CheckedGroup, grade: number, unit: string): boolean {
  if (!group.grades.includes(grade)) return false;
  const named = group.classes.filter((each) => each.grade === grade);
  return named.length === 0 || unit === '' || named.some((each) => each.letter === unit);
}

/**
 * Weekly hours against those of the curriculum, for each grade and subject that a teaching group is for (TTB-9). A
 * subject that nobody teaches in a grade is not missed here: the list of groups says that.
 */
export function hourConflicts(week: CheckedWeek, groups: ReadonlyMap<GroupId, CheckedGroup>): Conflict[] {
  const all = [...groups.values()];
  const found: Conflict[] = [];
  for (const { grade, subject, hours } of week.norms.hours) {
    const taught = all.filter((each) => each.subject === subject && each.grades.includes(grade));
    for (const unit of taught.length === 0 ? [] : unitsOf(taught, grade)) {
      const own = new Set(taught.filter((each) => isOf(each, grade, unit)).map((each) => each.group));
      const slots = week.slots.filter((slot) => slot.groups.some((group) => own.has(group)));
      if (slots.length === hours) continue;
      const kind = slots.length < hours ? 'hours-missing' : 'hours-over';
      const values = { grade: `${grade}${unit && ` ${unit}`}`, subject, hours, given: slots.length };
      found.push({ ...conflict(kind, slots, values), weekday: 0, period: -1 });
    }
  }
  return found;
}

/**
 * Whether a grade's weekly hours fit its week: as many lessons as its bells ring for on its days (TTB-9). The refusal names
 * the first grade for which they do not.
 */
export function checkHours<T extends WeeklyHours>(
  hours: readonly T[],
  of: { readonly bells: readonly BellSet[]; readonly calendar: SchoolCalendar; readonly day: string },
): Result<readonly T[], Refusal> {
  const byGrade = [...Map.groupBy(hours, (each) => each.grade)].toSorted(([a], [b]) => a - b);
  for (const [grade, own] of byGrade) {
    const total = own.reduce((sum, each) => sum + each.hours, 0);
    const weekdays = of.calendar.saturdays.includes(grade) ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5];
    const places = weekdays.reduce((sum, weekday) => {
      const set = bellsFor(of.bells, { day: dayIn(of.day, weekday), weekday, grades: [grade] });
      return sum + (set?.lessons.length ?? 0);
    }, 0);
    if (total > places) return refuse('timetable.hours-too-many', 422, { grade, total, places });
  }
  return ok(hours);
}
