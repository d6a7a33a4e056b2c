import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isWithin, readNumber, withoutUnit } from './number.ts';

function value(text: string): number | undefined {
  const number = readNumber(text);
  return number && Number(number.up) / Number(number.down);
}

test('LIB-14: decimal comma and point mean the same', () => {
  assert.deepEqual(readNumber('2,5'), readNumber('2.5'));
  assert.equal(value(',5'), 0.5);
  assert.equal(value('7,'), 7);
});

test('LIB-14: spaces may stand between groups of three digits, no-break spaces too', () => {
  for (const space of [' ', '\u00a0', '\u202f', '\u2009']) {
    assert.equal(value(`1${space}234${space}567,5`), 1_234_567.5);
  }
  assert.equal(value(' 12 '), 12);
  assert.equal(value('12 34'), undefined);
});

test('LIB-14: every dash that keyboards make is a minus', () => {
  for (const minus of ['-', '−', '–', '—', '‑']) assert.equal(value(`${minus}3`), -3);
  assert.equal(value('- 3'), -3);
  assert.equal(value('+3'), 3);
});

test('LIB-14: powers of ten in the ways in which pupils write them', () => {
  for (const text of ['3e8', '3E8', '3·10^8', '3*10^8', '3×10⁸', '3 · 10⁸', '3х10^8', '300 000 000']) {
    assert.equal(value(text), 3e8, text);
  }
  assert.equal(value('1,5·10⁻³'), 0.0015);
  assert.equal(value('10³'), 1000);
  assert.equal(value('-10^2'), -100);
});

test('LIB-14: fractions and mixed numbers', () => {
  assert.equal(value('3/4'), 0.75);
  assert.equal(value('-3 / 4'), -0.75);
  assert.equal(value('1 3/4'), 1.75);
  assert.equal(value('-1 1/2'), -1.5);
  assert.equal(value('6⁄8'), 0.75);
});

test('LIB-14: what could mean two things, or nothing, is not a number', () => {
  const unclear = [
    '',
    ' ',
    '1.234,5',
    '1,234.5',
    '1,2,3',
    '3/0',
    '1 000/3',
    '1 5/3',
    '3/4/5',
    '--3',
    'e5',
    '.',
    ',',
    '5·102',
  ];
  for (const text of [...unclear, 'бес', '12 м', '0x10', 'Infinity', 'NaN', '1e999', '9'.repeat(100)]) {
    assert.equal(readNumber(text), undefined, text);
  }
});

test('LIB-15: the tolerance counts as within, without binary fractions', () => {
  const within = (a: string, b: string, t: string) => {
    const [x, y, z] = [a, b, t].map(readNumber);
    assert.ok(x && y && z);
    return isWithin(x, y, z);
  };
  assert.ok(within('0.3', '0.1', '0.2'));
  assert.ok(!within('0.30000000000000001', '0.1', '0.2'));
  assert.ok(within('12.6', '12.5', '0.1') && within('12.4', '12.5', '0.1'));
  assert.ok(!within('12.61', '12.5', '0.1'));
  assert.ok(within('1/3', '0.333', '0.001'));
  assert.ok(within('-2', '-2.0', '0'));
});

test('LIB-14, LIB-15: any decimals, written in any way, compare like scaled integers', () => {
  const scaled = fc.integer({ min: -(10 ** 7), max: 10 ** 7 });
  const places = fc.integer({ min: 0, max: 4 });
  fc.assert(
    fc.property(scaled, scaled, fc.nat(10 ** 5), places, fc.constantFrom(',', '.'), (a, b, t, digits, mark) => {
      const [x, y, z] = [a, b, t].map((number) => readNumber(written(number, digits, mark)));
      assert.ok(x && y && z);
      assert.equal(isWithin(x, y, z), Math.abs(a - b) <= t);
    }),
  );
});

test('LIB-14: never throws, whatever is typed', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'0123456789.,-−/ eех·^¹²³⁻\u00a0м') });
  fc.assert(fc.property(typed, (text) => void readNumber(text)));
  fc.assert(fc.property(fc.string(), (text) => void readNumber(text)));
});

test('LIB-14: a unit at the end may be there in either script and any case', () => {
  assert.equal(value(withoutUnit('15 м/с', 'м/с')), 15);
  assert.equal(value(withoutUnit('15 M/C', 'м/с')), 15);
  assert.equal(value(withoutUnit('15м²', 'м²')), 15);
  assert.equal(value(withoutUnit('50 %', '%')), 50);
  assert.equal(withoutUnit('15 км', 'м/с'), '15 км');
});

/** `number` shifted by `digits` places, in groups of three. */
function written(number: number, digits: number, mark: string): string {
  const text = String(Math.abs(number)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/gu, '\u00a0');
  const part = digits > 0 ? mark + text.slice(-digits) : '';
  return `${number < 0 ? '−' : ''}${whole}${part}`;
}
