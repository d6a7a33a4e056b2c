import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Effect, type RowOp, type Table } from '#log/projection.ts';
import { toCbor } from '#log/record.ts';
import { historyAttempts, historyClosed, historyOpened, historyTold, historyWord } from './records-history.ts';

/** What previous schools tell of a pupil, and to whom the region opened it. Apart from what is done here: never counted. */
export const historyTables: readonly Table[] = [
  {
    name: 'lessons_histories',
    columns: { transfer: 'text', person: 'text', name: 'blob', school: 'text', up_to: 'int', places: 'blob' },
    key: ['transfer'],
    indexes: [['person']],
  },
  {
    name: 'lessons_history_attempts',
    columns: {
      transfer: 'text',
      attempt: 'text',
      pack: 'text',
      lesson: 'text',
      title: 'text',
      subject: 'text',
      grade: 'int',
      began_at: 'int',
      last_at: 'int',
      finished_at: 'int',
      answered: 'int',
      right_ones: 'int',
      questions: 'int',
      mark: 'int?',
      marked_at: 'int',
    },
    key: ['transfer', 'attempt'],
  },
  {
    name: 'lessons_history_readers',
    columns: {
      transfer: 'text',
      reader: 'text',
      person: 'text',
      from_school: 'text',
      through: 'text',
      is_open: 'int',
      reason: 'text',
      closed_by: 'text',
      at: 'int',
    },
    key: ['transfer', 'reader'],
    indexes: [['person']],
  },
  {
    name: 'lessons_history_words',
    columns: { transfer: 'text', school: 'text', is_open: 'int', reason: 'text', at: 'int' },
    key: ['transfer'],
  },
];

export const historyEffects: readonly Effect[] = [
  on(historyTold, ({ transfer, person, name, school, upTo, places }) => {
    const row = { transfer, person, name, school, up_to: upTo, places: toCbor(places) };
    return [{ op: 'upsert', table: 'lessons_histories', row }];
  }),
  on(historyAttempts, ({ transfer, attempts }) =>
    attempts.map(({ beganAt, lastAt, finishedAt, right, mark, markedAt, ...told }): RowOp => {
      const times = { began_at: beganAt, last_at: lastAt, finished_at: finishedAt, marked_at: markedAt ?? 0 };
      const row = { transfer, ...told, ...times, right_ones: right, mark: mark ?? null };
      return { op: 'upsert', table: 'lessons_history_attempts', row };
    }),
  ),
  on(historyOpened, ({ transfer, person, from, reader, through }, { time }) => {
    const row = {
      transfer,
      reader,
      person,
      from_school: from,
      through,
      is_open: 1,
      reason: '',
      closed_by: '',
      at: time,
    };
    return [{ op: 'upsert', table: 'lessons_history_readers', row }];
  }),
  on(historyClosed, ({ transfer, person, from, reader, reason, by }, { time }) => {
    const row = { transfer, reader, person, from_school: from, is_open: 0, reason, closed_by: by, at: time };
    return [{ op: 'upsert', table: 'lessons_history_readers', row }];
  }),
  on(historyWord, ({ transfer, isOpen, reason }, { stream, time }) => {
    const school = schoolOfScope(stream.scope) ?? '';
    const row = { transfer, school, is_open: isOpen ? 1 : 0, reason: reason ?? '', at: time };
    return [{ op: 'upsert', table: 'lessons_history_words', row }];
  }),
];
