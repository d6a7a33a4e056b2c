import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balancedReplicates } from './model/brr.ts';
import { leaveOneOfPair, leaveOneOut, replicated } from './model/jackknife.ts';
import { scalePoints, scaleSize } from './model/own-scale.ts';
import { shrinkSchools } from './model/shrink.ts';
import { near } from './testing/numbers.ts';
import { abilities } from './testing/simulated.ts';
import { added, replicate } from './testing/replication.ts';

const values = abilities('variance', 40);
const pairOf = Int32Array.from(values, (_, unit) => unit >> 1);

const total = (weights: Float64Array): number => values.reduce((sum, each, n) => sum + each * weights[n]!, 0);
const mean = (weights: Float64Array): number => total(weights) / weights.reduce((sum, each) => sum + each, 0);

test('SCL-11 leaving out one unit gives the textbook variance of a mean, whatever the scale of weights', () => {
  const middle = mean(new Float64Array(40).fill(1));
  const textbook = values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / 39 / 40;
  near([replicated(leaveOneOut(40), 40, mean).variance], [textbook], 1e-12);
  near(
    [replicated(leaveOneOut(40), 40, (weights) => mean(weights.map((each) => 5 * each))).variance],
    [textbook],
    1e-12,
  );
});

test('SCL-11 pairs: JK2 and BRR-Fay give a total the sum of squared differences; replicates of a total have its mean', () => {
  const textbook = Array.from({ length: 20 }, (_, n) => (values[2 * n]! - values[2 * n + 1]!) ** 2).reduce(
    (a, b) => a + b,
    0,
  );
  near([replicated(leaveOneOfPair(pairOf), 40, total).variance], [textbook], 1e-10);
  const balanced = balancedReplicates(pairOf);
  assert.equal(balanced.rows.length, 24);
  near([replicated(balanced, 40, total).variance], [textbook], 1e-10);
  for (const { rows } of [balanced, leaveOneOut(40)]) {
    near([rows.reduce((sum, row) => sum + total(row), 0) / rows.length], [total(new Float64Array(40).fill(1))], 1e-10);
  }
  assert.equal(balancedReplicates(Int32Array.from({ length: 134 }, (_, n) => n >> 1)).rows.length, 68);
});

test('SCL-11 a school value: between its own mean and that of all, the more its own the more pupils it has; never surer than it is', () => {
  const schools = Array.from({ length: 60 }, (_, j) => {
    const middle = abilities(`school ${j}`, 1, 0, 0.5)[0]!;
    return Array.from(abilities(`pupils ${j}`, 1 + (j % 12), middle, 1), (value) => ({ value, se: 0.45 }));
  });
  const found = shrinkSchools(schools);
  for (const { value, raw, own } of found.schools) {
    assert.ok(own > 0 && own < 1);
    assert.ok(Math.abs(value - found.mean) <= Math.abs(raw - found.mean) + 0.05);
  }
  assert.ok(found.schools[11]!.own > found.schools[1]!.own && found.schools[1]!.own > found.schools[0]!.own);
  assert.ok(found.schools[0]!.se > found.schools[11]!.se);
  const alike = shrinkSchools(schools.map((pupils) => pupils.map(() => ({ value: 0.3, se: 0.4 }))));
  assert.ok(alike.schools.every(({ se, value }) => se > 0 && Math.abs(value - 0.3) < 1e-6));
});

test('SCL-13 the own scale: the first cohort has 500 and 100', () => {
  const base = { mean: 0.3, sd: 1.2 };
  near([scalePoints(0.3, base), scalePoints(1.5, base), scaleSize(0.6, base)], [500, 600, 50], 1e-9);
});

test('SCL-14 95 % intervals cover the truth about as often, in 8 years of 300 pupils from a fixed seed', () => {
  const { difficulty, wle, school, growth } = added(Array.from({ length: 8 }, (_, n) => replicate(`small ${n}`, 300)));
  const shares = [difficulty, wle, school].map(({ hit, of }) => hit / of);
  assert.ok(
    shares.every((share) => share > 0.9 && share < 0.99),
    shares.join(' '),
  );
  assert.ok(growth.hit >= 6);
});
