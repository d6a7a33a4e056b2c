import type { House, Room } from '#http/house.ts';
import { calendarOf, quarterOf } from '#rooms/timetable/index.ts';
import type { Doors } from './doors.ts';
import { journalPermissions } from './permissions.ts';
import { journalProjection } from './projection.ts';
import { ownRecords } from './records.ts';
import { hubRecords } from './records-hub.ts';
import { journalRoutes } from './routes.ts';

const quarters: Doors['quarters'] = async (read, school, year) => {
  const calendar = await calendarOf(read, school, year);
  return { spans: calendar.quarters, quarterOf: (day) => quarterOf(calendar, day) };
};

/** The room over other doors than its own: for tests of the journal alone. */
export function journalOver(doors: Doors): Room {
  return {
    name: 'journal',
    records: [...ownRecords, ...hubRecords],
    projection: journalProjection,
    permissions: journalPermissions,
    routes: (house: House) => journalRoutes(house, doors),
  };
}

export const journal: Room = journalOver({ heldRuns: async () => [], attendanceIn: async () => [], quarters });
