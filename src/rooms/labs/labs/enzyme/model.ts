import { ok, refuse } from '#kernel/result.ts';
import { exp, log, pow } from '../../model/elementary.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

export type Enzyme = {
  /** Millilitres of oxygen a minute at most, at 25 °C. */
  readonly vmax: number;
  /** The substrate in mmol/L at which it is half as fast. */
  readonly km: number;
  /** The pH at which it is fastest. */
  readonly best: number;
  /** At so many degrees half of it has lost its shape. */
  readonly melts: number;
  readonly substrate: number;
  readonly temperature: number;
  readonly ph: number;
  /** Milliseconds of lab time. */
  readonly at: number;
  /** When the enzyme was added; absent before. */
  readonly since?: number;
};

export const hiddenOfEnzyme: readonly HiddenSpec[] = [
  { name: 'vmax', from: 8, to: 14 },
  { name: 'km', from: 25, to: 60 },
  { name: 'best', from: 6.4, to: 7.6 },
  { name: 'melts', from: 43, to: 52 },
];

const gasConstant = 8.314462618;
const kelvin = 273.15;
/** Activation and unfolding, in J/mol: what is usual for enzymes. */
const [activation, unfolding] = [40_000, 250_000];
/** How far the two acid groups are from the best pH. */
const groups = 1.6;
/** Litres in the flask; millilitres of gas of a millimole at 20 °C. */
const [flask, molar] = [0.2, 24];

/** How fast it is at a temperature (Arrhenius), less the share that has lost its shape there; 1 at 25 °C. */
export function warmth(temperature: number, melts: number): number {
  const at = (celsius: number): number => {
    const [t, half] = [celsius + kelvin, melts + kelvin];
    const up = exp((activation / gasConstant) * (1 / (25 + kelvin) - 1 / t));
    return up / (1 + exp((unfolding / gasConstant) * (1 / half - 1 / t)));
  };
  return at(temperature) / at(25);
}

/** Which share of it has the charges that it works with (Michaelis and Davidsohn 1911). */
export function charged(ph: number, best: number): number {
  return 1 / (1 + pow(10, best - groups - ph) + pow(10, ph - best - groups));
}

/** The fastest it can be as it is held now, in millilitres of oxygen a minute. */
export function fastest({ vmax, temperature, melts, ph, best }: Enzyme): number {
  return vmax * warmth(temperature, melts) * charged(ph, best);
}

/** v = V·S/(K + S) (Michaelis and Menten 1913). */
export function rateAt(state: Enzyme, substrate: number): number {
  return (fastest(state) * substrate) / (state.km + substrate);
}

/** Millimoles a litre that are used up by each millilitre of oxygen: two of peroxide for one of oxygen. */
const usedBy = 2 / (molar * flask);

/**
 * What is left of the substrate after so many minutes: S + K·ln S falls evenly (Henri 1903). Solved for ln S by Newton's
 * method, which comes down to it from the start without ever going past.
 */
export function leftAfter(state: Enzyme, minutes: number): number {
  const { substrate, km } = state;
  if (substrate <= 0 || minutes <= 0) return Math.max(0, substrate);
  const goal = substrate + km * log(substrate) - usedBy * fastest(state) * minutes;
  let u = log(substrate);
  for (let n = 0; n < 60; n++) {
    const e = exp(u);
    const step = (e + km * u - goal) / (e + km);
    u -= step;
    if (Math.abs(step) < 1e-14) break;
  }
  return exp(u);
}

export function minutesOf({ at, since }: Enzyme): number {
  return since === undefined ? 0 : (at - since) / 60_000;
}

/** The oxygen in the syringe, in millilitres. */
export function gasOf(state: Enzyme): number {
  return (state.substrate - leftAfter(state, minutesOf(state))) / usedBy;
}

/** Catalase takes hydrogen peroxide apart; the oxygen goes past a sensor into a syringe. What is set anew is a fresh flask. */
export const enzymeModel: Model<Enzyme> = {
  begin: ({ vmax = 11, km = 40, best = 7, melts = 47 }: Hidden) => {
    return { vmax, km, best, melts, substrate: 80, temperature: 25, ph: 7, at: 0 };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    if ('set' in deed) {
      const { since: _, ...fresh } = state;
      return ok({ ...fresh, [deed.set]: Number(deed.to) });
    }
    if (!('do' in deed)) return ok(state);
    return deed.do === 'mix' ? ok({ ...state, since: state.at }) : refuse('labs.no-such-deed', 409);
  },
  value: (state, instrument) => {
    if (state.since === undefined) return undefined;
    if (instrument === 'sensor') return rateAt(state, leftAfter(state, minutesOf(state)));
    return instrument === 'syringe' ? gasOf(state) : undefined;
  },
};
