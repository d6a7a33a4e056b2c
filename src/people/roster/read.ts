import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { readCsv } from './csv.ts';
import type { Encoding } from './decode.ts';
import { decode } from './decode.ts';
import type { RosterError, RosterNote } from './errors.ts';
import { fault, located, note } from './errors.ts';
import { fileBytes } from './limits.ts';
import { readOneRoster } from './oneroster.ts';
import { isOneRoster } from './oneroster-files.ts';
import type { ImportContext } from './roster.ts';
import type { Reading } from './spreadsheet.ts';
import { readSpreadsheet } from './spreadsheet.ts';
import { isWorkbook, isWorkbookPart, readXlsx } from './xlsx.ts';
import type { Table } from './table.ts';
import type { ZipFiles } from './zip.ts';
import { isZip, unzip } from './zip.ts';

/** A file as it was handed in. The name is used in errors, never to decide what the file is. */
export type Upload = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Reads whatever a school hands in: a workbook, a CSV file, a OneRoster zip, or OneRoster's files one by one. What it
 * is, is seen from its content (ROS-2). Returns a roster that holds together, or located errors and nothing else.
 * Never throws on a bad file; needs a second of one processor for a large one.
 */
export async function readRoster(
  uploads: readonly Upload[],
  context: ImportContext,
): Promise<Result<Reading, readonly RosterError[]>> {
  const refused = refuseUploads(uploads);
  if (refused) return err([refused]);
  const [upload] = uploads;
  if (uploads.length > 1) return readSet(uploads, context);
  if (!upload) return err([located(fault('roster.file-empty'), {})]);
  if (isZip(upload.bytes)) return readZip(upload, context);
  return readText(upload, context);
}

function refuseUploads(uploads: readonly Upload[]): RosterError | undefined {
  const total = uploads.reduce((sum, upload) => sum + upload.bytes.length, 0);
  const limit = fileBytes / 1024 / 1024;
  if (total > fileBytes) return located(fault('roster.file-too-large', { limit }), {});
  const empty = uploads.find((upload) => upload.bytes.length === 0);
  if (empty) return located(fault('roster.file-empty'), { file: empty.name });
  const old = uploads.find((upload) => isOldExcel(upload.bytes));
  return old && located(fault('roster.xls-old'), { file: old.name });
}

/** The compound format of Excel before 2007. */
function isOldExcel(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);
}

function readSet(uploads: readonly Upload[], context: ImportContext): Result<Reading, readonly RosterError[]> {
  const files: ZipFiles = new Map(uploads.map((upload) => [upload.name, upload.bytes]));
  if (isOneRoster(files)) return readOneRoster(files, context);
  return err([located(fault('roster.file-unexpected'), { file: uploads[1]?.name ?? '' })]);
}

/** The sheets of a workbook, or the one table of a CSV file: for lists of other things than people (ROS-2 to ROS-9). */
export async function readTables(upload: Upload): Promise<Result<readonly Table[], RosterError>> {
  const refused = refuseUploads([upload]);
  if (refused) return err(refused);
  const file = upload.name;
  if (!isZip(upload.bytes)) {
    const text = readTextTable(upload);
    return text.ok ? ok([text.value.table]) : text;
  }
  const files = unzip(upload.bytes, isWorkbookPart);
  if (!files.ok) return err(located(files.error, { file }));
  return isWorkbook(files.value) ? readXlsx(file, files.value) : err(located(fault('roster.format-unknown'), { file }));
}

async function readZip(upload: Upload, context: ImportContext): Promise<Result<Reading, readonly RosterError[]>> {
  const file = upload.name;
  const files = unzip(upload.bytes, (path) => isWorkbookPart(path) || path.toLowerCase().endsWith('.csv'));
  if (!files.ok) return err([located(files.error, { file })]);
  if (isWorkbook(files.value)) {
    const tables = await readXlsx(file, files.value);
    return tables.ok ? readSpreadsheet(tables.value, context) : err([tables.error]);
  }
  if (isOneRoster(files.value)) return readOneRoster(files.value, context);
  return err([located(fault('roster.zip-unknown'), { file })]);
}

function readText(upload: Upload, context: ImportContext): Result<Reading, readonly RosterError[]> {
  const text = readTextTable(upload);
  if (!text.ok) return err([text.error]);
  const { table, encoding } = text.value;
  return withEncoding(readSpreadsheet([table], context), upload.name, encoding);
}

function readTextTable(upload: Upload): Result<{ readonly table: Table; readonly encoding: Encoding }, RosterError> {
  const file = upload.name;
  if (/^(%PDF|\{\\rtf|<html|<!DOCTYPE)/iu.test(Buffer.from(upload.bytes.subarray(0, 16)).toString('latin1'))) {
    return err(located(fault('roster.format-unknown'), { file }));
  }
  const decoded = decode(upload.bytes);
  if (!decoded.ok) return err(located(decoded.error, { file }));
  const table = readCsv(file, decoded.value.text);
  return table.ok ? ok({ table: table.value, encoding: decoded.value.encoding }) : table;
}

/** An old encoding has no place for some letters; the reader should look at the names. */
function withEncoding(
  reading: Result<Reading, readonly RosterError[]>,
  file: string,
  encoding: Encoding,
): Result<Reading, readonly RosterError[]> {
  if (!reading.ok || encoding === 'utf-8' || encoding === 'utf-16') return reading;
  const notes: readonly RosterNote[] = [note('roster.note-encoding', { file }, { encoding }), ...reading.value.notes];
  return ok({ roster: reading.value.roster, notes });
}
