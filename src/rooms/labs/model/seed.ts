import { streamOf, type Seed } from './noise.ts';

/** LAB-3: the seed of a pupil's bench, from their own key (64 hex digits) and the lab: two labs have nothing in common. */
export function seedOf(key: string, lab: string): Seed {
  const words = Array.from({ length: 8 }, (_, k) => Number.parseInt(key.slice(8 * k, 8 * k + 8), 16) | 0);
  return [...words, streamOf(`lab ${lab}`) | 0];
}
