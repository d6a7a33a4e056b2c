import { on, type Projection, type Row } from '#log/projection.ts';
import { cellReleased, linkStated, looked, pupilsKept, released, schoolStated, type ReleasedRow } from './records.ts';

export const resultsProjection: Projection = {
  name: 'results',
  version: 1,
  tables: [
    {
      name: 'results_stated',
      columns: { school: 'text', study: 'text', cell: 'text', of: 'text', body: 'text', at: 'int' },
      key: ['school', 'study', 'cell', 'of'],
    },
    {
      name: 'results_links',
      columns: { start: 'text', end_study: 'text', cell: 'text', error: 'real' },
      key: ['start', 'end_study', 'cell'],
    },
    {
      name: 'results_looks',
      columns: {
        look: 'text',
        person: 'text',
        what: 'text',
        how: 'text',
        study: 'text',
        cell: 'text',
        districts: 'text',
        schools: 'int',
        at: 'int',
      },
      key: ['look'],
      indexes: [['at']],
    },
    {
      name: 'results_releases',
      columns: {
        release: 'text',
        kind: 'text',
        study: 'text',
        base: 'text',
        depth: 'text',
        cells: 'text',
        person: 'text',
        at: 'int',
      },
      key: ['release'],
    },
    {
      name: 'results_figures',
      columns: { release: 'text', cell: 'text', unit: 'text', body: 'text' },
      key: ['release', 'cell', 'unit'],
    },
    {
      /** What a cell of a release says of the whole region beside its figures. */
      name: 'results_cells',
      columns: { release: 'text', cell: 'text', left_percent: 'int?' },
      key: ['release', 'cell'],
    },
    {
      name: 'results_pupils',
      columns: { release: 'text', cell: 'text', school: 'text', person: 'text', side: 'text' },
      key: ['release', 'cell', 'school', 'person'],
    },
  ],
  effects: [
    on(schoolStated, ({ school, study, cell, of, ...rest }, { time }) => [
      {
        op: 'upsert',
        table: 'results_stated',
        row: { school, study, cell, of, body: JSON.stringify(rest), at: time },
      },
    ]),
    on(linkStated, ({ start, end, cell, error }) => [
      { op: 'upsert', table: 'results_links', row: { start, end_study: end, cell, error } },
    ]),
    on(looked, ({ districts, ...rest }, { actor, time }) => [
      {
        op: 'insert',
        table: 'results_looks',
        row: { ...rest, districts: districts.join('\n'), person: actor, at: time },
      },
    ]),
    on(released, ({ cells, base = '', ...rest }, { actor, time }) => [
      {
        op: 'insert',
        table: 'results_releases',
        row: { ...rest, base, cells: cells.join(' '), person: actor, at: time },
      },
    ]),
    on(cellReleased, ({ release, cell, part, left, rows }) => [
      ...(part === 1
        ? [{ op: 'insert', table: 'results_cells', row: { release, cell, left_percent: left ?? null } } as const]
        : []),
      ...rows.map((row) => ({ op: 'insert', table: 'results_figures', row: figureRow(release, cell, row) }) as const),
    ]),
    on(pupilsKept, ({ release, cell, pupils }) =>
      pupils.map(([school, person, side]) => {
        return { op: 'insert', table: 'results_pupils', row: { release, cell, school, person, side } } as const;
      }),
    ),
  ],
};

function figureRow(release: string, cell: string, row: ReleasedRow): Row {
  return { release, cell, unit: row.unit, body: JSON.stringify(row) };
}
