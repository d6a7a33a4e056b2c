import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type RowOp } from '#log/projection.ts';
import type { LogRecord } from '#log/record.ts';
import { paperEffects, paperTables } from './projection-paper.ts';
import * as records from './records.ts';
import { assessmentTables } from './tables.ts';

const schoolOf = ({ stream }: LogRecord): string => schoolOfScope(stream.scope) ?? '';

function upsert(table: string, row: Extract<RowOp, { op: 'upsert' }>['row']): RowOp[] {
  return [{ op: 'upsert', table: `assessment_${table}`, row }];
}

export const assessmentProjection: Projection = {
  name: 'assessment',
  version: 1,
  tables: [...assessmentTables, ...paperTables],
  effects: [
    on(records.monitoredSet, (body) => upsert('monitored', { year: body.year, body: JSON.stringify(body) })),
    on(records.studySet, ({ study, year, timePoint, from, to }) => {
      return upsert('studies', { study, year, time_point: timePoint, since: from, until: to });
    }),
    on(records.windowSet, ({ study, school, from, to }) =>
      upsert('windows', { study, school, since: from, until: to }),
    ),
    on(records.schoolCompared, ({ school, isCompared, place }) => {
      return upsert('compared', { school, is_compared: isCompared ? 1 : 0, place });
    }),
    on(records.blueprintSet, (body) => {
      return upsert('blueprints', { year: body.year, cell: body.cell, body: JSON.stringify(body) });
    }),
    on(records.formDrawn, ({ timePoint, places, ...rest }) => {
      return upsert('forms', { ...rest, time_point: timePoint, places: JSON.stringify(places) });
    }),
    on(records.formDropped, ({ form }) => [{ op: 'delete', table: 'assessment_forms', key: { form } }]),
    on(records.formSealed, ({ timePoint, languages, file, keys, ...rest }, { time }) => {
      const files = { file: file.hash, bytes: file.bytes, keys_file: keys.hash, keys_bytes: keys.bytes };
      const row = { ...rest, ...files, time_point: timePoint, languages: languages.join(' '), at: time };
      return upsert('sealed', row);
    }),
    on(records.formWithdrawn, ({ form }, { time }) => upsert('withdrawn', { form, at: time })),
    on(records.secretsKept, ({ form, key, keysKey, codes }) =>
      upsert('secrets', { form, key, keys_key: keysKey, codes }),
    ),
    on(records.keysWrapped, ({ school, memory, passes, wraps }) => {
      return wraps.flatMap(({ form, salt, sealed }) => upsert('wraps', { form, school, salt, sealed, memory, passes }));
    }),
    on(records.formOpened, ({ form, key, places }, { time }) => {
      return upsert('opened', { form, school: '', key, places: JSON.stringify(places), at: time });
    }),
    on(records.openedHere, ({ form, key, places }, record) => {
      const row = { form, school: schoolOf(record), key, places: JSON.stringify(places), at: record.time };
      return upsert('opened', row);
    }),
    on(records.keysOpened, ({ form, key }, { time }) => upsert('keys_opened', { form, key, at: time })),
    on(records.formArrived, ({ form }, record) => {
      return [{ op: 'insert', table: 'assessment_arrived', row: { form, school: schoolOf(record), at: record.time } }];
    }),
    on(records.codesShown, ({ study, school, how }, { actor, time, seq }) => {
      return [
        {
          op: 'insert',
          table: 'assessment_codes_shown',
          row: { study, school, n: seq, how, by_whom: actor, at: time },
        },
      ];
    }),
    on(records.untaughtSet, ({ year, cells }, record) => {
      return upsert('untaught', { year, school: schoolOf(record), cells: cells.join(' ') });
    }),
    on(records.sittingsPlanned, (body, record) => planOps(body, schoolOf(record))),
    ...paperEffects,
  ],
};

type PlanBody = Parameters<typeof records.sittingsPlanned.draft>[2];

function planOps({ study, grade, days, pupils, part }: PlanBody, school: string): RowOp[] {
  const fresh: RowOp[] = ['assessment_seats', 'assessment_days'].map((table) => {
    return { op: 'delete', table, key: { study, school, grade } };
  });
  return [
    ...(part === 1 ? fresh : []),
    ...days.map(({ cell, day }): RowOp => {
      return { op: 'upsert', table: 'assessment_days', row: { study, school, grade, cell, day } };
    }),
    ...pupils.flatMap(({ person, isJoined, sits }) =>
      sits.map(({ cell, form }): RowOp => {
        const row = { study, school, grade, person, cell, form, is_joined: isJoined ? 1 : 0 };
        return { op: 'upsert', table: 'assessment_seats', row };
      }),
    ),
  ];
}
