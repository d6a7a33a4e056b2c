import type { HiddenSpec } from '../../model/world.ts';

/** What differs from pupil to pupil: the concentrations in the bottles, mol/L, and pKa of the unknown acid. */
export const hiddenAcids: readonly HiddenSpec[] = [
  { name: 'strong', from: 0.06, to: 0.12 },
  { name: 'weak', from: 0.06, to: 0.115 },
  { name: 'pk', from: 4.7, to: 5.7 },
  { name: 'phosphoric', from: 0.03, to: 0.057 },
];
