import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fitted, type Fit } from './fit.ts';

const of = (fit: Fit | string): Fit => {
  assert.ok(typeof fit !== 'string', String(fit));
  return fit;
};

it('LAB-10: readings of a burette that all lie on one line leave the slope as sure as its divisions do, and no surer', () => {
  // Fifteen titrations of acid that uses 0.65 mL a millilitre: on divisions of 0.1 mL nothing is seen of chance.
  const xs = [4, 8, 12, 16, 20].flatMap((x) => [x, x, x]);
  const points = xs.map((x, row) => ({ row, x, y: Math.round(6.5 * x) / 10, spread: 0.1 }));
  const { estimates } = of(fitted('line', points));
  assert.ok(Math.abs((estimates.values[0] ?? NaN) - 0.65) < 1e-12);
  assert.ok(Math.abs((estimates.errors[0] ?? NaN) - 0.1 / Math.sqrt(12 * 480)) < 1e-12, String(estimates.errors[0]));
  const curve = of(fitted('own', points, 'a*x + b'));
  assert.ok(Math.abs((curve.estimates.errors[0] ?? NaN) - (estimates.errors[0] ?? NaN)) < 1e-9);
});

it('LAB-8: where chance is larger than the divisions, what is left says how sure a line is', () => {
  const ys = [2.3, 5.8, 7.1, 11.2, 12.4];
  const points = ys.map((y, row) => ({ row, x: row, y, spread: 0.1 }));
  const bare = of(
    fitted(
      'line',
      points.map((each) => ({ ...each, spread: 0 })),
    ),
  );
  assert.deepEqual(of(fitted('line', points)).estimates, bare.estimates);
});
