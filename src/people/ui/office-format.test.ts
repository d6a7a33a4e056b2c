import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { className, dayOf, searchable, shownDay, shownMoment, shownNumber } from './office-format.ts';

describe('how the office writes', () => {
  it('days as papers have them', () => {
    assert.equal(shownDay('2026-09-01', 'kk'), '01.09.2026');
    assert.equal(shownDay('2026-09-01', 'ru'), '01.09.2026');
    assert.equal(shownDay('2026-09-01', 'en'), '1 Sep 2026');
  });
  it('moments by the time of Kazakhstan, over midnight too', () => {
    const lateInUtc = Date.UTC(2026, 7, 31, 20, 5);
    assert.equal(dayOf(lateInUtc), '2026-09-01');
    assert.equal(shownMoment(lateInUtc, 'kk'), '01.09.2026, 01:05');
  });
  it('numbers in groups of three', () => {
    assert.equal(shownNumber(7, 'kk'), '7');
    assert.equal(shownNumber(1234567, 'ru'), '1\u00A0234\u00A0567');
    assert.equal(shownNumber(-1234, 'en'), '−1,234');
  });
  it('classes as on their doors', () => {
    assert.equal(className({ grade: 5, letter: 'Ә' }), '5 Ә');
    assert.equal(className({ grade: 5, letter: '' }), '5');
  });
  it('finds a Kazakh name typed on a Russian keyboard', () => {
    assert.ok(searchable('Әлия Қуанышқызы').includes(searchable('алия куаныш')));
    assert.ok(searchable('Сәрсенбаев').includes(searchable('сарсен')));
  });
});
