/** t for 95 % on both sides by degrees of freedom 1 … 10 (Student's distribution; e.g. NIST/SEMATECH e-Handbook, 1.3.6.7.2). */
const few = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281];

/**
 * How many standard uncertainties a 95 % interval reaches to each side, for so many degrees of freedom. Above ten by Fisher's
 * expansion (Abramowitz and Stegun, 26.7.5), which is right to 0.001. Infinity where nothing is free.
 */
export function student95(free: number): number {
  if (!(free >= 1)) return Infinity;
  const known = few[Math.floor(free) - 1];
  if (known !== undefined) return known;
  const z = 1.959964;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  return z + first / free + second / free ** 2;
}
