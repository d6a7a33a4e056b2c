import type { CheckedWeek, Conflict } from '../model/conflict.ts';
import { clashesWith } from '../model/conflicts.ts';
import type { Spot } from '../model/grid.ts';
import type { Slot } from '../model/slot.ts';
import type { WeekAnswer } from '../routes-week.ts';

export function checkedWeek(week: WeekAnswer): CheckedWeek {
  const { day, slots, groups, bells, calendar, norms, shared } = week;
  return { day, slots, groups, bells, calendar, norms, shared: new Set(shared) };
}

/** What would be wrong if a slot stood so. Shown while it is still in the hand. */
export function clashesOf(week: WeekAnswer, slot: Slot): Conflict[] {
  return clashesWith(checkedWeek(week), slot);
}

/** A slot at another place of the week. */
export function movedTo(slot: Slot, { weekday, period }: Spot): Slot {
  return { ...slot, weekday, period };
}
