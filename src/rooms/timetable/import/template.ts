import type { SheetData } from 'write-excel-file/node';
import type { Names } from '../names.ts';
import { gridOf, type GridWeek } from '../model/grid.ts';
import type { Slot } from '../model/slot.ts';
import en from '../words/print.en.json' with { type: 'json' };
import kk from '../words/print.kk.json' with { type: 'json' };
import ru from '../words/print.ru.json' with { type: 'json' };

export type TemplateLanguage = 'kk' | 'ru' | 'en';
const wordsOf = { kk, ru, en };

const heading = { fontWeight: 'bold', backgroundColor: '#dbeaf5', wrap: true, alignVertical: 'top' } as const;
/** Keeps a spreadsheet program from turning a lesson into a date. */
const asText = { type: String, format: '@', wrap: true, alignVertical: 'top' } as const;

/**
 * The week as a spreadsheet: what the school has stands in it, so that it is a template and a copy in one. It reads back
 * as it is (TTB-15).
 */
export async function makeTemplate(language: TemplateLanguage, week: GridWeek, names: Names): Promise<Uint8Array> {
  const words = wordsOf[language];
  const grid = gridOf({ by: 'school' }, week);
  const title = (text: string) => ({ value: text, ...heading });
  const cell = (slots: readonly Slot[]) => ({
    value: slots.map((slot) => lessonText(slot, names)).join('\n'),
    ...asText,
  });
  const sheet: SheetData = [
    [
      title(words['timetable.print.day']),
      title(words['timetable.print.period']),
      ...grid.columns.map((grade) => title(words['timetable.print.grade'].replace('{n}', String(grade)))),
    ],
    ...grid.rows.map(({ weekday, period }, row) => [
      { value: dayWord(words, weekday), ...asText },
      { value: String(period), ...asText },
      ...grid.columns.map((grade, column) => cell(grid.slotsAt(row, column).map((slot) => onlyOf(slot, grade, week)))),
    ]),
  ];
  const help = ['what', 'empty', 'together'].map((each) => [
    { value: words[`timetable.print.template-${each}` as keyof typeof kk], ...asText },
  ]);
  // Loaded when it is needed: it is a good part of what a start would load.
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const columns = [{ width: 14 }, { width: 8 }, ...grid.columns.map(() => ({ width: 26 }))];
  return writeWorkbook([
    { sheet: words['timetable.print.title'], data: sheet, columns, stickyRowsCount: 1 },
    { sheet: words['timetable.print.template-help'], data: help, columns: [{ width: 100 }] },
  ]).toBuffer();
}

function dayWord(words: typeof kk, weekday: number): string {
  return words[`timetable.print.weekday-${weekday}` as keyof typeof kk] ?? '';
}

/** In the column of a grade stand the groups of that grade alone. */
function onlyOf(slot: Slot, grade: number, week: GridWeek): Slot {
  const groups = slot.groups.filter((id) => week.groups.find((each) => each.group === id)?.grades.includes(grade));
  return { ...slot, groups };
}

function lessonText(slot: Slot, names: Names): string {
  const subjects = names.lanes(slot).map(({ subject }) => subject);
  return [subjects.join(', '), names.teacher(slot.teacher), slot.room].join(' / ').replace(/( \/ )+$/u, '');
}
