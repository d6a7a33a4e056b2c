import type { Fit } from './fit.ts';
import type { Direction, FitKind, Notebook } from './notebook.ts';
import type { WorldSpec } from './replay.ts';
import type { Seen } from './seen.ts';
import type { Seed } from './noise.ts';
import type { Deed, Hidden } from './world.ts';

/** A value with its standard uncertainty. */
export type Estimate = { readonly value: number; readonly uncertainty: number };

/** What can be varied, held or measured. The key of its name in the lab's words is `labs.<lab>.q.<name>`. */
export type Quantity = {
  readonly name: string;
  readonly sign: string;
  readonly unit: string;
  readonly role: 'factor' | 'outcome' | 'both';
  /** The control that sets it, or the instrument that measures it. */
  readonly by: { readonly set: string } | { readonly read: string } | { readonly formula: string };
};

/** What a grade band is asked to find out. */
export type LabTask = {
  readonly task: string;
  readonly grades: readonly number[];
  readonly objectives: readonly string[];
  readonly factor: string;
  readonly outcome: string;
  /** What must stay the same while the factor changes. */
  readonly held: readonly string[];
  readonly direction: Direction;
  /** For the full mark in control of variables: so many different values of the factor, over this share of its range. */
  readonly levels: number;
  readonly span: number;
  /** How often one setting is measured at least somewhere. */
  readonly repeats: number;
  readonly fit: FitKind;
  /** What is not asked of pupils this young: a line through the points, the uncertainty of a reading. */
  readonly without?: readonly ('fit' | 'uncertainty')[];
  /** The plot may as well have the outcome across, where books draw it so: a solubility curve. */
  readonly isEitherWay?: true;
  /** What is found in the end, where it is a number. */
  readonly result?: LabResult;
  /** What is found in the end, where it is one of a few: which salt this is. Then there is no plot, and no direction is asked. */
  readonly identity?: LabIdentity;
};

export type LabResult = {
  readonly name: string;
  readonly sign: string;
  readonly unit: string;
  /** How it follows from the fit, and how sure it is; undefined where the fit does not give it. */
  readonly from: (fit: Fit, notebook: Notebook) => Estimate | undefined;
  /** What it is at this pupil's bench. */
  readonly truth: (hidden: Hidden) => number;
  /** A published value to compare with, where there is one. */
  readonly reference?: { readonly value: number; readonly source: string };
};

export type LabIdentity = {
  readonly name: string;
  /** All that it may be; their words are `labs.<lab>.choice.<value>`. */
  readonly of: readonly string[];
  /** What it is at this pupil's bench. */
  readonly truth: (hidden: Hidden) => string;
  /** What each of them would show where the factor is set so: one of the outcome's words; undefined where that tells nothing of it. */
  readonly shows: (one: string, setting: string) => string | undefined;
};

/** What a pupil sees of a bench: settings at each reading, and what was shown. */
export type CarefulBench = { readonly readings: readonly Seen[] };

/** What a careful pupil does: deeds with the pause before each, and the notebook that they write from what was shown. */
export type Careful = {
  readonly deeds: (task: LabTask, seed: Seed) => readonly { readonly after: number; readonly deed: Deed }[];
  readonly write: (task: LabTask, bench: CarefulBench) => Notebook;
};

/** A lab: a world with what is asked of it. Its scene and words lie beside it. */
export type LabSpec<State> = WorldSpec<State> & {
  readonly lab: string;
  /** Raised with every change that makes another number of the same actions. */
  readonly version: number;
  readonly subject: 'physics' | 'chemistry' | 'biology' | 'natural-science';
  readonly minutes: number;
  /** What a hand can do besides setting and reading: each has a button. Its words are `labs.<lab>.do.<name>`. */
  readonly deeds: readonly string[];
  /** How many times faster than life lab time may run, where waiting teaches nothing: 1 first. */
  readonly speeds?: readonly number[];
  /** Errors that a pupil may name as likely: `labs.<lab>.cause.<name>`. */
  readonly causes: readonly string[];
  readonly quantities: readonly Quantity[];
  readonly tasks: readonly LabTask[];
  readonly careful: Careful;
};

/** A lab whose state nobody looks into but its own model and scene. */
export type AnyLab = LabSpec<unknown>;

export function anyLab<State>(spec: LabSpec<State>): AnyLab {
  // Sound because a state only ever goes back to the model that made it.
  return spec as unknown as AnyLab;
}
