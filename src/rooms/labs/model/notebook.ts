import { z } from 'zod/mini';

/** Bounds of what a pupil writes: a notebook fits into a record. */
export const most = { columns: 12, rows: 120, words: 1000 } as const;

const name = z.string().check(z.maxLength(40));
const words = z.string().check(z.maxLength(most.words));
const short = z.string().check(z.maxLength(30));

export const directions = ['grows', 'falls', 'none', 'optimum'] as const;
/** How the outcome follows the factor. `optimum`: it grows to a point and falls beyond. */
export type Direction = (typeof directions)[number];

export const fitKinds = ['line', 'proportional', 'power', 'exponential', 'own'] as const;
export type FitKind = (typeof fitKinds)[number];

/** Where the cells of a column come from. A column of formulas has no cells of its own. */
export const source = z.union([
  z.object({ read: name }),
  z.object({ set: name }),
  z.object({ formula: z.string().check(z.maxLength(200)) }),
  z.object({ typed: z.literal(true) }),
]);

export const column = z.object({
  column: name,
  /** The sign that formulas use: `T`, `L`, `m₁`. */
  sign: short,
  unit: short,
  source,
  /** The uncertainty of a cell as the pupil states it; empty where nothing is said. */
  uncertainty: short,
});
export type Column = z.infer<typeof column>;

/** What stands in the table, as text; `n`: the action in which an instrument showed it, or a control was set. */
export const cell = z.object({ text: short, n: z.optional(z.int()) });
export type Cell = z.infer<typeof cell>;

export const row = z.object({ row: z.int(), cells: z.record(name, cell) });
export type Row = z.infer<typeof row>;

/** LAB-6: the notebook, the same for every lab and for a real experiment. */
export const notebook = z.object({
  question: words,
  hypothesis: z.object({
    factor: name,
    outcome: name,
    direction: z.optional(z.enum(directions)),
    /** What it may be, where one of a few is to be found. */
    guess: z.optional(name),
    why: words,
  }),
  plan: z.object({
    change: z.array(name).check(z.maxLength(10)),
    hold: z.array(name).check(z.maxLength(10)),
    measure: z.array(name).check(z.maxLength(10)),
  }),
  columns: z.array(column).check(z.maxLength(most.columns)),
  rows: z.array(row).check(z.maxLength(most.rows)),
  plot: z.object({
    x: name,
    y: name,
    fit: z.optional(z.enum(fitKinds)),
    own: z.string().check(z.maxLength(200)),
    /** Rows that the pupil left out of the fit, and said so. */
    without: z.array(z.int()).check(z.maxLength(most.rows)),
  }),
  conclusion: z.object({
    direction: z.optional(z.enum(directions)),
    result: short,
    uncertainty: short,
    agrees: z.optional(z.enum(['yes', 'no', 'unknown'])),
    evidence: z.array(z.int()).check(z.maxLength(most.rows)),
    causes: z.array(name).check(z.maxLength(10)),
    text: words,
  }),
  /** Hints that were opened, counted openly (LAB-14): for which step, and how far. */
  hints: z.array(z.object({ step: name, level: z.int() })).check(z.maxLength(60)),
});
export type Notebook = z.infer<typeof notebook>;

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
