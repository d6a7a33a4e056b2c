import type { Refusal, Result } from '#kernel/result.ts';
import { share, streamOf, type Seed } from './noise.ts';

/** Hidden constants of one pupil's bench. */
export type Hidden = Readonly<Record<string, number>>;

/** Even over the range, on the step where there is one. */
export type HiddenSpec = { readonly name: string; readonly from: number; readonly to: number; readonly step?: number };

export type Deed =
  /** A control is set. */
  | { readonly set: string; readonly to: number | string }
  /** The apparatus is handled: let go, connect, add a drop. */
  | { readonly do: string; readonly with?: readonly (number | string)[] }
  /** An instrument is read. */
  | { readonly read: string };

/** What a hand did: its number, from 1 without gaps, and the milliseconds of lab time, which never go back. */
export type Action = { readonly n: number; readonly at: number } & Deed;

export type Control =
  | {
      readonly name: string;
      readonly kind: 'number';
      readonly from: number;
      readonly to: number;
      readonly step: number;
      readonly unit: string;
      readonly first: number;
    }
  | { readonly name: string; readonly kind: 'choice'; readonly of: readonly string[]; readonly first: string };

/**
 * The science of a lab. Pure, and the same in every engine: only `elementary.ts` for what is not `+ − × ÷ √`. State is plain
 * data. Nothing is ever NaN, and no mass is negative: what cannot be done is refused by a key.
 */
export type Model<State> = {
  readonly begin: (hidden: Hidden) => State;
  /** Lab time passes. How it is sliced changes nothing: closed forms, or inner steps of a fixed length. */
  readonly advance: (state: State, milliseconds: number) => State;
  readonly act: (state: State, deed: Deed, seed: Seed, n: number) => Result<State, Refusal>;
  /** The true value at an instrument; undefined where it is not connected or there is nothing to measure. */
  readonly value: (state: State, instrument: string, seed: Seed, n: number) => number | undefined;
};

/** LAB-3: the constants of a pupil's own bench. */
export function hiddenOf(specs: readonly HiddenSpec[], seed: Seed): Hidden {
  return Object.fromEntries(
    specs.map(({ name, from, to, step }) => {
      const drawn = from + (to - from) * share(seed, streamOf(`hidden ${name}`), 0);
      return [name, step === undefined ? drawn : from + Math.round((drawn - from) / step) * step];
    }),
  );
}
