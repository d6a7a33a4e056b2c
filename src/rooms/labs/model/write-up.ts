import { fitOf } from './fit.ts';
import type { LabTask } from './lab.ts';
import { emptyNotebook, type Cell, type Column, type Notebook } from './notebook.ts';
import type { Seen } from './seen.ts';
import { student95 } from './student.ts';

/** What a careful pupil puts down of their own; the rest of the notebook follows from the task and from these. */
export type Written = {
  readonly why: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  /** The columns across and upwards. */
  readonly x: string;
  readonly y: string;
  /** A formula of the pupil's own, where the task's fit is one. */
  readonly own?: string;
  readonly causes: readonly string[];
};

/** A careful pupil's notebook: the task's hypothesis and plan, their table and plot, and what the fit of it says. */
export function writeUp(task: LabTask, { why, columns, rows, x, y, own = '', causes }: Written): Notebook {
  const made: Notebook = {
    ...emptyNotebook,
    hypothesis: { factor: task.factor, outcome: task.outcome, direction: task.direction, why },
    plan: { change: [task.factor], hold: [...task.held], measure: [task.outcome] },
    columns: [...columns],
    rows: rows.map((cells, k) => ({ row: k + 1, cells })),
    plot: { x, y, ...(task.without?.includes('fit') ? {} : { fit: task.fit }), own, without: [] },
  };
  const fit = fitOf(made);
  const found = typeof fit === 'string' ? undefined : task.result?.from(fit, made);
  const times = typeof fit === 'string' ? 0 : student95(fit.estimates.free);
  return {
    ...made,
    conclusion: {
      direction: task.direction,
      result: found ? String(Number(found.value.toPrecision(4))) : '',
      uncertainty: found ? String(Number((times * found.uncertainty).toPrecision(2))) : '',
      evidence: made.rows.map(({ row }) => row),
      causes: [...causes],
      text: '',
    },
  };
}

/** The cell of a reading, and of what was set when it was taken. */
export function shownCell({ shown, n }: Seen): Cell {
  return { text: String(shown), n };
}

export function setCell({ settings, n }: Seen, control: string): Cell {
  return { text: String(settings[control]), n };
}

/** Rows as a pupil makes them who reads `last` last: the newest of each other instrument stands beside it, and what was set. */
export function rowsBy(columns: readonly Column[], readings: readonly Seen[], last: string): Written['rows'] {
  return readings.flatMap((reading, k) => {
    if (reading.instrument !== last) return [];
    const before = readings.slice(0, k + 1);
    return [
      Object.fromEntries(
        columns.flatMap(({ column, source }): [string, Cell][] => {
          if ('set' in source) return [[column, setCell(reading, source.set)]];
          const newest = 'read' in source ? before.findLast(({ instrument }) => instrument === source.read) : undefined;
          return newest ? [[column, shownCell(newest)]] : [];
        }),
      ),
    ];
  });
}
