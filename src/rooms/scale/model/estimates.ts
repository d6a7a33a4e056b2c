import type { PersonId } from '#kernel/ids.ts';
import type { Dropped } from './fault.ts';

/**
 * What is known of an item. `steps` are its thresholds in logits (one for an item of one point: `b` itself), `b` their mean;
 * the standard errors are of the full observed information. `infit` and `outfit` are mean squares, 1 where the model holds.
 */
export type ItemEstimate = {
  readonly item: string;
  readonly b: number;
  readonly se: number;
  readonly steps: readonly number[];
  readonly stepSe: readonly number[];
  readonly infit: number;
  readonly outfit: number;
  readonly itemRest: number;
  readonly n: number;
};

/** The abilities of a group: normal, with this mean and standard deviation in logits; `se` is that of the mean. */
export type Population = { readonly group: string; readonly mean: number; readonly sd: number; readonly se: number };

/** `kr20` only where all items give one point; a value may be negative: the test is too short for its pupils. */
export type Reliability = {
  readonly kr20?: number;
  readonly alpha: number;
  readonly wle: number;
  readonly eap: number;
};

export type Calibration = {
  readonly items: readonly ItemEstimate[];
  readonly population: readonly Population[];
  readonly reliability: Reliability;
  readonly isConverged: boolean;
  /** The largest component of the gradient where the estimation ended: by it, not by steps of the likelihood, it converged. */
  readonly gradient: number;
  readonly dropped: readonly Dropped[];
};

/** What a person reached, in logits: `wle` with its standard error; `plausible` are draws for groups, never for a person. */
export type PersonScore = {
  readonly person: PersonId;
  readonly wle: number;
  readonly se: number;
  readonly points: number;
  readonly of: number;
  readonly eap: number;
  readonly plausible: readonly number[];
};
