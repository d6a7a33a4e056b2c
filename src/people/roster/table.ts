import type { Fault, Place } from './errors.ts';
import { fault } from './errors.ts';
import { cellCharacters, tableColumns, tableRows } from './limits.ts';

/** What a cell of a spreadsheet can hold; of a CSV file only text. */
export type Cell = string | number | boolean | Date | null;

export type Row = {
  /** As the reader's editor counts: the sheet's row, or the line of the file on which the row begins. */
  readonly line: number;
  readonly cells: readonly Cell[];
};

/** A sheet or a CSV file. Empty rows are left out; the others keep their line numbers. */
export type Table = {
  readonly file?: string;
  readonly sheet?: string;
  readonly rows: readonly Row[];
};

/** The first limit that a table breaks, and where; undefined if none (ROS-3). */
export function brokenLimit(table: Table): { readonly what: Fault; readonly place: Place } | undefined {
  if (table.rows.length > tableRows) {
    return { what: fault('roster.rows-too-many', { limit: tableRows }), place: placeIn(table) };
  }
  for (const row of table.rows) {
    if (row.cells.length > tableColumns) {
      return { what: fault('roster.columns-too-many', { limit: tableColumns }), place: placeIn(table, row.line) };
    }
    const long = row.cells.findIndex((cell) => typeof cell === 'string' && cell.length > cellCharacters);
    if (long >= 0) {
      return {
        what: fault('roster.cell-too-long', { limit: cellCharacters }),
        place: placeIn(table, row.line, long + 1),
      };
    }
  }
  return undefined;
}

export function placeIn(table: Table, line?: number, column?: number): Place {
  return {
    ...(table.file === undefined ? {} : { file: table.file }),
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

/** A cell as text, without the spaces around it; empty for none. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.valueOf()) ? '#' : cell.toISOString().slice(0, 10);
  return String(cell)
    .normalize('NFC')
    .replaceAll(/[\s\u200b\u200e\u200f\u00ad\ufeff]+/gu, ' ')
    .trim();
}

export function isEmptyRow(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cellText(cell) === '');
}
