import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPdf } from '#http/print.ts';
import { printCommon, printFrame, type PrintContext } from '#people/index.ts';
import { dayIn } from '../model/conflict.ts';
import { bellText, gridOf, spansOf, type Grid, type GridWeek, type View } from '../model/grid.ts';
import type { Slot } from '../model/slot.ts';
import type { Names } from '../names.ts';
import en from '../words/print.en.json' with { type: 'json' };
import kk from '../words/print.kk.json' with { type: 'json' };
import ru from '../words/print.ru.json' with { type: 'json' };

const wordsOf = { kk, ru, en };

export type PrintedWeek = {
  readonly week: GridWeek & { readonly day: string };
  readonly view: View;
  readonly names: Names;
};

/** A week on paper, to hang on the wall: the school's by grades, or one grade's or teacher's (TTB-16). */
export function printWeek(context: PrintContext, { week, view, names }: PrintedWeek): Promise<Uint8Array<ArrayBuffer>> {
  const words = wordsOf[context.lang];
  const say = (key: string, n: string | number = ''): string =>
    (words[`timetable.print.${key}` as keyof typeof kk] ?? key).replace('{n}', String(n));
  const hasDays = view.by === 'school';
  const grid = gridOf(view, week);
  const held = grid.rows.map((row, n) => ({ ...row, n })).filter(({ n }) => hasLesson(grid, n));
  const lesson = (slot: Slot) => ({
    lines: names.lanes(slot),
    where: [
      view.by === 'teacher' ? '' : names.teacher(slot.teacher),
      slot.room,
      slot.remote ? say('remote', slot.remote.from) : '',
    ]
      .filter(Boolean)
      .join(', '),
  });
  const rows = held.map(({ n, weekday, period }, at) => ({
    day: hasDays ? say(`weekday-${weekday}`) : '',
    span: hasDays && held[at - 1]?.weekday !== weekday ? held.filter((each) => each.weekday === weekday).length : 0,
    period: String(period),
    bell: bellText(week, { weekday: weekday || 1, period }, dayIn(week.day, weekday || 1)),
    cells: spansOf(grid, n).map((cell) => ({ span: cell.span, lessons: grid.slotsAt(n, cell.at).map(lesson) })),
  }));
  const template = printFrame() + readFileSync(join(import.meta.dirname, 'week.typ'), 'utf8');
  return renderPdf(template, {
    ...printCommon(context, say('title')),
    what: view.by === 'grade' ? say('grade', view.grade) : view.by === 'teacher' ? names.teacher(view.teacher) : '',
    hasDays,
    approve: hasDays ? say('approve') : '',
    headings: hasDays ? [say('day'), say('period')] : [say('period')],
    columns: grid.columns.map((column) => (hasDays ? say('grade', column) : say(`weekday-${column}`))),
    rows,
    note: week.calendar.checked ? '' : say('unchecked'),
  });
}

/** Lessons that no grade has are not printed. */
function hasLesson(grid: Grid, row: number): boolean {
  return [...grid.columns.keys()].some((column) => grid.slotsAt(row, column).length > 0);
}
