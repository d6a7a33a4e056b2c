import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type Row } from '#log/projection.ts';
import type { LogRecord } from '#log/record.ts';
import { hex } from './model/sha256.ts';
import { missed, opened, ran, seated, settled, told } from './records.ts';

/** The state of a sitting after an order; `open` before the first. */
const stateAfter = { started: 'running', resumed: 'running', paused: 'paused', ended: 'ended' } as const;

function schoolOf({ stream }: LogRecord): string {
  return schoolOfScope(stream.scope) ?? '';
}

export const sittingProjection: Projection = {
  name: 'sitting',
  version: 1,
  tables: [
    {
      name: 'sitting_sittings',
      columns: {
        sitting: 'text',
        school: 'text',
        study: 'text',
        cell: 'text',
        state: 'text',
        actor: 'text',
        opened_at: 'int',
        started_at: 'int',
        ended_at: 'int',
        added: 'int',
      },
      key: ['sitting'],
      indexes: [['study', 'cell']],
    },
    {
      name: 'sitting_forms',
      columns: {
        sitting: 'text',
        form: 'text',
        minutes: 'int',
        items: 'int',
        key: 'text',
      },
      key: ['sitting', 'form'],
    },
    {
      name: 'sitting_seats',
      columns: {
        attempt: 'text',
        sitting: 'text',
        person: 'text',
        form: 'text',
        language: 'text',
        extra: 'int',
        is_large: 'int',
        is_late: 'int',
        /** Empty where the pupil was there. */
        absent: 'text',
        settled: 'text',
      },
      key: ['attempt'],
      indexes: [['sitting'], ['person']],
    },
    {
      name: 'sitting_runs',
      columns: {
        attempt: 'text',
        device: 'text',
        first: 'int',
        head: 'text',
        person: 'text',
        run: 'blob',
        words: 'blob?',
        at: 'int',
      },
      key: ['attempt', 'device', 'first', 'head'],
    },
  ],
  effects: [
    on(opened, ({ sitting, study, cell, forms }, record) => [
      {
        op: 'upsert',
        table: 'sitting_sittings',
        row: {
          sitting,
          school: schoolOf(record),
          study,
          cell,
          state: 'open',
          actor: record.actor,
          opened_at: record.time,
        },
      },
      ...forms.map((form) => ({ op: 'upsert' as const, table: 'sitting_forms', row: { sitting, ...form } })),
    ]),
    on(seated, ({ sitting, person, form, language, extra, isLarge, isLate }) => {
      const row = { attempt: attemptOf(sitting, person), sitting, person, form, language, extra };
      const more = { is_large: isLarge ? 1 : 0, is_late: isLate ? 1 : 0 };
      return [{ op: 'upsert', table: 'sitting_seats', row: { ...row, ...more } }];
    }),
    on(told, ({ sitting, order, minutes }, { time }) => {
      const times: Row = order === 'started' ? { started_at: time } : order === 'ended' ? { ended_at: time } : {};
      return [
        ...(order
          ? [
              {
                op: 'upsert' as const,
                table: 'sitting_sittings',
                row: { sitting, state: stateAfter[order], ...times },
              },
            ]
          : []),
        ...(minutes
          ? [{ op: 'add' as const, table: 'sitting_sittings', key: { sitting }, add: { added: minutes } }]
          : []),
      ];
    }),
    on(missed, ({ sitting, person, reason }) => [
      {
        op: 'upsert',
        table: 'sitting_seats',
        row: { attempt: attemptOf(sitting, person), sitting, person, absent: reason ?? '' },
      },
    ]),
    on(ran, ({ attempt, device, from, head, run, words }, { actor, time }) => [
      {
        op: 'insert',
        table: 'sitting_runs',
        row: { attempt, device, first: from, head: hex(head), person: actor, run, words: words ?? null, at: time },
      },
    ]),
    on(settled, ({ attempt, head }) => [{ op: 'upsert', table: 'sitting_seats', row: { attempt, settled: head } }]),
  ],
};

/** SIT-1. */
export function attemptOf(sitting: string, person: string): string {
  return `${sitting}.${person}`;
}
