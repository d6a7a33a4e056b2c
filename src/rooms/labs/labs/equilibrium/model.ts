import { ok, refuse } from '#kernel/result.ts';
import { gaussian, streamOf } from '../../model/noise.ts';
import type { Hidden, Model } from '../../model/world.ts';

/** Fe³⁺ + SCN⁻ ⇌ FeSCN²⁺ in a beaker of 10 mL, and a colorimeter with a cell of 1 cm at 450 nm. */
export type Mixture = {
  /** K of this bench, in litres a mole: it follows from how much acid and salt its solutions hold. */
  readonly constant: number;
  /** Millilitres that are to be taken of each solution; water fills up. */
  readonly iron: number;
  readonly thiocyanate: number;
  /** What is in the beaker, moles a litre before anything reacts; absent while it is empty. */
  readonly mixed?: { readonly iron: number; readonly thiocyanate: number };
};

/** Moles a litre in both bottles; millilitres of the whole. */
export const stock = 0.002;
export const whole = 10;
/** Litres a mole and centimetre at 447 to 450 nm, as practicals take it; by wavelength and acid others are found. */
export const absorptivity = 4700;
/** How exactly a pipette gives what it should: the standard deviation of the share. */
const pipette = 0.002;

/** Moles of FeSCN²⁺ a litre at equilibrium: the smaller root of c = K·(Fe − c)·(SCN − c). */
export function complexOf(constant: number, iron: number, thiocyanate: number): number {
  const sum = iron + thiocyanate + 1 / constant;
  // Written so that two nearly equal numbers are not taken from each other.
  return (2 * iron * thiocyanate) / (sum + Math.sqrt(sum * sum - 4 * iron * thiocyanate));
}

export function absorbanceOf({ constant, mixed }: Mixture): number | undefined {
  return mixed && absorptivity * complexOf(constant, mixed.iron, mixed.thiocyanate);
}

export const equilibriumModel: Model<Mixture> = {
  begin: ({ constant = 100 }: Hidden) => ({ constant, iron: 5, thiocyanate: 2 }),
  advance: (state) => state,
  act: (state, deed, seed, n) => {
    if ('set' in deed) {
      // What was in the beaker is poured away.
      const { mixed: _, ...empty } = state;
      return ok({ ...empty, [deed.set]: Number(deed.to) });
    }
    if (!('do' in deed)) return ok(state);
    if (deed.do !== 'mix') return refuse('labs.no-such-deed', 409);
    const taken = (volume: number, name: string): number =>
      ((volume * stock) / whole) * (1 + pipette * gaussian(seed, streamOf(name), n));
    const mixed = {
      iron: taken(state.iron, 'pipette of iron'),
      thiocyanate: taken(state.thiocyanate, 'pipette of thiocyanate'),
    };
    return ok({ ...state, mixed });
  },
  value: (state, instrument) => (instrument === 'colorimeter' ? absorbanceOf(state) : undefined),
};
