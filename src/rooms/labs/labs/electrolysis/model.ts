import { ok, refuse } from '#kernel/result.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Bath = {
  /** How far the supply's dial is off, as a share; the clean cathode, grams; the molar mass of the unknown metal, g/mol. */
  readonly off: number;
  readonly cathode: number;
  readonly molar: number;
  readonly solution: string;
  /** What the dial of the supply says, amperes, and for how many minutes the timer lets it flow. */
  readonly current: number;
  readonly time: number;
  readonly at: number;
  /** When the current was switched on; what is on the cathode stays until it is cleaned. */
  readonly since?: number;
};

/** The charge of a mole of electrons, C/mol (CODATA 2018). */
export const faraday = 96485.33212;
/** Copper, g/mol (IUPAC 2021), and electrons for an ion, of copper and of the unknown metal alike. */
export const copper = 63.546;
export const electrons = 2;

/** What flows, amperes. */
export const flowing = ({ current, off }: Bath): number => current * (1 + off);

/** Seconds for which current has flowed. */
export function flowed({ at, since, time }: Bath): number {
  return since === undefined ? 0 : Math.min(time * 60, (at - since) / 1000);
}

export const isRunning = (state: Bath): boolean => state.since !== undefined && flowed(state) < state.time * 60;

/** Faraday 1834: m = M·I·t/(z·F), grams of metal on the cathode. */
export function depositOf(state: Bath): number {
  const molar = state.solution === 'unknown' ? state.molar : copper;
  return (molar * flowing(state) * flowed(state)) / (electrons * faraday);
}

/** Electrolysis of a salt of a metal M²⁺: the metal goes onto the cathode, which is weighed before and after. */
export const bathModel: Model<Bath> = {
  begin: ({ off = 0, cathode = 14, molar = 65.38 }: Hidden) => {
    return { off, cathode, molar, solution: 'copper', current: 0.5, time: 10, at: 0 };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    const { since, ...clean } = state;
    const begun = isRunning(state) ? 'labs.electrolysis.no.running' : 'labs.electrolysis.no.coated';
    if ('set' in deed) {
      if (since !== undefined) return refuse(begun, 409);
      return ok({ ...state, [deed.set]: deed.set === 'solution' ? String(deed.to) : Number(deed.to) });
    }
    if (!('do' in deed)) return ok(state);
    if (deed.do === 'run') return since === undefined ? ok({ ...state, since: state.at }) : refuse(begun, 409);
    return deed.do === 'clean' ? ok(clean) : refuse('labs.no-such-deed', 409);
  },
  value: (state, instrument) => {
    switch (instrument) {
      case 'ammeter':
        return isRunning(state) ? flowing(state) : undefined;
      case 'balance':
        return isRunning(state) ? undefined : state.cathode + depositOf(state);
      default:
        return undefined;
    }
  },
};
