import { bellsFor, proposedBells, type BellSet } from './bells.ts';
import type { SchoolCalendar } from './calendar.ts';
import type { CheckedGroup } from './conflict.ts';
import type { Slot } from './slot.ts';

/** Whose week is looked at: the school's by grade, one grade's, or one teacher's. */
export type View =
  | { readonly by: 'school' }
  | { readonly by: 'grade'; readonly grade: number }
  | { readonly by: 'teacher'; readonly teacher: string };

export type Spot = { readonly weekday: number; readonly period: number };

/** What a table of a week is drawn from. */
export type GridWeek = {
  readonly calendar: SchoolCalendar;
  readonly bells: readonly BellSet[];
  readonly slots: readonly Slot[];
  readonly groups: readonly CheckedGroup[];
};

type OfGroups = { readonly groups: readonly Pick<CheckedGroup, 'group' | 'grades'>[] };

/** The days on which somebody learns here: five, or six where a grade has Saturdays or a slot stands there. */
export function weekdaysOf({ calendar, slots }: GridWeek): number[] {
  const hasSaturday = calendar.saturdays.length > 0 || slots.some((slot) => slot.weekday === 6);
  return hasSaturday ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5];
}

/** The lessons of a day for which any bell rings, and those that have a slot. */
export function periodsOf({ bells, slots }: GridWeek): number[] {
  const rung = (bells.length > 0 ? bells : proposedBells).flatMap((set) => set.lessons.map((each) => each.period));
  return [...new Set([...rung, ...slots.map((each) => each.period)])].toSorted((a, b) => a - b);
}

export function gradesOfSchool({ groups }: Pick<GridWeek, 'groups'>): number[] {
  return [...new Set(groups.flatMap((each) => each.grades))].toSorted((a, b) => a - b);
}

export function gradesOfSlot({ groups }: OfGroups, slot: Pick<Slot, 'groups'>): number[] {
  const grades = slot.groups.flatMap((id) => groups.find((each) => each.group === id)?.grades ?? []);
  return [...new Set(grades)].toSorted((a, b) => a - b);
}

export function isIn(view: View, week: OfGroups, slot: Pick<Slot, 'groups' | 'teacher'>): boolean {
  if (view.by === 'school') return true;
  if (view.by === 'teacher') return slot.teacher === view.teacher;
  return gradesOfSlot(week, slot).includes(view.grade);
}

/** `08:30–09:15` for the most, where the bells of a day say so. */
export function bellText(week: GridWeek, spot: Spot, day: string, grades: readonly number[] = [12]): string {
  const bell = bellsFor(week.bells, { day, weekday: spot.weekday, grades })?.lessons.find(
    (each) => each.period === spot.period,
  );
  return bell ? `${bell.from}–${bell.to}` : '';
}

/** A table's own lines and columns: weekday and lesson against grades, or lessons against weekdays. */
export type Grid = {
  readonly columns: readonly number[];
  readonly rows: readonly { readonly weekday: number; readonly period: number; readonly isFirst: boolean }[];
  readonly spotAt: (row: number, column: number) => Spot & { readonly grade?: number };
  readonly slotsAt: (row: number, column: number) => readonly Slot[];
};

export function gridOf(view: View, week: GridWeek): Grid {
  const [days, periods] = [weekdaysOf(week), periodsOf(week)];
  const shown = week.slots.filter((slot) => isIn(view, week, slot));
  if (view.by === 'school') {
    const columns = gradesOfSchool(week);
    const rows = days.flatMap((weekday) => periods.map((period, n) => ({ weekday, period, isFirst: n === 0 })));
    const spotAt = (row: number, column: number) => {
      const { weekday = 1, period = 1 } = rows[row] ?? {};
      const grade = columns[column];
      return grade === undefined ? { weekday, period } : { weekday, period, grade };
    };
    return {
      columns,
      rows,
      spotAt,
      slotsAt: (row, column) => {
        const { weekday, period, grade = -1 } = spotAt(row, column);
        return shown.filter(
          (each) => each.weekday === weekday && each.period === period && gradesOfSlot(week, each).includes(grade),
        );
      },
    };
  }
  const rows = periods.map((period) => ({ weekday: 0, period, isFirst: false }));
  const spotAt = (row: number, column: number) => ({
    weekday: days[column] ?? 1,
    period: rows[row]?.period ?? 1,
    ...(view.by === 'grade' ? { grade: view.grade } : {}),
  });
  return {
    columns: days,
    rows,
    spotAt,
    slotsAt: (row, column) => {
      const { weekday, period } = spotAt(row, column);
      return shown.filter((each) => each.weekday === weekday && each.period === period);
    },
  };
}

/** Neighbouring columns in which one and the same lesson stands are one place: those who sit together are seen together. */
export function spansOf({ columns, slotsAt }: Grid, row: number): { readonly at: number; readonly span: number }[] {
  const spans: { at: number; span: number; only: string | undefined }[] = [];
  for (const at of columns.keys()) {
    const slots = slotsAt(row, at);
    const only = slots.length === 1 ? slots[0]?.slot : undefined;
    const last = spans.at(-1);
    if (last && only !== undefined && last.only === only) last.span += 1;
    else spans.push({ at, span: 1, only });
  }
  return spans;
}
