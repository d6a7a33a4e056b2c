/** The share of a standard normal that lies below `z`: Abramowitz & Stegun 7.1.26, off by less than 2e-7. */
export function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp(-x * x)) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** The value below which a share of a standard normal lies, by halving: exact to what `normalBelow` is. */
export function normalAt(share: number): number {
  let [low, high] = [-9, 9];
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The same for Student's t: the first two terms of its expansion about the normal (Abramowitz & Stegun 26.7.5), good to
 * two places from 6 degrees of freedom on.
 */
export function studentAt(share: number, freedom: number): number {
  const z = normalAt(share);
  if (freedom === Infinity) return z;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  return z + (z ** 3 + z) / (4 * freedom) + second;
}
