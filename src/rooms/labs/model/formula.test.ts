import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFormula, spreadOf } from './formula.ts';

const value = (text: string, values: Readonly<Record<string, number>> = {}): number => {
  const found = readFormula(text);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value.at(values).value;
};
const fault = (text: string, allowed?: readonly string[]) => {
  const found = readFormula(text, allowed);
  assert.ok(!found.ok, text);
  return [found.error.key, found.error.at, found.error.what];
};

test('LAB-9: formulas are read as pupils write them', () => {
  assert.equal(value('U/I', { U: 6, I: 2 }), 3);
  assert.equal(value('1,5·x + 2', { x: 2 }), 5);
  assert.equal(value('2^3^2'), 512);
  assert.equal(value('-2^2'), -4);
  assert.equal(value('5−x²', { x: 3 }), -4);
  assert.equal(value('2·−x²', { x: 3 }), -18);
  assert.equal(value('(−x)² + (2 − x)²', { x: 3 }), 10);
  assert.equal(value('abs(−x)^2 − -x', { x: 3 }), 12);
  assert.ok(Math.abs(value('4·π²·L/T^2', { L: 1, T: 2 }) - Math.PI ** 2) < 1e-14);
  assert.ok(Math.abs(value('ln(N)', { N: 10 }) - Math.LN10) < 1e-15);
  assert.ok(Math.abs(value('sin(rad(30))') - 0.5) < 1e-15);
  assert.equal(value('m₁ + қозғалыс', { 'm₁': 1, қозғалыс: 2 }), 3);
});

test('LAB-9: a mistake is named with its place', () => {
  assert.deepEqual(fault(''), ['labs.formula.empty', 0, '']);
  assert.deepEqual(fault('U/Z', ['U', 'I']), ['labs.formula.unknown-name', 2, 'Z']);
  assert.equal(fault('U/(I')[0], 'labs.formula.unread');
  assert.deepEqual(fault('(-U) & 2').slice(0, 2), ['labs.formula.unread', 5]);
  assert.deepEqual(fault('root(4)'), ['labs.formula.unknown-function', 0, 'root']);
  for (const hostile of [
    'a.constructor',
    'this',
    '[1]',
    '"a"',
    'a?b:c',
    'f(g)(h)',
    'a=1',
    '__proto__.x',
    'constructor(1)',
    'x'.repeat(300),
  ])
    assert.ok(!readFormula(hostile).ok || !hostile.includes('('), hostile);
});

test('LAB-9: a division by nothing is no number, and says so', () => {
  assert.ok(!Number.isFinite(value('1/x', { x: 0 })));
  assert.ok(!Number.isFinite(value('sqrt(x)', { x: -1 })));
  assert.ok(Number.isNaN(value('x', {})));
});

test('LAB-9: derivatives are those of small differences', () => {
  const found = readFormula('a^b·sin(a)/ln(b) + exp(−a)·arctan(b) − abs(a)·lg(b)^2');
  assert.ok(found.ok);
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), fc.double({ min: 1.5, max: 3, noNaN: true }), (a, b) => {
      const { by } = found.value.at({ a, b });
      const h = 1e-6;
      const slope = (da: number, db: number): number =>
        (found.value.at({ a: a + da, b: b + db }).value - found.value.at({ a: a - da, b: b - db }).value) / (2 * h);
      assert.ok(Math.abs((by[0] ?? 0) - slope(h, 0)) < 1e-6 * Math.max(1, Math.abs(slope(h, 0))));
      assert.ok(Math.abs((by[1] ?? 0) - slope(0, h)) < 1e-6 * Math.max(1, Math.abs(slope(0, h))));
    }),
    { numRuns: 200 },
  );
});

test('LAB-9: uncertainty goes through a formula by its derivatives', () => {
  const found = readFormula('m/V');
  assert.ok(found.ok);
  const spread = spreadOf(found.value, { m: 78, V: 10 }, { m: 0.1, V: 0.2 });
  assert.ok(Math.abs(spread / 7.8 - Math.sqrt((0.1 / 78) ** 2 + (0.2 / 10) ** 2)) < 1e-12);
});
