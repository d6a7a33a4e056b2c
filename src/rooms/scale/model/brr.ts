import type { Replicates } from './jackknife.ts';

/**
 * Balanced repeated replication with Fay's factor (Judkins 1990; OECD, PISA Data Analysis Manual, chapter 4): in each replicate one school of each pair weighs
 * 1 + fay, the other 1 − fay, by the rows of a Hadamard matrix. `pairOf` numbers pairs from 0; a school alone keeps its weight.
 */
export function balancedReplicates(pairOf: ArrayLike<number>, fay = 0.5): Replicates {
  const pairs = Array.from(pairOf).reduce((most, pair) => Math.max(most, pair + 1), 0);
  const matrix = hadamard(pairs);
  const first = new Map<number, number>();
  const size = new Map<number, number>();
  for (let unit = 0; unit < pairOf.length; unit++) {
    const pair = pairOf[unit]!;
    if (!first.has(pair)) first.set(pair, unit);
    size.set(pair, (size.get(pair) ?? 0) + 1);
  }
  const rows = matrix.map((row) => {
    return Float64Array.from(pairOf, (pair, unit) => {
      if (size.get(pair) === 1) return 1;
      return 1 + (first.get(pair) === unit ? 1 : -1) * (1 - fay) * row[pair + 1]!;
    });
  });
  return { rows, scale: 1 / (matrix.length * (1 - fay) ** 2) };
}

/** A Hadamard matrix with more columns than there are pairs, by Paley's first construction, its first column all ones: its order is a prime of the form 4n + 3, and 1. */
function hadamard(pairs: number): readonly (readonly number[])[] {
  let prime = 3;
  while (prime < pairs || prime % 4 !== 3 || !isPrime(prime)) prime++;
  const squares = new Set(Array.from({ length: prime - 1 }, (_, n) => ((n + 1) * (n + 1)) % prime));
  const character = (n: number): number => (n === 0 ? 0 : squares.has(n) ? 1 : -1);
  return Array.from({ length: prime + 1 }, (_, row) => {
    return Array.from({ length: prime + 1 }, (_, column) => {
      if (row === 0 || column === 0) return 1;
      return row === column ? -1 : -character((row - column + prime) % prime);
    });
  });
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
}
