import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { comparer, formatDate, formatNumber, formatPercent, formatTime, type DateStyle } from './format.ts';
import kazakh from './kazakh-formats.json' with { type: 'json' };

const options: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'long' },
  weekday: { day: 'numeric', month: 'long', weekday: 'long' },
  full: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
};
const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

describe('Kazakh formats, against the ICU of Node', () => {
  it('writes dates as ICU does', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom<DateStyle>('day', 'weekday', 'full', 'short'), (date, style) => {
        const wanted = new Intl.DateTimeFormat('kk', { ...options[style], timeZone: 'Asia/Aqtobe' }).format(date);
        assert.equal(formatDate('kk', date.getTime(), style), wanted);
      }),
    );
  });
  it('writes numbers as ICU does', () => {
    const numbers = fc.oneof(
      fc.integer(),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((each) => Math.round(each * 4) / 4),
    );
    fc.assert(
      fc.property(numbers, (value) => {
        const wanted = new Intl.NumberFormat('kk', { maximumFractionDigits: 2 }).format(value);
        assert.equal(formatNumber('kk', value, 2), value === 0 ? '0' : wanted);
      }),
    );
  });
  it('orders names as ICU does', () => {
    const letters = [...kazakh.order].filter((letter) => /\p{Script=Cyrillic}/u.test(letter));
    const words = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 }).map((each) => each.join(''));
    const names = fc.tuple(words, words).map(([family, given]) => `${family} ${given}`);
    const oracle = new Intl.Collator('kk');
    fc.assert(
      fc.property(fc.array(names, { maxLength: 12 }), (list) => {
        assert.deepEqual(list.toSorted(comparer('kk')), list.toSorted(oracle.compare));
      }),
    );
    assert.deepEqual(['Яна', 'Әлия', 'Ұлан', 'Асан', 'Іңкәр', 'Ухта'].toSorted(comparer('kk')), [
      'Асан',
      'Әлия',
      'Ухта',
      'Ұлан',
      'Іңкәр',
      'Яна',
    ]);
  });
  it('knows every month and day', () => {
    assert.equal(kazakh.months.length, 12);
    assert.equal(kazakh.weekdays.length, 7);
    assert.equal(formatDate('kk', '2026-11-23', 'weekday'), '23 қараша, дүйсенбі');
    assert.equal(formatTime(Date.UTC(2026, 10, 3, 4, 5)), '09:05');
    assert.equal(formatPercent('kk', 1, 3), '33%');
    assert.equal(formatPercent('kk', 0, 0), '–');
  });
});
