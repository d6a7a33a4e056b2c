import { ok, refuse } from '#kernel/result.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

export type Ice = {
  /** What the hot plate gives to the beaker, in watts. */
  readonly power: number;
  /** How cold the ice is at first, °C. */
  readonly first: number;
  /** Grams of ice. */
  readonly mass: number;
  readonly at: number;
  /** Milliseconds for which the plate was on. */
  readonly heated: number;
  /** Since when it is on. */
  readonly since?: number;
};

export const meltingHidden: readonly HiddenSpec[] = [
  { name: 'power', from: 150, to: 260 },
  { name: 'first', from: -12, to: -4 },
];

/** J for 1 g and 1 °C of ice and of water, J for 1 g to melt and to boil away (CRC Handbook of Chemistry and Physics). */
export const heats = { ice: 2.1, melting: 333.55, water: 4.186, boiling: 2256.4 } as const;
/** This share of the water boils away; then the plate switches itself off. */
const mostBoiled = 0.4;

/** What is in the beaker after so many joules: nothing gets lost to the room, and it is stirred well. */
export type Beaker = { readonly temperature: number; readonly ice: number; readonly water: number };

/** Ice warms to 0 °C, melts at 0 °C, water warms to 100 °C, boils at 100 °C: each takes its own heat. */
export function beakerAfter(joules: number, mass: number, first: number): Beaker {
  const each = joules / mass;
  const toMelt = -first * heats.ice;
  const toWarm = toMelt + heats.melting;
  const toBoil = toWarm + 100 * heats.water;
  if (each <= toMelt) return { temperature: first + each / heats.ice, ice: mass, water: 0 };
  if (each < toWarm) {
    const melted = (mass * (each - toMelt)) / heats.melting;
    return { temperature: 0, ice: mass - melted, water: melted };
  }
  if (each <= toBoil) return { temperature: (each - toWarm) / heats.water, ice: 0, water: mass };
  const boiled = Math.min(mostBoiled, (each - toBoil) / heats.boiling);
  return { temperature: 100, ice: 0, water: mass * (1 - boiled) };
}

/** The milliseconds of heating at which the plate switches itself off. */
function longest({ power, mass, first }: Ice): number {
  const each = -first * heats.ice + heats.melting + 100 * heats.water + mostBoiled * heats.boiling;
  return (1000 * mass * each) / power;
}

/** For how long it has been heated, in milliseconds. */
export function heatedOf(state: Ice): number {
  const { at, heated, since } = state;
  return Math.min(longest(state), heated + (since === undefined ? 0 : at - since));
}

export function isHot(state: Ice): boolean {
  return state.since !== undefined && heatedOf(state) < longest(state);
}

export function beakerOf(state: Ice): Beaker {
  return beakerAfter((state.power * heatedOf(state)) / 1000, state.mass, state.first);
}

/** Seconds until the last ice has melted. */
export function meltSeconds({ power, first }: Pick<Ice, 'power' | 'first'>, mass: number): number {
  return (mass * (heats.melting - first * heats.ice)) / power;
}

/** A beaker with ice on a hot plate. The clock runs while the plate is on. */
export const meltingModel: Model<Ice> = {
  begin: ({ power = 200, first = -8 }: Hidden) => ({ power, first, mass: 100, at: 0, heated: 0 }),
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    if ('set' in deed) {
      if (heatedOf(state) > 0) return refuse('labs.melting.no.warm', 409);
      return ok({ ...state, mass: Number(deed.to) });
    }
    if (!('do' in deed)) return ok(state);
    const { since, ...rest } = state;
    switch (deed.do) {
      case 'heat':
        if (since !== undefined) return refuse('labs.melting.no.on', 409);
        return ok({ ...rest, since: state.at });
      case 'off':
        if (since === undefined) return refuse('labs.melting.no.off', 409);
        return ok({ ...rest, heated: heatedOf(state) });
      case 'fresh':
        return ok({ ...rest, heated: 0 });
      default:
        return refuse('labs.no-such-deed', 409);
    }
  },
  value: (state, instrument) => {
    if (instrument === 'thermometer') return beakerOf(state).temperature;
    return instrument === 'clock' ? heatedOf(state) / 1000 : undefined;
  },
};
