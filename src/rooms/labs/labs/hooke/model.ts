import { ok, refuse } from '#kernel/result.ts';
import { cos, exp } from '../../model/elementary.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Spring = {
  /** Newton for a metre. */
  readonly stiffness: number;
  /** Where the pointer stands without a load, in centimetres. */
  readonly first: number;
  /** The load in grams. */
  readonly mass: number;
  readonly at: number;
  /** From where it moved when the load was changed last, and when. */
  readonly from: number;
  readonly since: number;
};

const gravity = 9.81;
/** The spring bears so much and no more. */
const mostExtended = 40;
/** How fast it comes to rest, a second; how often it swings on the way, radians a second. */
const [damping, swing] = [2.5, 9];

/** Where the pointer comes to rest: the load stretches the spring by m·g/k (Hooke 1678). */
export function restOf({ stiffness, first, mass }: Spring): number {
  return first + ((mass / 1000) * gravity * 100) / stiffness;
}

/** Where the pointer is now, while the load still moves. */
export function placeOf(state: Spring): number {
  const seconds = (state.at - state.since) / 1000;
  return restOf(state) + (state.from - restOf(state)) * exp(-damping * seconds) * cos(swing * seconds);
}

export const hookeModel: Model<Spring> = {
  begin: ({ stiffness = 20, first = 5 }: Hidden) => ({ stiffness, first, mass: 0, at: 0, from: first, since: 0 }),
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    if (!('set' in deed)) return 'do' in deed ? refuse('labs.no-such-deed', 409) : ok(state);
    const hung = { ...state, mass: Number(deed.to), from: placeOf(state), since: state.at };
    return restOf(hung) - state.first > mostExtended ? refuse('labs.hooke.no.too-much', 409) : ok(hung);
  },
  value: (state, instrument) => (instrument === 'scale' ? placeOf(state) : undefined),
};
