import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Effect, type RowOp, type Table } from '#log/projection.ts';
import type { LogRecord } from '#log/record.ts';
import { sheetKeyed, sheetResolved, sheetsMade } from './records-paper.ts';

const schoolOf = ({ stream }: LogRecord): string => schoolOfScope(stream.scope) ?? '';

export const paperTables: readonly Table[] = [
  {
    name: 'assessment_sheets',
    columns: { school: 'text', sheet: 'text', form: 'text', person: 'text', language: 'text' },
    key: ['school', 'sheet'],
    indexes: [['form']],
  },
  {
    name: 'assessment_passes',
    columns: { school: 'text', sheet: 'text', pass: 'int', sealed: 'blob', by_whom: 'text', at: 'int' },
    key: ['school', 'sheet', 'pass'],
  },
  {
    name: 'assessment_resolved',
    columns: { school: 'text', sheet: 'text', sealed: 'blob', reasons: 'text', by_whom: 'text', at: 'int' },
    key: ['school', 'sheet'],
  },
];

export const paperEffects: readonly Effect[] = [
  on(sheetsMade, ({ form, sheets }, record) =>
    sheets.map((each): RowOp => {
      return { op: 'insert', table: 'assessment_sheets', row: { school: schoolOf(record), form, ...each } };
    }),
  ),
  on(sheetKeyed, ({ sheet, pass, sealed }, record) => {
    const row = { school: schoolOf(record), sheet, pass, sealed, by_whom: record.actor, at: record.time };
    // A pass that is keyed anew takes back what was resolved of the one before.
    return [
      { op: 'delete', table: 'assessment_resolved', key: { school: row.school, sheet } },
      { op: 'upsert', table: 'assessment_passes', row },
    ];
  }),
  on(sheetResolved, ({ sheet, sealed, reasons }, record) => {
    const said = reasons.map(({ line, reason }) => `${line}:${reason}`).join(' ');
    const row = { school: schoolOf(record), sheet, sealed, reasons: said, by_whom: record.actor, at: record.time };
    return [{ op: 'upsert', table: 'assessment_resolved', row }];
  }),
];
