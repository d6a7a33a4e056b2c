import { ok, refuse } from '#kernel/result.ts';
import { exp, log } from '../../model/elementary.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Mixture = {
  /** The rate constant at 20 °C, one over a second; the activation energy, J/mol; how far the bath is off its dial, °C. */
  readonly rate: number;
  readonly activation: number;
  readonly off: number;
  /** Millilitres of thiosulphate in the 50 mL of the mixture, and what the dial of the bath says, °C. */
  readonly volume: number;
  readonly temperature: number;
  readonly at: number;
  /** When the acid was poured in. */
  readonly since?: number;
  /** What the stopwatch was stopped at, milliseconds. */
  readonly stopped?: number;
};

/** Sodium thiosulphate in its bottle, mol/L; millilitres of the whole mixture, and of acid in it. */
export const stock = 0.15;
export const whole = 50;
export const acid = 5;
/** So much sulphur hides the cross, mol/L. */
const hiding = 3e-4;
/** The gas constant (CODATA 2018), J/(mol·K). */
export const gas = 8.314462618;
const kelvin = 273.15;

/** Arrhenius: the rate constant at the temperature of the bath. */
export function constantOf({ rate, activation, off, temperature }: Mixture): number {
  const [warm, cool] = [temperature + off + kelvin, 20 + kelvin];
  return rate * exp((activation / gas) * (1 / cool - 1 / warm));
}

export const concentrationOf = ({ volume }: Mixture): number => (stock * volume) / whole;

/** How much sulphur there is after so many seconds, as a share of what hides the cross: of first order in thiosulphate, the acid in excess. */
export function sulphurOf(state: Mixture, seconds: number): number {
  return (concentrationOf(state) * (1 - exp(-constantOf(state) * seconds))) / hiding;
}

/** After how many seconds the cross is seen no more. */
export function hiddenAfter(state: Mixture): number {
  return -log(1 - hiding / concentrationOf(state)) / constantOf(state);
}

/** Seconds since the acid came in. */
export function reacting({ at, since }: Mixture): number {
  return since === undefined ? 0 : (at - since) / 1000;
}

/** Milliseconds on the stopwatch: it starts with the acid. */
export function watchOf({ at, since, stopped }: Mixture): number {
  return stopped ?? (since === undefined ? 0 : at - since);
}

/** Na₂S₂O₃ + H₂SO₄ → Na₂SO₄ + SO₂ + S + H₂O in a flask that stands on a cross. */
export const rateModel: Model<Mixture> = {
  begin: ({ rate = 1.6e-4, activation = 55_000, off = 0 }: Hidden) => {
    return { rate, activation, off, volume: 20, temperature: 20, at: 0 };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    const { since, stopped, ...fresh } = state;
    if ('set' in deed) {
      if (since !== undefined) return refuse('labs.rate.no.mixed', 409);
      return ok({ ...state, [deed.set]: Number(deed.to) });
    }
    if (!('do' in deed)) return ok(state);
    switch (deed.do) {
      case 'mix':
        return since === undefined ? ok({ ...fresh, since: state.at }) : refuse('labs.rate.no.mixed', 409);
      case 'stop':
        if (since === undefined) return refuse('labs.rate.no.still', 409);
        return stopped === undefined ? ok({ ...state, stopped: watchOf(state) }) : refuse('labs.rate.no.stopped', 409);
      case 'fresh':
        return ok(fresh);
      default:
        return refuse('labs.no-such-deed', 409);
    }
  },
  value: (state, instrument) => {
    switch (instrument) {
      case 'stopwatch':
        return state.since === undefined ? undefined : watchOf(state) / 1000;
      case 'thermometer':
        return state.temperature + state.off;
      default:
        return undefined;
    }
  },
};
