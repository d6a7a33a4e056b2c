import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { BellSet } from './model/bells.ts';
import { shippedCalendar, type SchoolCalendar } from './model/calendar.ts';
import { shippedNorms, withOwnHours, type Norms, type WeeklyHours } from './model/norms.ts';
import type { Change, Slot } from './model/slot.ts';

/** The calendar of a school year: as the school's head set it, else the one that ships (TTB-2). */
export async function calendarOf(read: Reader, school: SchoolId, year: number): Promise<SchoolCalendar> {
  const sql = 'select body from timetable_calendars where school = ? and year = ?';
  const row = await read.get<{ body: string }>(sql, school, year);
  return row ? (JSON.parse(row.body) as SchoolCalendar) : shippedCalendar(year);
}

/** The sets of bells that a school has entered; none where it has entered none. */
export async function selectBells(read: Reader, school: SchoolId): Promise<BellSet[]> {
  const sql = 'select body from timetable_bells where school = ? order by bells';
  return (await read.all<{ body: string }>(sql, school)).map(({ body }) => JSON.parse(body) as BellSet);
}

type StoredSlot = Pick<Slot, 'slot' | 'since' | 'weekday' | 'period' | 'room'> & {
  readonly groups: string;
  readonly teacher: PersonId;
  readonly remote: string;
};

/** The slots of a school as they are on a day (TTB-8), by weekday and lesson. */
export async function selectSlots(read: Reader, school: SchoolId, day: string): Promise<Slot[]> {
  const sql = `select s.slot, s.since, s.weekday, s.period, s.groups, s.teacher, s.room, s.remote
    from timetable_slots s where s.school = ? and s.is_open = 1 and s.since = (select max(n.since) from timetable_slots n
      where n._origin = s._origin and n.school = s.school and n.slot = s.slot and n.since <= ?)
    order by s.weekday, s.period, s.slot`;
  return (await read.all<StoredSlot>(sql, school, day)).map(slotFrom);
}

function slotFrom({ groups, remote, ...rest }: StoredSlot): Slot {
  const lesson = { ...rest, groups: groups.split(' ') as GroupId[] };
  return remote === '' ? lesson : { ...lesson, remote: JSON.parse(remote) as NonNullable<Slot['remote']> };
}

/** Whether a slot is, or ever was, this school's. */
export async function isOwnSlot(read: Reader, school: SchoolId, slot: string): Promise<boolean> {
  const sql = 'select slot from timetable_slots where school = ? and slot = ? limit 1';
  return (await read.get(sql, school, slot)) !== undefined;
}

/** What is asked of a week: the hours that ship, with the school's own in their place (TTB-9). */
export async function normsOf(read: Reader, school: SchoolId, year: number): Promise<Norms> {
  const sql = 'select body from timetable_hours where school = ? and year = ?';
  const row = await read.get<{ body: string }>(sql, school, year);
  if (!row) return shippedNorms;
  const { hours, source } = JSON.parse(row.body) as { hours: WeeklyHours[]; source: string };
  return withOwnHours(shippedNorms, hours, source);
}

type StoredChange = {
  readonly slot: string;
  readonly day: string;
  readonly reason: Change['reason'];
  readonly is_cancelled: number;
  readonly teacher: PersonId | '';
  readonly room: string | null;
  readonly to_day: string;
  readonly to_period: number;
};

/** The changes of lessons that are of a span of days, or were moved into it. */
export async function selectChanges(read: Reader, school: SchoolId, from: string, to: string): Promise<Change[]> {
  const sql = `select slot, day, reason, is_cancelled, teacher, room, to_day, to_period from timetable_changes
    where school = ? and ((day >= ? and day <= ?) or (to_day >= ? and to_day <= ?)) order by day, slot`;
  return (await read.all<StoredChange>(sql, school, from, to, from, to)).map(changeFrom);
}

function changeFrom({ is_cancelled, teacher, room, to_day, to_period, ...rest }: StoredChange): Change {
  return {
    ...rest,
    isCancelled: is_cancelled === 1,
    ...(teacher ? { teacher } : {}),
    ...(room === null ? {} : { room }),
    ...(to_day ? { to: { day: to_day, period: to_period } } : {}),
  };
}
