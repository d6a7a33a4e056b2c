import { weights, type CheckedWeek, type Conflict } from '../model/conflict.ts';
import { findConflicts } from '../model/conflicts.ts';
import type { Spot } from '../model/grid.ts';
import type { Slot } from '../model/slot.ts';
import type { WeekAnswer } from '../routes-week.ts';

export function checkedWeek(week: WeekAnswer, slots: readonly Slot[] = week.slots): CheckedWeek {
  const { day, groups, bells, calendar, norms, shared } = week;
  return { day, slots, groups, bells, calendar, norms, shared: new Set(shared) };
}

/** What would be wrong if a slot stood so: only what it has to do with. Shown while it is still in the hand. */
export function clashesOf(week: WeekAnswer, slot: Slot): Conflict[] {
  const others = week.slots.filter((each) => each.slot !== slot.slot);
  return findConflicts(checkedWeek(week, [...others, slot])).filter(
    (each) => weights[each.kind] === 'wrong' && each.slots.includes(slot.slot),
  );
}

/** A slot at another place of the week. */
export function movedTo(slot: Slot, { weekday, period }: Spot): Slot {
  return { ...slot, weekday, period };
}
