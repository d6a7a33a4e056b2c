import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Effect } from '#log/projection.ts';
import type { LogRecord } from '#log/record.ts';
import * as records from './records-moves.ts';

function schoolOf(record: LogRecord): string {
  return schoolOfScope(record.stream.scope) ?? '';
}

/** Moving up a year, and pupils who change schools. */
export const moveEffects: readonly Effect[] = [
  on(records.movedUp, ({ move, year, on: day, opened, closed }, record) => {
    const groups = { opened: opened.join(' '), closed: closed.join(' ') };
    const row = { move, school: schoolOf(record), year, at: record.time, day, ...groups, is_undone: 0 };
    return [{ op: 'upsert', table: 'people_moves', row }];
  }),
  on(records.moveUndone, ({ move }) => [{ op: 'upsert', table: 'people_moves', row: { move, is_undone: 1 } }]),
  on(records.transferAsked, ({ from, on: day, ...body }, record) => {
    const row = { ...body, school: schoolOf(record), from_school: from, day, at: record.time };
    return [{ op: 'insert', table: 'people_transfer_asks', row }];
  }),
  on(records.transferWithdrawn, ({ transfer }) => {
    return [{ op: 'upsert', table: 'people_transfer_asks', row: { transfer, is_withdrawn: 1 } }];
  }),
  on(records.transferPassed, ({ transfer }, record) => {
    return [
      { op: 'upsert', table: 'people_transfers', row: { transfer, school: schoolOf(record), passed_at: record.time } },
    ];
  }),
  on(records.leaveAsked, ({ transfer, person, to, on: day, isDecided }, record) => {
    const row = {
      transfer,
      school: schoolOf(record),
      person,
      to_school: to,
      day,
      is_decided: isDecided ? 1 : 0,
      at: record.time,
    };
    return [{ op: 'upsert', table: 'people_leave_asks', row }];
  }),
  on(records.leaveAnswered, ({ transfer, isAccepted, reason }, { time }) => {
    const row = { transfer, is_accepted: isAccepted ? 1 : 0, reason: reason ?? '', at: time };
    return [{ op: 'upsert', table: 'people_leave_answers', row }];
  }),
  on(records.transferOpened, ({ from, on: day, birth, ...body }, record) => {
    const row = {
      ...body,
      birth: birth ?? null,
      school: schoolOf(record),
      from_school: from,
      day,
      refused: '',
      opened_at: record.time,
    };
    return [{ op: 'upsert', table: 'people_transfers', row }];
  }),
  on(records.transferRefused, ({ transfer, reason }, record) => {
    const row = { transfer, school: schoolOf(record), refused: reason, refused_at: record.time };
    return [{ op: 'upsert', table: 'people_transfers', row }];
  }),
];
