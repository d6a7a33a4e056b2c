import { zipSync } from 'fflate';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { RosterError } from './errors.ts';
import { fault, located } from './errors.ts';
import { sheetRowNumber, tableColumns, tableRows } from './limits.ts';
import type { Cell, Table } from './table.ts';
import { brokenLimit, isEmptyRow } from './table.ts';
import type { ZipFiles } from './zip.ts';

/** Whether unpacked files are an Excel workbook's. */
export function isWorkbook(files: ZipFiles): boolean {
  return files.has('xl/workbook.xml');
}

/** The parts of a workbook that are read: everything else in the archive is pictures, printers and the like. */
export function isWorkbookPart(path: string): boolean {
  return path.endsWith('.xml') || path.endsWith('.xml.rels');
}

/**
 * All sheets of a workbook as tables (ROS-9). Dates come as `Date` at midnight UTC, numbers as numbers, formulas as
 * their last value. The lines are the sheet's own row numbers.
 */
export async function readXlsx(file: string, files: ZipFiles): Promise<Result<readonly Table[], RosterError>> {
  const refused = [...files].map(([path, bytes]) => refusedSheet(path, bytes)).find((what) => what !== undefined);
  if (refused) return err(located(refused, { file }));
  const sheets = await readSheets(files);
  if (sheets === undefined) return err(located(fault('roster.xlsx-broken'), { file }));
  const tables = sheets.map(({ sheet, data }) => toTable(file, sheet, data));
  const broken = tables.map(brokenLimit).find((found) => found !== undefined);
  return broken ? err(located(broken.what, broken.place)) : ok(tables);
}

type Sheet = { readonly sheet: string; readonly data: readonly (readonly Cell[])[] };

/**
 * The reader unpacks by the archive's local headers, which our guard has not seen: so it gets an archive made anew
 * from the files that were checked.
 */
async function readSheets(files: ZipFiles): Promise<readonly Sheet[] | undefined> {
  const checked = zipSync(Object.fromEntries(files), { level: 0 });
  // Loaded when it is needed: it is a good part of what a start would load.
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    return (await readWorkbook(Buffer.from(checked))) as unknown as readonly Sheet[];
  } catch {
    return undefined;
  }
}

function toTable(file: string, sheet: string, data: readonly (readonly Cell[])[]): Table {
  const rows = data.map((cells, index) => ({ line: index + 1, cells }));
  return { file, sheet, rows: rows.filter((row) => !isEmptyRow(row.cells)) };
}

/**
 * A sheet names its rows and cells by number, and the reader fills all places up to the largest. So numbers are looked
 * at first: a sheet of a hundred bytes could otherwise ask for all the memory there is.
 */
function refusedSheet(path: string, bytes: Uint8Array) {
  if (!path.endsWith('.xml')) return undefined;
  const xml = new TextDecoder().decode(bytes);
  if (!xml.includes('sheetData')) return undefined;
  for (const [, name, attributes, end] of xml.matchAll(/<(?:[^\s<>/:]+:)?(row|c)(?=[\s/>])([^<>]*)(>?)/gu)) {
    const what = end === '>' ? refusedElement(name === 'row', attributes ?? '') : fault('roster.xlsx-broken');
    if (what) return what;
  }
  return undefined;
}

function refusedElement(isRow: boolean, attributes: string) {
  const quotes = attributes.match(/["']/gu)?.length ?? 0;
  // The reader takes `x:r` for `r`, too.
  const reference = /(?:^|[\s:])r\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']/u.exec(attributes);
  const named = attributes.match(/(?:^|[\s:])r\s*=/gu)?.length ?? 0;
  if (quotes % 2 === 1 || named > 1 || (named === 1 && !reference)) return fault('roster.xlsx-broken');
  const row = Number(reference?.[2] ?? 1);
  if (row > sheetRowNumber) return fault('roster.xlsx-broken');
  // Formatting without content may reach to the sheet's edge and is not filled up.
  if (isRow || attributes.endsWith('/')) return undefined;
  // Titles and empty rows may stand between the people, so the row's number may pass their count, but not by far.
  if (row > 2 * tableRows) return fault('roster.rows-too-many', { limit: tableRows });
  if (columnNumber(reference?.[1] ?? 'A') > tableColumns) {
    return fault('roster.columns-too-many', { limit: tableColumns });
  }
  return undefined;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
