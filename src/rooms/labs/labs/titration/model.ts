import { ok, refuse } from '#kernel/result.ts';
import { lagged } from '../../model/instrument.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import type { Hidden, Model } from '../../model/world.ts';
import { phOf, type Solution } from './solution.ts';

export type Titration = {
  /** Concentrations of the acids in their bottles, mol/L, and pKa of the unknown one. */
  readonly bottles: {
    readonly strong: number;
    readonly weak: number;
    readonly pk: number;
    readonly phosphoric: number;
  };
  readonly acid: string;
  readonly indicator: string;
  /** Millilitres of acid as asked for, and as the pipette gave them. */
  readonly aliquot: number;
  readonly given: number;
  /** Millilitres of base that ran out of the burette. */
  readonly added: number;
  /** Before the newest drops, and when they fell: the electrode is slow. */
  readonly before: number;
  readonly since: number;
  readonly at: number;
};

/** Sodium hydroxide in the burette, mol/L. */
export const base = 0.1;
/** What the burette holds, a drop of it, and what runs out while the tap is open for a moment; millilitres. */
export const burette = 25;
export const drop = 0.05;
const stream = 1;
/** A school's pipette of class B: standard deviation of what it gives, in millilitres. */
const pipette = 0.03;
/** Time constant of the glass electrode, milliseconds. */
const response = 2000;
/** pKa of phosphoric acid at 25 °C (CRC Handbook of Chemistry and Physics, 97th ed., 5-87: 2.16, 7.21, 12.32). */
const phosphoricPks = [2.16, 7.21, 12.32] as const;

/** What is in the flask once so many millilitres of base are in. */
export function solutionOf({ bottles, acid, given }: Titration, added: number): Solution {
  const volume = given + added;
  const sodium = (base * added) / volume;
  const diluted = (concentration: number): number => (concentration * given) / volume;
  switch (acid) {
    case 'unknown':
      return { sodium, chloride: 0, acids: [{ concentration: diluted(bottles.weak), pks: [bottles.pk] }] };
    case 'phosphoric':
      return { sodium, chloride: 0, acids: [{ concentration: diluted(bottles.phosphoric), pks: phosphoricPks }] };
    default:
      return { sodium, chloride: diluted(bottles.strong), acids: [] };
  }
}

/** The pH in the flask. */
export function flaskPh(state: Titration): number {
  return phOf(solutionOf(state, state.added));
}

/** What the electrode has come to: it is slow. */
export function electrodePh(state: Titration): number {
  return lagged(phOf(solutionOf(state, state.before)), flaskPh(state), state.at - state.since, response);
}

function afresh(state: Titration, seed: Seed, n: number): Titration {
  const given = state.aliquot + pipette * gaussian(seed, streamOf('pipette'), n);
  return { ...state, given, added: 0, before: 0, since: state.at };
}

/** An acid in a flask, titrated with sodium hydroxide from a burette. */
export const titrationModel: Model<Titration> = {
  begin: ({ strong = 0.1, weak = 0.1, pk = 4.76, phosphoric = 0.05 }: Hidden) => ({
    bottles: { strong, weak, pk, phosphoric },
    acid: 'hydrochloric',
    indicator: 'none',
    aliquot: 10,
    given: 10,
    added: 0,
    before: 0,
    since: 0,
    at: 0,
  }),
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed, seed, n) => {
    if ('set' in deed) {
      if (state.added > 0) return refuse('labs.titration.no.begun', 409);
      if (deed.set === 'indicator') return ok({ ...state, indicator: String(deed.to) });
      const changed = deed.set === 'acid' ? { acid: String(deed.to) } : { aliquot: Number(deed.to) };
      return ok(afresh({ ...state, ...changed }, seed, n));
    }
    if (!('do' in deed)) return ok(state);
    if (deed.do === 'fresh') return ok(afresh(state, seed, n));
    if (deed.do !== 'drop' && deed.do !== 'stream') return refuse('labs.no-such-deed', 409);
    const added = state.added + (deed.do === 'drop' ? drop : stream);
    if (added > burette + 1e-9) return refuse('labs.titration.no.empty', 409);
    return ok({ ...state, added, before: state.added, since: state.at });
  },
  value: (state, instrument) => {
    switch (instrument) {
      case 'burette':
        return state.added;
      case 'ph':
        return electrodePh(state);
      default:
        return undefined;
    }
  },
};
