import type { z } from 'zod/mini';
import type { notebook } from './notebook-schema.ts';

/** Bounds of what a pupil writes: a notebook fits into a record. */
export const most = { columns: 12, rows: 120, words: 1000 } as const;

export const directions = ['grows', 'falls', 'none', 'optimum'] as const;
/** How the outcome follows the factor. `optimum`: it grows to a point and falls beyond. */
export type Direction = (typeof directions)[number];

export const fitKinds = ['line', 'proportional', 'power', 'exponential', 'own'] as const;
export type FitKind = (typeof fitKinds)[number];

/** LAB-6: the notebook, the same for every lab and for a real experiment. */
export type Notebook = z.infer<typeof notebook>;
export type Column = Notebook['columns'][number];
export type Row = Notebook['rows'][number];
/** What stands in the table, as text; `n`: the action in which an instrument showed it, or a control was set. */
export type Cell = Row['cells'][string];

export const emptyNotebook: Notebook = {
  question: '',
  hypothesis: { factor: '', outcome: '', why: '' },
  plan: { change: [], hold: [], measure: [] },
  columns: [],
  rows: [],
  plot: { x: '', y: '', own: '', without: [] },
  conclusion: { result: '', uncertainty: '', evidence: [], causes: [], text: '' },
  hints: [],
};
