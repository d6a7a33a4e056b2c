import type { AnyLab, LabTask, Quantity } from '../lab.ts';
import type { Column, Notebook } from '../notebook.ts';
import type { Seed } from '../noise.ts';
import { historyOf, type Seen } from '../seen.ts';
import { workedOut, type Table } from '../table.ts';
import { typedNumber } from '../typed-number.ts';
import type { Action } from '../world.ts';

/** What a mark is made of, and nothing else. */
export type Work = {
  readonly spec: AnyLab;
  readonly task: LabTask;
  readonly seed: Seed;
  readonly actions: readonly Action[];
  readonly notebook: Notebook;
  /** Done with real apparatus: there are no actions, and readings are typed. */
  readonly isReal: boolean;
};

/** A row of the table in which the outcome was measured: the factor, what was to be held, and the outcome. */
export type Trial = {
  readonly row: number;
  readonly factor: number;
  /** What was held, as one text: rows of one text were done alike. */
  readonly held: string;
  readonly outcome: number;
};

/** A work looked at once, for all six skills. */
export type Looked = {
  readonly work: Work;
  readonly readings: ReadonlyMap<number, Seen>;
  readonly broken: ReadonlySet<string>;
  readonly table: Table;
  readonly trials: readonly Trial[];
  /** The column of the task's outcome. */
  readonly outcome: Column | undefined;
};

export function lookAt(work: Work): Looked {
  const { bench, seen } = historyOf(work.spec, work.seed, work.actions);
  const readings = new Map(seen.map((each) => [each.n, each]));
  const table = workedOut(work.notebook);
  const outcome = columnOf(work, work.task.outcome);
  const base = { work, readings, broken: bench.broken, table, outcome };
  return { ...base, trials: trialsOf(base) };
}

export function quantityOf({ spec }: Pick<Work, 'spec'>, name: string): Quantity | undefined {
  return spec.quantities.find((each) => each.name === name);
}

/** The column in which a quantity stands: by its source, or, where it is typed, by its name. */
export function columnOf(work: Pick<Work, 'spec' | 'notebook'>, name: string): Column | undefined {
  const by = quantityOf(work, name)?.by;
  const { columns } = work.notebook;
  const isOf = ({ source }: Column): boolean =>
    by !== undefined &&
    (('read' in source && 'read' in by && source.read === by.read) ||
      ('set' in source && 'set' in by && source.set === by.set));
  return columns.find(isOf) ?? columns.find(({ column }) => column === name);
}

/** What was set of a quantity when a row was measured: by the bench's history, or, without one, by the table. */
function settingIn(
  { work, readings, table }: Omit<Looked, 'trials'>,
  name: string,
  row: number,
): number | string | undefined {
  const cells = work.notebook.rows.find((each) => each.row === row)?.cells ?? {};
  const seen = Object.entries(cells).flatMap(([column, { n }]) => {
    const isReading = work.notebook.columns.some((each) => each.column === column && 'read' in each.source);
    return (isReading && n !== undefined && readings.get(n)) || [];
  });
  // The outcome is what a row is about: its newest reading says what was set.
  const newest = seen.toSorted((a, b) => b.n - a.n)[0];
  if (newest && newest.settings[name] !== undefined) return newest.settings[name];
  const column = columnOf(work, name);
  const at = table.columns.findIndex((each) => each.column === column?.column);
  const text = column && cells[column.column]?.text;
  return table.rows.find((each) => each.row === row)?.cells[at]?.value ?? (text || undefined);
}

function trialsOf(looked: Omit<Looked, 'trials'>): readonly Trial[] {
  const { work, table, outcome } = looked;
  const at = table.columns.findIndex(({ column }) => column === outcome?.column);
  const [settings, seen] = [settingsOf(work), seenOf(work)];
  return table.rows.flatMap(({ row, cells }) => {
    const text = work.notebook.rows.find((each) => each.row === row)?.cells[outcome?.column ?? '']?.text ?? '';
    const value = cells[at]?.value ?? placeOf(seen, text);
    const factor = settingIn(looked, work.task.factor, row);
    const number = typeof factor === 'string' ? typedNumber(factor) : undefined;
    const x =
      typeof factor === 'number' ? factor : number?.kind === 'number' ? number.value : placeOf(settings, factor ?? '');
    if (value === undefined || x === undefined) return [];
    const held = work.task.held.map((name) => String(settingIn(looked, name, row) ?? '')).join(' ');
    return [{ row, factor: x, held, outcome: value }];
  });
}

/** What the factor can be set to, and what can be seen of the outcome, where these have no number. */
export function settingsOf({ spec, task }: Pick<Work, 'spec' | 'task'>): readonly string[] {
  const control = spec.controls.find(({ name }) => name === task.factor);
  return control?.kind === 'choice' ? control.of : [];
}

export function seenOf({ spec, task }: Pick<Work, 'spec' | 'task'>): readonly string[] {
  const by = quantityOf({ spec }, task.outcome)?.by;
  return (by && 'read' in by && spec.instruments.find(({ name }) => name === by.read)?.words) || [];
}

/** A word counts as its place in the list. */
function placeOf(list: readonly string[], word: string): number | undefined {
  const place = list.indexOf(word);
  return place < 0 ? undefined : place;
}

/** The largest set of rows that were done alike but for the factor. */
export function cleanOf(trials: readonly Trial[]): readonly Trial[] {
  const sets = Object.values(Object.groupBy(trials, ({ held }) => held));
  return sets.toSorted((a, b) => (b?.length ?? 0) - (a?.length ?? 0))[0] ?? [];
}

export function levelsOf(trials: readonly Trial[]): ReadonlyMap<number, number> {
  const levels = new Map<number, number>();
  for (const { factor } of trials) levels.set(factor, (levels.get(factor) ?? 0) + 1);
  return levels;
}
