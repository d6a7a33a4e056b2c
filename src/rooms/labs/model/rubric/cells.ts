import { decimalsOf } from '../instrument.ts';
import type { Column } from '../notebook.ts';
import { typedNumber } from '../typed-number.ts';
import type { Looked } from './work.ts';

/**
 * Where a number in the table comes from. `traced`: an instrument showed it, or it was set so; `typed`: it was typed, and an
 * instrument did show it; `strange`: no instrument of this bench ever showed it.
 */
export type CellKind = 'traced' | 'typed' | 'strange';
export type CheckedCell = { readonly row: number; readonly column: string; readonly kind: CellKind };

/** LAB-11: every number that should come from the apparatus, compared with what the apparatus showed. */
export function checkedCells(looked: Looked): readonly CheckedCell[] {
  const { columns, rows } = looked.work.notebook;
  return rows.flatMap(({ row, cells }) =>
    columns.flatMap((column) => {
      const cell = cells[column.column];
      const isOwed = 'read' in column.source || 'set' in column.source || 'typed' in column.source;
      if (!isOwed || !cell || cell.text.trim() === '') return [];
      const kind = kindOf(looked, column, cell.text, cell.n);
      return kind ? [{ row, column: column.column, kind }] : [];
    }),
  );
}

function kindOf(looked: Looked, { column, source }: Column, text: string, n: number | undefined): CellKind | undefined {
  const { spec } = looked.work;
  const typed = typedNumber(text);
  if ('set' in source) {
    const seen = n === undefined ? undefined : settingsAt(looked, n);
    const value = seen?.[source.set];
    if (value === undefined) return 'typed';
    const isSame = typeof value === 'number' ? typed.kind === 'number' && typed.value === value : text === value;
    return isSame ? 'traced' : 'strange';
  }
  const by = spec.quantities.find(({ name }) => name === column)?.by;
  const instrument = 'read' in source ? source.read : by && 'read' in by ? by.read : undefined;
  if (instrument === undefined) return typed.kind === 'number' ? undefined : 'strange';
  const about = spec.instruments.find(({ name }) => name === instrument);
  const own = n === undefined ? undefined : looked.readings.get(n);
  // Beyond the range, or nothing: whoever puts down just that has invented nothing.
  if (own?.instrument === instrument && own.shown === text) return 'traced';
  if (typed.kind !== 'number' && !about?.words) return 'strange';
  // A pointer is read by eye: one division is honest. A number that was shown is copied as it is.
  const within = (about?.step ?? 0) * (about?.scale === 'analogue' ? 1.01 : 0.5);
  const isNear = (shown: unknown): boolean =>
    typeof shown === 'number' &&
    (about?.words ? about.words[shown] === text : typed.kind === 'number' && Math.abs(shown - typed.value) <= within);
  const reading = n === undefined ? undefined : looked.readings.get(n);
  if (reading) return reading.instrument === instrument && isNear(reading.shown) ? 'traced' : 'strange';
  if (n !== undefined) return 'strange';
  const isKnown = [...looked.readings.values()].some((each) => each.instrument === instrument && isNear(each.shown));
  return isKnown ? 'typed' : 'strange';
}

/** What was set when action `n` was done: by the reading nearest after it, for a cell is filled when something is read. */
function settingsAt({ readings }: Looked, n: number): Readonly<Record<string, number | string>> | undefined {
  return readings.get(n)?.settings;
}

/** Rows in which a reading was written with fewer or more digits than the instrument shows. */
export function unevenDigits(looked: Looked, column: Column): readonly number[] {
  if (!('read' in column.source)) return [];
  const { read } = column.source;
  const step = looked.work.spec.instruments.find(({ name }) => name === read)?.step ?? 1;
  return looked.work.notebook.rows.flatMap(({ row, cells }) => {
    const typed = typedNumber(cells[column.column]?.text ?? '');
    return typed.kind === 'number' && typed.decimals > decimalsOf(step) ? [row] : [];
  });
}
