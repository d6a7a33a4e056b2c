import assert from 'node:assert/strict';
import { test } from 'node:test';
import { solveCurve, solveLinear, type Curve, type Estimates } from './least-squares.ts';
import { gaussian } from './noise.ts';
import { readFormula } from './formula.ts';
import { referenceCurves } from './nist-curves.ts';
import { longley, norris, wampler } from './nist.ts';
import { curveOf, solveUnguessed } from './own-curve.ts';

/** So many digits of the certified value are met. */
const digits = (got: number, certified: number): number => {
  return got === certified ? 15 : -Math.log10(Math.abs(got - certified) / Math.abs(certified));
};
const meets = (got: readonly number[], certified: readonly number[], least: number): void => {
  for (const [k, each] of certified.entries())
    assert.ok(digits(got[k] ?? NaN, each) >= least, `${got[k]} meets ${digits(got[k] ?? NaN, each)} digits of ${each}`);
};
const fitted = (found: Estimates | string): Estimates => {
  assert.ok(typeof found !== 'string', String(found));
  return found;
};

test('LAB-8: a line meets the certified values of NIST StRD, Norris', () => {
  const found = fitted(
    solveLinear(
      norris.x.map((x) => [1, x]),
      norris.y,
    ),
  );
  meets(found.values, norris.values, 11);
  meets(found.errors, norris.errors, 11);
});

test('LAB-8: a polynomial of degree five meets those of Wampler 1', () => {
  const rows = wampler.x.map((x) => [1, x, x ** 2, x ** 3, x ** 4, x ** 5]);
  meets(fitted(solveLinear(rows, wampler.y)).values, [1, 1, 1, 1, 1, 1], 8);
});

test('LAB-8: six columns that are nearly one meet those of Longley', () => {
  const found = fitted(
    solveLinear(
      longley.x.map((row) => [1, ...row]),
      longley.y,
    ),
  );
  meets(found.values, longley.values, 7);
  meets(found.errors, longley.errors, 7);
});

for (const { name, formula: text, x, y, starts, values, errors, sum } of referenceCurves) {
  const formula = readFormula(text);
  assert.ok(formula.ok);
  const { names, curve } = curveOf(formula.value);
  test(`LAB-8: a pupil’s formula meets the certified values of NIST StRD, ${name}`, () => {
    // Without any guess too, but for seven parameters of a fraction, where there are other valleys.
    const alone = name === 'Thurber' ? [] : [solveUnguessed(curve, names.length, x, y)];
    const found = [...alone, ...starts.map((start) => solveCurve(curve, x, y, start))];
    for (const each of found.map(fitted)) {
      // Two like terms may come in either order.
      const isTurned = name === 'MGH17' && (each.values[1] ?? 0) < 0;
      const order = isTurned ? [0, 3, 4, 1, 2] : names.map((_, k) => k);
      meets([each.sum], [sum], 8);
      meets(
        order.map((k) => each.values[k] ?? NaN),
        values,
        6,
      );
      meets(
        order.map((k) => each.errors[k] ?? NaN),
        errors,
        6,
      );
    }
  });
}

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
