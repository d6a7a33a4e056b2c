import { fitOf } from './fit.ts';
import type { CarefulBench, LabSpec, LabTask } from './lab.ts';
import { emptyNotebook, type Notebook } from './notebook.ts';
import type { Seed } from './noise.ts';
import { historyOf } from './seen.ts';
import { student95 } from './student.ts';
import type { Action, Deed } from './world.ts';

/** Deeds with their pauses, in milliseconds, as numbered actions. */
export function actionsOf(deeds: readonly { readonly after: number; readonly deed: Deed }[]): readonly Action[] {
  let at = 0;
  return deeds.map(({ after, deed }, k) => {
    at += Math.max(0, Math.round(after));
    return { n: k + 1, at, ...deed };
  });
}

/** A careful pupil's whole work at a lab: what recovers the hidden constant, and what marks are tried with. */
export function playCareful<State>(
  spec: LabSpec<State>,
  task: LabTask,
  seed: Seed,
): { readonly actions: readonly Action[]; readonly notebook: Notebook; readonly seen: CarefulBench['readings'] } {
  const actions = actionsOf(spec.careful.deeds(task, seed));
  const { seen } = historyOf(spec, seed, actions);
  return { actions, seen, notebook: spec.careful.write(task, { readings: seen }) };
}

/** What a careful pupil says of their own: the rest of the notebook follows from the task and the fit. */
export type Written = Pick<Notebook, 'columns' | 'rows'> & {
  readonly why: string;
  readonly causes: readonly string[];
  readonly text: string;
  readonly plot: Pick<Notebook['plot'], 'x' | 'y'> & Partial<Notebook['plot']>;
  /** Digits after the comma of the result. */
  readonly digits?: number;
};

/** The whole notebook of a careful pupil: the hypothesis comes true, and the result is that of the fit, with its 95 %. */
export function writtenBy(task: LabTask, { why, causes, text, plot, digits = 3, columns, rows }: Written): Notebook {
  const made: Notebook = {
    ...emptyNotebook,
    hypothesis: { factor: task.factor, outcome: task.outcome, direction: task.direction, why },
    plan: { change: [task.factor], hold: [...task.held], measure: [task.outcome] },
    columns,
    rows,
    plot: { own: '', without: [], ...(task.without?.includes('fit') ? {} : { fit: task.fit }), ...plot },
  };
  const fit = fitOf(made);
  const found = typeof fit === 'string' ? undefined : task.result?.from(fit, made);
  const times = typeof fit === 'string' ? 0 : student95(fit.estimates.free);
  const middle = rows[Math.floor(rows.length / 2)];
  const shown = [rows[0], middle, rows.at(-1)].flatMap((each) => each?.row ?? []);
  return {
    ...made,
    conclusion: {
      direction: task.direction,
      result: found ? found.value.toFixed(digits) : '',
      uncertainty: found ? (times * found.uncertainty).toFixed(digits) : '',
      evidence: shown,
      causes: [...causes],
      text,
    },
  };
}

/** Readings as rows of a table: each time `last` was read a row is full. Columns by instrument or by control. */
export function rowsOf(
  readings: CarefulBench['readings'],
  last: string,
  columns: Readonly<Record<string, { readonly read: string } | { readonly set: string }>>,
): Notebook['rows'] {
  const full = readings.filter(({ instrument }) => instrument === last);
  return full.map(({ n, settings }, k) => {
    const cells = Object.entries(columns).map(([column, by]) => {
      if ('set' in by) return [column, { text: String(settings[by.set]), n }];
      const seen = readings.findLast((each) => each.instrument === by.read && each.n <= n);
      return [column, { text: String(seen?.shown ?? ''), n: seen?.n ?? 0 }];
    });
    return { row: k + 1, cells: Object.fromEntries(cells) };
  });
}
