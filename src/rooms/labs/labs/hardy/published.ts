import type { Published } from '../../model/published.ts';
import { chiOf, frequencyAfter, frequencyIn } from './model.ts';

/** The frequency after some generations, made one by one from the genotypes that have offspring. */
function bred(first: number, generations: number): number {
  let q = first;
  for (let n = 0; n < generations; n++) {
    const [red, pink] = [(1 - q) ** 2, 2 * q * (1 - q)];
    q = pink / 2 / (red + pink);
  }
  return q;
}

/** Counts of 298, 489 and 213, and what selection leaves of an allele. */
export function published(): readonly Published[] {
  const counts = [298, 489, 213];
  const frequency = {
    what: 'p of 298 : 489 : 213',
    got: 1 - frequencyIn(counts),
    wanted: 0.5425,
    source: '(2·298 + 489)/2000',
  };
  const chi = {
    what: 'χ² of 298 : 489 : 213',
    got: chiOf(counts),
    wanted: (1000 * (4 * 298 * 213 - 489 ** 2) ** 2) / (1085 ** 2 * 915 ** 2),
    source: 'n(4ac − b²)²/((2a + b)²(2c + b)²)',
  };
  const left = [1, 5, 12].map((generations): Published => {
    const got = frequencyAfter(0.6, generations);
    const source = 'genotypes, generation by generation';
    return { what: `q after ${generations}`, of: 'closed', got, wanted: bred(0.6, generations), source };
  });
  return [{ ...frequency, of: 'closed' }, { ...chi, of: 'closed' }, ...left];
}
