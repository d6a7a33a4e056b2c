import { exp } from '../../model/elementary.ts';

/** A weak acid: its total concentration in mol/L, and the negative logarithms of its constants of ionisation, step by step. */
export type WeakAcid = { readonly concentration: number; readonly pks: readonly number[] };

/** What is in the water, in mol/L: Na⁺ of the base, Cl⁻ of the strong acid, weak acids. Activities are taken as concentrations. */
export type Solution = { readonly sodium: number; readonly chloride: number; readonly acids: readonly WeakAcid[] };

/** The ionic product of water at 25 °C (CRC Handbook of Chemistry and Physics, 97th ed., 5-71: pKw = 13.995). */
export const pkWater = 13.995;

const tenTo = (x: number): number => exp(x * Math.LN10);

/** How many protons a molecule of the acid has given away on average at this concentration of H⁺. */
function givenAway(pks: readonly number[], hydrogen: number): number {
  let [term, all, given] = [1, 1, 0];
  for (const [k, pk] of pks.entries()) {
    term *= tenTo(-pk) / hydrogen;
    all += term;
    given += (k + 1) * term;
  }
  return given / all;
}

/** Positive charge less negative charge, in mol/L, were the pH as given: it falls as the pH grows, and is nothing at the true one. */
function chargeAt({ sodium, chloride, acids }: Solution, ph: number, pkw: number): number {
  const hydrogen = tenTo(-ph);
  const anions = acids.reduce((sum, { concentration, pks }) => sum + concentration * givenAway(pks, hydrogen), 0);
  return hydrogen - tenTo(-pkw) / hydrogen + sodium - chloride - anions;
}

/**
 * The pH of a solution by its exact balance of charges. The balance has one root and its sign is halved down to it, so that no
 * mixture is beyond it: |error| < 10⁻¹¹ of a pH, and nothing is taken for small.
 */
export function phOf(solution: Solution, pkw = pkWater): number {
  let [low, high] = [-2, 17];
  for (let n = 0; n < 44; n++) {
    const middle = (low + high) / 2;
    if (chargeAt(solution, middle, pkw) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
