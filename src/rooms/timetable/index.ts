import type { Room } from '#http/house.ts';
import { timetablePermissions, timetableTopics } from './permissions.ts';
import { timetableProjection } from './projection.ts';
import { timetableRecords } from './records.ts';
import { timetableRoutes } from './routes.ts';

export { isSchoolDay, quarterOf, type SchoolCalendar } from './model/calendar.ts';
export { daysFrom } from './model/day.ts';
export type { SlotOn } from './model/slot.ts';
export { calendarOf, normsOf } from './queries.ts';
export { lessonsFrom, slotOn, slotsOn } from './slots.ts';

export const timetable: Room = {
  name: 'timetable',
  records: timetableRecords,
  projection: timetableProjection,
  permissions: timetablePermissions,
  routes: timetableRoutes,
  topics: timetableTopics,
  // A few hundred records, and without them nobody knows when and where lessons go on.
  first: { records: Object.fromEntries(timetableRecords.map(({ type }) => [type, 'all' as const])) },
};
