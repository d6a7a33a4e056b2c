import type { SheetData } from 'write-excel-file/node';
import type { Takeaway } from './sheets.ts';

const heading = { fontWeight: 'bold', backgroundColor: '#dbeaf5', wrap: true } as const;
/** Keeps a spreadsheet program from taking `8/12` for a day, and what begins with `=` for a formula. */
const asText = { type: String, format: '@' } as const;

/** A report as an Excel workbook, a sheet for each of its tables. */
export async function reportWorkbook({ title, about, notes, sheets }: Takeaway): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded when it is needed: it is a good part of what a start would load.
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const taken = new Set<string>();
  const made = sheets.map((sheet) => {
    const data: SheetData = [
      [{ value: [title, about].filter(Boolean).join(', '), fontWeight: 'bold' }],
      [{ value: sheet.title, ...asText }],
      sheet.head.map((value) => ({ value, ...heading })),
      ...sheet.rows.map((row) =>
        row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, ...asText })),
      ),
      ...notes.map((value) => [{ value, ...asText }]),
    ];
    const columns = sheet.head.map((_, n) => ({ width: n === 0 ? 32 : 14 }));
    return { sheet: sheetName(sheet.title, taken), data, columns, stickyRowsCount: 3, stickyColumnsCount: 1 };
  });
  return new Uint8Array(await writeWorkbook(made).toBuffer());
}

/** Excel takes 31 signs, none of `[]:*?/\`, and no name twice. */
function sheetName(title: string, taken: Set<string>): string {
  const plain = title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 28);
  let name = plain;
  for (let n = 2; taken.has(name); n++) name = `${plain} ${n}`;
  taken.add(name);
  return name;
}
