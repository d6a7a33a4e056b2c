import { CsvError, parse } from 'csv-parse/sync';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { RosterError } from './errors.ts';
import { fault, located } from './errors.ts';
import { tableRows } from './limits.ts';
import type { Row, Table } from './table.ts';
import { brokenLimit, isEmptyRow } from './table.ts';

export type Delimiter = ',' | ';' | '\t';

/**
 * A CSV text as a table (ROS-7). The delimiter is recognised unless given. A row's line is where it begins, also
 * after cells that hold line breaks. A quote that is never closed is an error on the line where it was opened.
 */
export function readCsv(file: string, text: string, delimiter?: Delimiter): Result<Table, RosterError> {
  const { body, declared, skipped } = withoutDeclaration(text);
  const rows = parseRows(body, delimiter ?? declared ?? recogniseDelimiter(body), skipped);
  if (!rows.ok) return err(located(fault('roster.csv-broken'), { file, line: rows.error }));
  const table: Table = { file, rows: rows.value.filter((row) => !isEmptyRow(row.cells)) };
  const broken = brokenLimit(table);
  return broken ? err(located(broken.what, broken.place)) : ok(table);
}

/** The delimiter that divides the most of the first lines into the same number of cells. A comma if none does. */
export function recogniseDelimiter(text: string): Delimiter {
  const lines = unquotedLines(text).slice(0, 50);
  const score = (delimiter: Delimiter) => evenness(lines.map((line) => line.split(delimiter).length - 1));
  const candidates: readonly Delimiter[] = [',', ';', '\t'];
  return candidates.reduce((best, next) => (score(next) > score(best) ? next : best));
}

/** Excel's own first line, `sep=;`. */
function withoutDeclaration(text: string): { body: string; declared?: Delimiter; skipped: number } {
  // One kind of line end: inside quotes the parser would count CR LF as two.
  const body = text.replace(/^\ufeff/u, '').replaceAll(/\r\n?/gu, '\n');
  const match = /^sep=([,;\t])\n/u.exec(body);
  if (!match) return { body, skipped: 0 };
  return { body: body.slice(match[0].length), declared: match[1] as Delimiter, skipped: 1 };
}

type Parsed = { readonly record: readonly string[]; readonly raw: string; readonly info: { readonly lines: number } };

/** The rows, or the line where the row begins that cannot be divided. */
function parseRows(text: string, delimiter: Delimiter, skipped: number): Result<readonly Row[], number> {
  const rows: Row[] = [];
  let end = skipped;
  try {
    parse(text, {
      delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      // One more than allowed, so that the limit is seen to be broken without reading the rest.
      to: tableRows + 2,
      on_record(row: unknown) {
        const parsed = row as Parsed;
        rows.push({ line: skipped + firstLine(parsed), cells: parsed.record });
        end = skipped + parsed.info.lines;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) return err(end + 1);
    throw error;
  }
  return ok(rows);
}

/** The parser counts the lines up to a row's end; the row begins as many lines earlier as it holds line breaks. */
function firstLine(row: Parsed): number {
  const inside = row.raw.trim().split('\n').length - 1;
  return row.info.lines - inside;
}

function unquotedLines(text: string): readonly string[] {
  return text
    .slice(0, 65_536)
    .replaceAll(/"[^"]*"/gu, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

/** How many cells in all stand in lines that agree about their number. */
function evenness(counts: readonly number[]): number {
  const agreeing = Map.groupBy(counts, (count) => count);
  return Math.max(0, ...[...agreeing].map(([count, lines]) => count * lines.length));
}
