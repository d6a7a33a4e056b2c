import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lagged, onStep, readingUncertainty, shownBy, zeroOf, type Instrument } from './instrument.ts';

const balance: Instrument = {
  name: 'balance',
  quantity: 'mass',
  unit: 'g',
  from: 0,
  to: 100,
  step: 0.1,
  zero: 0.5,
  isZeroable: true,
  noise: 0,
  scale: 'digital',
};
const seed = [1, 2, 3, 4, 5, 6, 7, 8];

test('LAB-4: a reading lies on the smallest division, is off by the zero error until it is set to zero, and within the range', () => {
  assert.equal(shownBy(seed, balance, 20.04, 1, true), 20);
  assert.equal(shownBy(seed, balance, 20, 1, false), onStep(20 + zeroOf(seed, balance), 0.1));
  assert.ok(Math.abs(zeroOf(seed, balance)) <= 0.5);
  assert.equal(shownBy(seed, balance, 120, 1, true), 'over-range');
  assert.equal(shownBy(seed, balance, undefined, 1, true), 'nothing');
  assert.equal(onStep(0.1 + 0.2, 0.1), 0.3);
});

test('LAB-4: the uncertainty of a reading is that of its division, its zero and its noise (GUM 4.3.7)', () => {
  assert.ok(Math.abs(readingUncertainty(balance, true) - 0.1 / Math.sqrt(12)) < 1e-15);
  const both = Math.hypot(0.1 / Math.sqrt(12), 0.5 / Math.sqrt(3));
  assert.ok(Math.abs(readingUncertainty(balance, false) - both) < 1e-15);
});

test('LAB-4: a slow instrument has come 1 − 1/e of its way after its time constant', () => {
  assert.ok(Math.abs(lagged(0, 1, 5000, 5000) - (1 - Math.exp(-1))) < 1e-15);
  assert.equal(lagged(0, 1, 1, 0), 1);
});
