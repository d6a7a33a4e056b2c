import type { SheetData } from 'write-excel-file/node';
import type { Language } from '#kernel/language.ts';
import { subjectName } from '#people/index.ts';
import type { CarryTable } from './carry.ts';
import { columnHeading, paperSay } from './paper-words.ts';

const heading = { fontWeight: 'bold', backgroundColor: '#dbeaf5', wrap: true } as const;
/** Keeps a spreadsheet program from taking `8/12` for a day. */
const asText = { type: String, format: '@' } as const;

/** The journal as an Excel workbook, a sheet for each grade, in the order of the journal outside (JRN-12). */
export async function journalWorkbook(
  subject: string,
  tables: readonly CarryTable[],
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = paperSay(language);
  // Loaded when it is needed: it is a good part of what a start would load.
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const sheets = tables.map(({ grade, columns, rows }) => {
    const head = [say('number'), say('name'), ...columns.map((column) => columnHeading(say, column))];
    const data: SheetData = [
      [{ value: `${subjectName(language, subject)}, ${say('grade', { grade })}`, fontWeight: 'bold' }],
      head.map((value) => ({ value, ...heading })),
      ...rows.map(({ name, cells }, n) => [
        { value: n + 1, type: Number },
        { value: name, ...asText },
        ...cells.map(({ text }) =>
          /^\d+$/u.test(text) ? { value: Number(text), type: Number } : { value: text, ...asText },
        ),
      ]),
    ];
    const widths = [{ width: 5 }, { width: 28 }, ...columns.map(() => ({ width: 9 }))];
    return { sheet: say('grade', { grade }), data, columns: widths, stickyRowsCount: 2, stickyColumnsCount: 2 };
  });
  return new Uint8Array(await writeWorkbook(sheets).toBuffer());
}
