import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection } from '#log/projection.ts';
import type { LogRecord } from '#log/record.ts';
import {
  bellsDropped,
  bellsSet,
  calendarSet,
  changeDropped,
  dayChanged,
  hoursSet,
  slotDropped,
  slotSet,
} from './records.ts';

const schoolOf = ({ stream }: LogRecord): string => schoolOfScope(stream.scope) ?? '';

export const timetableProjection: Projection = {
  name: 'timetable',
  version: 1,
  tables: [
    // `body`: the record's own, as JSON; it is only ever read whole.
    { name: 'timetable_calendars', columns: { school: 'text', year: 'int', body: 'text' }, key: ['school', 'year'] },
    { name: 'timetable_hours', columns: { school: 'text', year: 'int', body: 'text' }, key: ['school', 'year'] },
    { name: 'timetable_bells', columns: { school: 'text', bells: 'text', body: 'text' }, key: ['school', 'bells'] },
    {
      name: 'timetable_slots',
      columns: {
        school: 'text',
        slot: 'text',
        /** The first day on which the row holds; the newest of a slot that is not after a day is that day's. */
        since: 'text',
        is_open: 'int',
        weekday: 'int',
        period: 'int',
        groups: 'text',
        teacher: 'text',
        room: 'text',
        remote: 'text',
      },
      key: ['school', 'slot', 'since'],
    },
    {
      name: 'timetable_changes',
      columns: {
        school: 'text',
        slot: 'text',
        day: 'text',
        reason: 'text',
        is_cancelled: 'int',
        teacher: 'text',
        room: 'text?',
        to_day: 'text',
        to_period: 'int',
      },
      key: ['school', 'slot', 'day'],
      indexes: [
        ['school', 'day'],
        ['school', 'to_day'],
      ],
    },
  ],
  effects: [
    on(calendarSet, (body, record) => {
      const row = { school: schoolOf(record), year: body.year, body: JSON.stringify(body) };
      return [{ op: 'upsert', table: 'timetable_calendars', row }];
    }),
    on(hoursSet, (body, record) => {
      const row = { school: schoolOf(record), year: body.year, body: JSON.stringify(body) };
      return [{ op: 'upsert', table: 'timetable_hours', row }];
    }),
    on(bellsSet, (body, record) => {
      const row = { school: schoolOf(record), bells: body.bells, body: JSON.stringify(body) };
      return [{ op: 'upsert', table: 'timetable_bells', row }];
    }),
    on(bellsDropped, ({ bells }, record) => {
      return [{ op: 'delete', table: 'timetable_bells', key: { school: schoolOf(record), bells } }];
    }),
    on(slotSet, ({ groups, remote, ...rest }, record) => {
      const school = schoolOf(record);
      const kept = { groups: groups.join(' '), remote: remote ? JSON.stringify(remote) : '' };
      return [{ op: 'upsert', table: 'timetable_slots', row: { school, ...rest, ...kept, is_open: 1 } }];
    }),
    on(slotDropped, ({ slot, since }, record) => {
      const row = { school: schoolOf(record), slot, since, is_open: 0 };
      return [{ op: 'upsert', table: 'timetable_slots', row }];
    }),
    on(dayChanged, ({ slot, day, reason, isCancelled, teacher, room, to }, record) => {
      const change = { reason, is_cancelled: isCancelled ? 1 : 0, teacher: teacher ?? '', room: room ?? null };
      const moved = { to_day: to?.day ?? '', to_period: to?.period ?? 0 };
      return [
        {
          op: 'upsert',
          table: 'timetable_changes',
          row: { school: schoolOf(record), slot, day, ...change, ...moved },
        },
      ];
    }),
    on(changeDropped, ({ slot, day }, record) => {
      return [{ op: 'delete', table: 'timetable_changes', key: { school: schoolOf(record), slot, day } }];
    }),
  ],
};
