import type { SheetData } from 'write-excel-file/node';
import type { ExampleRow, TemplateLanguage } from './examples.ts';
import { exampleMark, exampleRows } from './examples.ts';
import kk from './words/kk.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

/**
 * The spreadsheet that a school downloads and fills in, as an .xlsx file: a sheet for the list with two rows marked as
 * examples, and a sheet that explains the columns (ROS-30). What it says is read back by `readRoster`.
 */
export async function makeTemplate(language: TemplateLanguage): Promise<Uint8Array> {
  const words = wordsByLanguage[language];
  // Loaded when it is needed: it is a good part of what a start would load.
  const { default: writeWorkbook } = await import('write-excel-file/node');
  return writeWorkbook([
    {
      sheet: words['template.sheet'],
      data: listSheet(language),
      columns: templateColumns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: words['template.sheet.help'],
      data: helpSheet(language),
      columns: [{ width: 24 }, { width: 90 }, { width: 16 }],
    },
  ]).toBuffer();
}

type Words = typeof kk;

const wordsByLanguage: Readonly<Record<TemplateLanguage, Words>> = { kk, ru };

type Column = {
  readonly key: keyof ExampleRow | 'number' | 'id';
  readonly width: number;
  readonly needed: 'yes' | 'no' | 'pupils' | 'teachers';
};

const templateColumns: readonly Column[] = [
  { key: 'number', width: 10, needed: 'no' },
  { key: 'familyName', width: 22, needed: 'yes' },
  { key: 'givenName', width: 18, needed: 'yes' },
  { key: 'patronymic', width: 20, needed: 'no' },
  { key: 'birthDate', width: 15, needed: 'no' },
  { key: 'sex', width: 10, needed: 'no' },
  { key: 'role', width: 32, needed: 'yes' },
  { key: 'class', width: 10, needed: 'pupils' },
  { key: 'medium', width: 18, needed: 'pupils' },
  { key: 'subjects', width: 40, needed: 'teachers' },
  { key: 'id', width: 14, needed: 'no' },
];

const heading = { fontWeight: 'bold', backgroundColor: '#dbeaf5', wrap: true, alignVertical: 'top' } as const;
const example = { fontStyle: 'italic', textColor: '#6b7280', backgroundColor: '#f3f4f6' } as const;
const explanation = { wrap: true, alignVertical: 'top' } as const;
/** Keeps a spreadsheet program from turning a class or a date into something else. */
const asText = { type: String, format: '@' } as const;

function listSheet(language: TemplateLanguage): SheetData {
  const words = wordsByLanguage[language];
  return [
    templateColumns.map(({ key }) => ({ value: words[`template.${key}`], ...heading })),
    ...exampleRows[language].map((row) =>
      templateColumns.map(({ key }) => ({ value: exampleText(language, row, key), ...example, ...asText })),
    ),
  ];
}

function exampleText(language: TemplateLanguage, row: ExampleRow, key: Column['key']): string {
  if (key === 'number') return exampleMark[language];
  return key === 'id' ? '' : row[key];
}

function helpSheet(language: TemplateLanguage): SheetData {
  const words = wordsByLanguage[language];
  const headings = [words['template.help.column'], words['template.help.what'], words['template.help.needed']];
  return [
    headings.map((value) => ({ value, ...heading })),
    ...templateColumns.map(({ key, needed }) => [
      { value: words[`template.${key}`], ...explanation },
      { value: words[`template.${key}.what`], ...explanation },
      { value: words[`template.${needed}`], ...explanation },
    ]),
  ];
}
