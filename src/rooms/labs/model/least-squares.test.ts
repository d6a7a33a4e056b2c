import assert from 'node:assert/strict';
import { test } from 'node:test';
import { solveCurve, solveLinear, type Curve, type Estimates } from './least-squares.ts';
import { gaussian } from './noise.ts';
import { digitsOf, nistDigits } from './nist-digits.ts';

const meets = (got: readonly number[], certified: readonly number[], least: number): void => {
  for (const [k, each] of certified.entries())
    assert.ok(digitsOf(got[k] ?? NaN, each) >= least, `${got[k]}, not ${each}`);
};
const fitted = (found: Estimates | string): Estimates => {
  assert.ok(typeof found !== 'string', String(found));
  return found;
};

test('LAB-8: lines, columns and a pupil’s formulas meet the certified values of NIST StRD', () => {
  for (const { name, how, digits } of nistDigits()) assert.ok(digits >= 6, `${name}, ${how}: ${digits} digits`);
});

test('LAB-8: weights scale nothing but the errors, and those are the points’ own', () => {
  const [x, y] = [
    [1, 2, 3, 4],
    [2.1, 3.9, 6.2, 7.8],
  ];
  const rows = x.map((each) => [1, each]);
  const plain = fitted(solveLinear(rows, y));
  const weighted = fitted(
    solveLinear(
      rows,
      y,
      y.map(() => 1 / 0.2 ** 2),
    ),
  );
  meets(weighted.values, plain.values, 12);
  meets([weighted.errors[1] ?? 0], [0.2 / Math.sqrt(5)], 12);
});

test('LAB-8: what the points do not tell is refused', () => {
  assert.equal(solveLinear([[1, 2]], [3]), 'too-few');
  assert.equal(
    solveLinear(
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      [3, 4, 5],
    ),
    'not-determined',
  );
  const curve: Curve = (x, [a = 0]) => ({ value: a * NaN * x, by: [NaN] });
  assert.equal(solveCurve(curve, [1, 2], [1, 2], [1]), 'not-converged');
});

test('LAB-8: of 2 000 noisy lines 95 % have the true slope within their interval', () => {
  // Student's t for 6 degrees of freedom.
  const factor = 2.4469;
  let covered = 0;
  for (let n = 0; n < 2000; n++) {
    const x = [1, 2, 3, 4, 5, 6, 7, 8];
    const y = x.map((each, i) => 1 + 2 * each + 0.3 * gaussian([n], 1, i));
    const found = fitted(
      solveLinear(
        x.map((each) => [1, each]),
        y,
      ),
    );
    if (Math.abs((found.values[1] ?? 0) - 2) <= factor * (found.errors[1] ?? 0)) covered++;
  }
  assert.ok(covered > 1900 - 44 && covered < 1900 + 44, `${covered} of 2000`);
});
