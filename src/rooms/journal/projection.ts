import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type RowOp, type Value } from '#log/projection.ts';
import type { LogRecord } from '#log/record.ts';
import { hubEffects, hubTables } from './projection-hub.ts';
import * as records from './records.ts';

export const journalProjection: Projection = {
  name: 'journal',
  version: 1,
  tables: [
    {
      name: 'journal_points',
      columns: {
        run: 'text',
        person: 'text',
        school: 'text',
        group_id: 'text',
        grade: 'int',
        subject: 'text',
        day: 'text',
        /** Null where they were taken back. */
        points: 'int?',
        of: 'int',
        comment: 'blob?',
        proposal: 'text',
        actor: 'text',
        at: 'int',
      },
      key: ['run', 'person'],
      indexes: [['group_id', 'day'], ['person']],
    },
    {
      name: 'journal_assessments',
      columns: {
        assessment: 'text',
        school: 'text',
        group_id: 'text',
        grade: 'int',
        subject: 'text',
        kind: 'text',
        year: 'int',
        quarter: 'int',
        day: 'text',
        title: 'text',
        actor: 'text',
        at: 'int',
        is_open: 'int',
      },
      key: ['assessment'],
      indexes: [['group_id']],
    },
    {
      name: 'journal_descriptors',
      columns: { assessment: 'text', position: 'int', objective: 'text', words: 'text', max: 'int' },
      key: ['assessment', 'position'],
    },
    {
      name: 'journal_assessed',
      columns: {
        assessment: 'text',
        person: 'text',
        school: 'text',
        state: 'text',
        /** By descriptor, `3,2,0`. */
        points: 'text',
        actor: 'text',
        at: 'int',
      },
      key: ['assessment', 'person'],
      indexes: [['person']],
    },
    {
      name: 'journal_schemes',
      columns: { group_id: 'text', grade: 'int', year: 'int', scheme: 'text' },
      key: ['group_id', 'grade', 'year'],
    },
    {
      name: 'journal_results',
      columns: {
        group_id: 'text',
        grade: 'int',
        person: 'text',
        year: 'int',
        period: 'text',
        school: 'text',
        subject: 'text',
        result: 'text',
        proposed: 'int?',
        part: 'int?',
        of: 'int?',
        formula: 'text',
        actor: 'text',
        at: 'int',
      },
      key: ['group_id', 'grade', 'person', 'year', 'period'],
      indexes: [['person'], ['school', 'year']],
    },
    {
      name: 'journal_analyses',
      columns: { assessment: 'text', by_person: 'text', words: 'blob', at: 'int' },
      key: ['assessment'],
    },
    {
      name: 'journal_carried',
      columns: { group_id: 'text', cell: 'text', held: 'text', actor: 'text', at: 'int' },
      key: ['group_id', 'cell'],
    },
    {
      /** Every word that was said about a cell, none replaced: who, when, what, and why. */
      name: 'journal_changes',
      columns: {
        entry: 'text',
        school: 'text',
        group_id: 'text',
        /** `point`, `assessed` or `result`. */
        about: 'text',
        /** The run, the assessment, or the period with its year. */
        place: 'text',
        person: 'text',
        held: 'text',
        why: 'blob?',
        actor: 'text',
        at: 'int',
        /** The order in which the school said it. */
        seq: 'int',
      },
      key: ['entry'],
      indexes: [['place', 'person'], ['group_id']],
    },
    ...hubTables,
  ],
  effects: [
    on(records.pointed, (body, record) => {
      const { entry, run, group, grade, subject, day, person, points, of, comment, why, proposal } = body;
      const row = {
        run,
        person,
        school: schoolOf(record),
        group_id: group,
        grade,
        subject,
        day,
        points: points ?? null,
        of,
        comment: comment ?? null,
        proposal: proposal ?? '',
        ...said(record),
      };
      const held = points === undefined ? '' : `${points}/${of}`;
      return [
        { op: 'upsert', table: 'journal_points', row },
        changed(record, { entry, group_id: group, about: 'point', place: run, person, held, why: why ?? null }),
      ];
    }),
    on(records.assessmentSet, (body, record) => {
      const { assessment, group, grade, subject, kind, year, quarter, day, title, descriptors } = body;
      const place = { assessment, school: schoolOf(record), group_id: group, grade, subject };
      const row = { ...place, kind, year, quarter, day, title, is_open: 1, ...said(record) };
      return [
        { op: 'upsert', table: 'journal_assessments', row },
        { op: 'delete', table: 'journal_descriptors', key: { assessment } },
        ...descriptors.map(({ objective, text, max }, position): RowOp => {
          const described = { assessment, position, objective, words: text, max };
          return { op: 'upsert', table: 'journal_descriptors', row: described };
        }),
      ];
    }),
    on(records.assessmentDropped, ({ assessment }) => {
      return [{ op: 'upsert', table: 'journal_assessments', row: { assessment, is_open: 0 } }];
    }),
    on(records.assessed, ({ entry, assessment, person, state, points, why }, record) => {
      const held = state === 'done' ? points.join(',') : state;
      const row = { assessment, person, school: schoolOf(record), state, points: points.join(','), ...said(record) };
      return [
        { op: 'upsert', table: 'journal_assessed', row },
        changed(record, { entry, group_id: '', about: 'assessed', place: assessment, person, held, why: why ?? null }),
      ];
    }),
    on(records.schemeSet, ({ group, grade, year, scheme }) => {
      return [{ op: 'upsert', table: 'journal_schemes', row: { group_id: group, grade, year, scheme } }];
    }),
    on(records.resultConfirmed, (body, record) => {
      const { entry, group, grade, subject, person, year, period, result, proposed, share, formula, why } = body;
      const place = { group_id: group, grade, person, year, period, school: schoolOf(record), subject };
      const counted = { proposed: proposed ?? null, part: share?.part ?? null, of: share?.of ?? null, formula };
      const about = { entry, group_id: group, about: 'result', place: `${group}/${year}/${period}`, person };
      return [
        { op: 'upsert', table: 'journal_results', row: { ...place, result, ...counted, ...said(record) } },
        changed(record, { ...about, held: result, why: why ?? null }),
      ];
    }),
    on(records.analysisWritten, ({ assessment, by, words }, { time }) => {
      return [{ op: 'upsert', table: 'journal_analyses', row: { assessment, by_person: by, words, at: time } }];
    }),
    on(records.carried, ({ group, cells }, record) =>
      cells.map(([cell, held]): RowOp => {
        return { op: 'upsert', table: 'journal_carried', row: { group_id: group, cell, held, ...said(record) } };
      }),
    ),
    ...hubEffects,
  ],
};

function said({ actor, time }: LogRecord): { readonly actor: string; readonly at: number } {
  return { actor, at: time };
}

function schoolOf({ stream }: LogRecord): string {
  return schoolOfScope(stream.scope) ?? '';
}

function changed(record: LogRecord, row: Readonly<Record<string, Value>>): RowOp {
  const place = { ...row, school: schoolOf(record), ...said(record), seq: record.seq };
  return { op: 'insert', table: 'journal_changes', row: place };
}
