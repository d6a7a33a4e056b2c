import type { AnyLab, Quantity } from './lab.ts';
import { most, type Cell, type Column, type Notebook } from './notebook.ts';
import type { Seen } from './seen.ts';

type Settings = Readonly<Record<string, number | string>>;

/** A reading as it goes into the table: what stands there is what was shown, or what the pupil read off a scale. */
export type Placed = {
  readonly n: number;
  readonly instrument: string;
  readonly text: string;
  readonly settings: Settings;
};

/** A column of a quantity, as it comes into the table. */
export function columnFor({ name, sign, unit, by }: Quantity): Column {
  const source = 'read' in by ? { read: by.read } : 'set' in by ? { set: by.set } : { formula: by.formula };
  return { column: name, sign, unit, source, uncertainty: '' };
}

/**
 * LAB-9: a reading goes into the newest row, or into a new one where that has one already or was done otherwise. What was
 * read under the same settings stands beside it, so that a length need not be measured for each repeat; read anew, it
 * takes the place of what was carried, so that a time and a temperature read in turn stand together.
 */
export function placeReading(spec: AnyLab, notebook: Notebook, placed: Placed, seen: readonly Seen[]): Notebook {
  const quantity = spec.quantities.find(({ by }) => 'read' in by && by.read === placed.instrument);
  const known = notebook.columns.find(({ source }) => 'read' in source && source.read === placed.instrument);
  const column = known ?? (quantity && columnFor(quantity));
  if (!column || notebook.rows.length >= most.rows) return notebook;
  const begun = notebook.rows.length === 0 ? [...notebook.columns, ...planned(spec, notebook)] : notebook.columns;
  const columns = known ? begun : [...begun, column];
  const settingsAt = new Map(seen.map(({ n, settings }) => [n, settings]));
  const isAlike = ({ n }: Cell): boolean => n !== undefined && isSame(settingsAt.get(n), placed.settings);
  const isSteady = (read: string): boolean => !spec.instruments.find(({ name }) => name === read)?.isFleeting;
  const last = notebook.rows.at(-1);
  const carried = Object.fromEntries(
    columns.flatMap(({ column: name, source }): [string, Cell][] => {
      const cell = last?.cells[name];
      if ('set' in source) return [[name, { text: String(placed.settings[source.set] ?? ''), n: placed.n }]];
      return 'read' in source && cell && isSteady(source.read) && isAlike(cell) ? [[name, cell]] : [];
    }),
  );
  const cell: Cell = { text: placed.text, n: placed.n };
  const own = last?.cells[column.column];
  const isCarried = own?.n !== undefined && notebook.rows.at(-2)?.cells[column.column]?.n === own.n;
  const isOpen =
    last !== undefined &&
    (!own?.text || isCarried) &&
    Object.values(last.cells).every(({ n }) => n === undefined || isAlike({ text: '', n }));
  if (isOpen) {
    const rows = notebook.rows.map((row) =>
      row === last ? { ...row, cells: { ...carried, ...row.cells, [column.column]: cell } } : row,
    );
    return { ...notebook, columns, rows };
  }
  const row = 1 + Math.max(0, ...notebook.rows.map((each) => each.row));
  return { ...notebook, columns, rows: [...notebook.rows, { row, cells: { ...carried, [column.column]: cell } }] };
}

/** Columns of what the plan says is changed: a table begins with them, so that the first reading says under what it was taken. */
function planned(spec: AnyLab, { plan, columns }: Notebook): readonly Column[] {
  return spec.quantities
    .filter(
      ({ name, by }) => 'set' in by && plan.change.includes(name) && !columns.some((each) => each.column === name),
    )
    .map(columnFor);
}

/** A column of what was set, filled for the rows that are there by what was set at their readings. */
export function withColumn(notebook: Notebook, column: Column, seen: readonly Seen[]): Notebook {
  if (notebook.columns.length >= most.columns || notebook.columns.some((each) => each.column === column.column))
    return notebook;
  const { source } = column;
  const columns = [...notebook.columns, column];
  if (!('set' in source)) return { ...notebook, columns };
  const rows = notebook.rows.map((row) => {
    const newest = Math.max(0, ...Object.values(row.cells).map(({ n = 0 }) => n));
    const value = seen.find(({ n }) => n === newest)?.settings[source.set];
    return value === undefined
      ? row
      : { ...row, cells: { ...row.cells, [column.column]: { text: String(value), n: newest } } };
  });
  return { ...notebook, columns, rows };
}

function isSame(a: Settings | undefined, b: Settings): boolean {
  return a !== undefined && Object.keys(b).every((name) => a[name] === b[name]);
}
