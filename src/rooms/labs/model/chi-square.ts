import { exp } from './elementary.ts';

/** χ² = Σ(O − E)²/E over the kinds that a theory knows by their ratio (Pearson 1900). */
export function chiSquare(counts: readonly number[], ratio: readonly number[]): number {
  const [all, parts] = [counts, ratio].map((each) => each.reduce((sum, n) => sum + n, 0)) as [number, number];
  return counts.reduce((sum, count, k) => {
    const wanted = (all * (ratio[k] ?? 0)) / parts;
    return wanted > 0 ? sum + (count - wanted) ** 2 / wanted : sum;
  }, 0);
}

/** The share of 1 and 3 degrees of freedom above χ²: the complementary error function, and what the odd ones add. */
export function chiShare(chi: number, free: 1 | 3): number {
  if (!(chi > 0)) return 1;
  const tail = complementaryError(Math.sqrt(chi / 2));
  return free === 1 ? tail : tail + Math.sqrt((2 * chi) / Math.PI) * exp(-chi / 2);
}

/** erfc by its series below 2, by its continued fraction above (Abramowitz and Stegun, 7.1.5 and 7.1.14). */
function complementaryError(x: number): number {
  if (x < 2) {
    let [term, sum] = [x, x];
    for (let n = 1; n < 60; n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let below = x;
  for (let n = 80; n > 0; n--) below = x + n / 2 / below;
  return exp(-x * x) / (Math.sqrt(Math.PI) * below);
}
