import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acos, asin, atan, cos, exp, log, log10, pow, sin, tan, tanh } from './elementary.ts';

const near = (got: number, wanted: number, within = 1e-15): void => {
  const scale = Math.max(Math.abs(wanted), 1e-300);
  assert.ok(Math.abs(got - wanted) <= within * scale, `${got} is not ${wanted}`);
};
const all = (from: number, to: number, check: (x: number) => void): void => {
  fc.assert(fc.property(fc.double({ min: from, max: to, noNaN: true }), check), { numRuns: 2000 });
};

test('LAB-2: elementary functions agree with those of the engine in a few units of the last place', () => {
  all(-1000, 1000, (x) => {
    assert.ok(Math.abs(sin(x) - Math.sin(x)) < 3e-16);
    assert.ok(Math.abs(cos(x) - Math.cos(x)) < 3e-16);
  });
  all(-1.5, 1.5, (x) => near(tan(x), Math.tan(x), 4e-15));
  all(-700, 700, (x) => near(exp(x), Math.exp(x), 2e-15));
  all(1e-300, 1e300, (x) => near(log(x), Math.log(x), 1e-15));
  all(0.5, 2, (x) => assert.ok(Math.abs(log(x) - Math.log(x)) < 3e-16));
  all(1e-3, 1e3, (x) => near(log10(x), Math.log10(x), 2e-15));
  all(-50, 50, (x) => near(atan(x), Math.atan(x), 1e-15));
  all(-1, 1, (x) => {
    assert.ok(Math.abs(asin(x) - Math.asin(x)) < 1e-15);
    assert.ok(Math.abs(acos(x) - Math.acos(x)) < 1e-15);
  });
  all(-30, 30, (x) => assert.ok(Math.abs(tanh(x) - Math.tanh(x)) < 4e-15));
  all(0.01, 100, (x) => near(pow(x, 1.5), x ** 1.5, 1e-14));
});

test('LAB-2: the edges are as one expects', () => {
  assert.deepEqual([exp(0), exp(710), exp(-800), log(1), log(0), sin(0), cos(0)], [1, Infinity, 0, 0, -Infinity, 0, 1]);
  assert.deepEqual([log(-1), asin(2), sin(Infinity)].map(Number.isNaN), [true, true, true]);
  assert.equal(pow(2, 10), 1024);
  assert.equal(pow(10, -3), 0.001);
  near(exp(1), Math.E);
  near(4 * atan(1), Math.PI);
  near(exp(-740), Math.exp(-740), 1e-2);
});
