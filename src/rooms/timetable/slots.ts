import type { SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import { schoolYearOf, selectGroups } from '#people/index.ts';
import { daysFrom } from './model/day.ts';
import { lessonsOn, type SlotOn, type Week } from './model/slot.ts';
import { calendarOf, selectBells, selectChanges, selectSlots } from './queries.ts';

/** The lessons of a school on a day, as they will be held, by their beginning (TTB-13). */
export async function slotsOn(read: Reader, school: SchoolId, day: string): Promise<readonly SlotOn[]> {
  return lessonsOn(await weekOn(read, school, day, day), day);
}

/** One lesson of a day; undefined where the slot has none on it. */
export async function slotOn(read: Reader, school: SchoolId, day: string, slot: string): Promise<SlotOn | undefined> {
  return (await slotsOn(read, school, day)).find((each) => each.slot === slot);
}

/** What the timetable says of the days of a span that lies in one school year: slots as they are on its last day. */
export async function weekOn(read: Reader, school: SchoolId, from: string, to: string): Promise<Week> {
  return {
    calendar: await calendarOf(read, school, schoolYearOf(from)),
    bells: await selectBells(read, school),
    slots: await selectSlots(read, school, to),
    changes: await selectChanges(read, school, from, to),
    groups: await selectGroups(read, school),
  };
}

/** The lessons of each day of a span that lies in one school year, in order. */
export async function lessonsFrom(read: Reader, school: SchoolId, from: string, to: string): Promise<SlotOn[]> {
  const week = await weekOn(read, school, from, to);
  const lessons: SlotOn[] = [];
  for (const day of daysFrom(from, to)) {
    lessons.push(...lessonsOn({ ...week, slots: await selectSlots(read, school, day) }, day));
  }
  return lessons;
}
