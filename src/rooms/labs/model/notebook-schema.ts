import { z } from 'zod/mini';
import { directions, fitKinds, most } from './notebook.ts';

const name = z.string().check(z.maxLength(40));
const words = z.string().check(z.maxLength(most.words));
const short = z.string().check(z.maxLength(30));

/** Where the cells of a column come from. A column of formulas has no cells of its own. */
const source = z.union([
  z.object({ read: name }),
  z.object({ set: name }),
  z.object({ formula: z.string().check(z.maxLength(200)) }),
  z.object({ typed: z.literal(true) }),
]);

const column = z.object({
  column: name,
  /** The sign that formulas use: `T`, `L`, `m₁`. */
  sign: short,
  unit: short,
  source,
  /** The uncertainty of a cell as the pupil states it; empty where nothing is said. */
  uncertainty: short,
});

/** What stands in the table, as text; `n`: the action in which an instrument showed it, or a control was set. */
const cell = z.object({ text: short, n: z.optional(z.int()) });

const row = z.object({ row: z.int(), cells: z.record(name, cell) });

/** LAB-6: a notebook as it comes from a tablet. Apart from its type, so that no tablet has to fetch what only a server checks with. */
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
