import { actionsOf } from '../model/careful.ts';
import { fitOf } from '../model/fit.ts';
import { decimalsOf, type Instrument } from '../model/instrument.ts';
import type { Column, Notebook } from '../model/notebook.ts';
import { lookAt, type Work } from '../model/rubric/work.ts';
import { historyOf } from '../model/seen.ts';
import { student95 } from '../model/student.ts';
import { typedNumber } from '../model/typed-number.ts';
import type { Deed } from '../model/world.ts';

type Steps = readonly { readonly after: number; readonly deed: Deed }[];

export const withNotebook = (work: Work, change: Partial<Notebook>): Work => {
  return { ...work, notebook: { ...work.notebook, ...change } };
};

/** The same work with other deeds: the notebook is written from what the instruments show then. */
export function withDeeds(work: Work, change: (steps: Steps) => Steps): Work {
  const { spec, task, seed } = work;
  const actions = actionsOf(change(spec.careful.deeds(task, seed)));
  const { seen } = historyOf(spec, seed, actions);
  return { ...work, actions, notebook: spec.careful.write(task, { readings: seen }) };
}

/** Whoever changes a table takes the result from the fit of what stands there then. */
export function refitted(work: Work): Work {
  const { task, notebook } = work;
  if (!task.result || !notebook.conclusion.result) return work;
  const fit = fitOf(notebook);
  const found = typeof fit === 'string' ? undefined : task.result.from(fit, notebook);
  if (typeof fit === 'string' || !found) return work;
  const result = String(Number(found.value.toPrecision(5)));
  // Points that lie on the curve by chance are no reason to be sure of everything.
  const reach = Math.max(student95(fit.estimates.free) * found.uncertainty, Math.abs(found.value) / 1000);
  const uncertainty = String(Number(reach.toPrecision(3)));
  return withNotebook(work, { conclusion: { ...notebook.conclusion, result, uncertainty } });
}

/** Only these rows; what is cited are all of them. */
export function withRows(work: Work, rows: Notebook['rows']): Work {
  const { conclusion, plot } = work.notebook;
  const left = new Set(rows.map(({ row }) => row));
  const without = plot.without.filter((row) => left.has(row));
  return refitted(
    withNotebook(work, {
      rows: [...rows],
      plot: { ...plot, without },
      conclusion: { ...conclusion, evidence: [...left] },
    }),
  );
}

/** At which value of the factor each row was measured. */
export function factorsOf(work: Work): ReadonlyMap<number, number> {
  return new Map(lookAt(work).trials.map(({ row, factor }) => [row, factor]));
}

export function instrumentOf({ spec }: Work, { source }: Column): Instrument | undefined {
  return 'read' in source ? spec.instruments.find(({ name }) => name === source.read) : undefined;
}

/** Columns that instruments fill; without that of the factor where there is another one. */
export function measuredColumns(work: Work): readonly Column[] {
  const read = work.notebook.columns.filter(({ source }) => 'read' in source);
  const others = read.filter(({ column }) => column !== work.task.factor);
  return others.length > 0 ? others : read;
}

/** Numbers and words that stand where instruments or controls fill: what LAB-11 looks at. */
export function filledCells({ notebook }: Work): number {
  const own = notebook.columns.filter(({ source }) => !('formula' in source));
  return notebook.rows.reduce(
    (sum, { cells }) => sum + own.filter(({ column }) => cells[column]?.text.trim()).length,
    0,
  );
}

/** Other texts in measured cells; the action that a cell names stays. Answers with how many were changed. */
export function withTexts(
  work: Work,
  other: (text: string, place: { readonly row: number; readonly nth: number; readonly column: Column }) => string,
): { readonly work: Work; readonly changed: number } {
  const columns = measuredColumns(work);
  let changed = 0;
  const rows = work.notebook.rows.map((each, nth) => {
    const cells = { ...each.cells };
    for (const column of columns) {
      const cell = cells[column.column];
      const text = cell && other(cell.text, { row: each.row, nth, column });
      if (!cell || text === undefined || text === cell.text) continue;
      cells[column.column] = { ...cell, text };
      changed++;
    }
    return { ...each, cells };
  });
  return { work: refitted(withNotebook(work, { rows })), changed };
}

/** A number so many of the smallest divisions off, and no less than the scale begins; of words the next one. */
export function movedBy(text: string, instrument: Instrument | undefined, divisions: number): string {
  if (!instrument) return text;
  const place = instrument.words?.indexOf(text) ?? -1;
  if (instrument.words && place >= 0) return instrument.words[(place + 1) % instrument.words.length] ?? text;
  const typed = typedNumber(text);
  if (typed.kind !== 'number') return text;
  const { step, from, to } = instrument;
  const moved = typed.value + divisions * step;
  const inside = moved < from || moved > to ? typed.value - divisions * step : moved;
  return inside.toFixed(decimalsOf(step));
}
