import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaussian, poisson, share, streamOf, type Seed } from './noise.ts';

const seed: Seed = [1, 2, 3, 4, 5, 6, 7, 8];
const many = 40_000;
const moments = (draw: (n: number) => number): readonly [mean: number, variance: number] => {
  const all = Array.from({ length: many }, (_, n) => draw(n));
  const mean = all.reduce((sum, each) => sum + each, 0) / many;
  return [mean, all.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (many - 1)];
};
/** Five standard errors: a draw that is as it should be fails once in two million. */
const within = (got: number, wanted: number, standardError: number): void => {
  assert.ok(Math.abs(got - wanted) < 5 * standardError, `${got}, not ${wanted}`);
};

test('LAB-3: shares are even, and neighbours have nothing in common', () => {
  const [mean, variance] = moments((n) => share(seed, 1, n));
  within(mean, 0.5, Math.sqrt(1 / 12 / many));
  within(variance, 1 / 12, Math.sqrt(1 / 180 / many));
  const [together] = moments((n) => (share(seed, 1, n) - 0.5) * (share(seed, 1, n + 1) - 0.5));
  within(together, 0, 1 / 12 / Math.sqrt(many));
  const [across] = moments((n) => (share(seed, 1, n) - 0.5) * (share(seed, 2, n) - 0.5));
  within(across, 0, 1 / 12 / Math.sqrt(many));
  const [between] = moments((n) => (share(seed, 1, n) - 0.5) * (share([...seed.slice(0, 7), 9], 1, n) - 0.5));
  within(between, 0, 1 / 12 / Math.sqrt(many));
});

test('LAB-3: normal and Poisson draws have their moments', () => {
  const [mean, variance] = moments((n) => gaussian(seed, streamOf('thermometer'), n));
  within(mean, 0, 1 / Math.sqrt(many));
  within(variance, 1, Math.sqrt(2 / many));
  for (const rate of [0.3, 4, 29, 200]) {
    const [counted, spread] = moments((n) => poisson(seed, 5, n, rate));
    within(counted, rate, Math.sqrt(rate / many));
    within(spread, rate, Math.sqrt((rate + 2 * rate * rate) / many) + 0.1);
  }
});

test('LAB-3: counts are exactly Poisson’s, by chi-square', () => {
  for (const mean of [0.7, 12, 30, 30.5, 60, 400, 9_000]) {
    const counts = new Map<number, number>();
    for (let n = 0; n < many; n++) {
      const k = poisson(seed, streamOf(`counter ${mean}`), n, mean);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    const { sum, free } = chiSquare(counts, mean);
    // Wilson and Hilferty (1931): the cube root of chi-square over its freedom is nearly normal.
    const z = (Math.cbrt(sum / free) - (1 - 2 / (9 * free))) / Math.sqrt(2 / (9 * free));
    assert.ok(free > 2 && Math.abs(z) < 3.5, `mean ${mean}: ${sum} of ${free}, ${z} standard deviations`);
  }
});

/** Neighbouring counts are put together until at least 20 are expected. */
function chiSquare(counts: ReadonlyMap<number, number>, mean: number): { readonly sum: number; readonly free: number } {
  const last = Math.ceil(mean + 12 * Math.sqrt(mean) + 12);
  let [logShare, sum, bins, seen, expected, left] = [-mean, 0, 0, 0, 0, many];
  for (let k = 0; k <= last; k++) {
    if (k > 0) logShare += Math.log(mean / k);
    seen += counts.get(k) ?? 0;
    expected += many * Math.exp(logShare);
    if (expected < 20 || left - expected < 20) continue;
    sum += (seen - expected) ** 2 / expected;
    left -= expected;
    [bins, seen, expected] = [bins + 1, 0, 0];
  }
  return { sum: sum + (seen - left) ** 2 / left, free: bins };
}

test('LAB-3: the same seed, stream and number always give the same', () => {
  assert.equal(share(seed, 3, 17), share([...seed], 3, 17));
  assert.equal(gaussian(seed, 3, 17).toString(), gaussian(seed, 3, 17).toString());
  assert.equal(poisson(seed, 1, 1, 0), 0);
});
