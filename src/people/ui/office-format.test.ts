import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { className, dayOf, shownDay, shownMoment } from './office-format.ts';
import { searchable } from '#kernel/search.ts';

describe('how the office writes', () => {
  it('days as papers have them', () => {
    assert.equal(shownDay('2026-09-01', 'kk'), '01.09.2026');
    assert.equal(shownDay('2026-09-01', 'ru'), '01.09.2026');
    assert.equal(shownDay('2026-09-01', 'en'), '1 Sep 2026');
  });
  it('knows the day in Kazakhstan, over midnight too', () => {
    assert.equal(dayOf(Date.UTC(2026, 7, 31, 20, 5)), '2026-09-01');
  });
  it('moments with day, hour and minute', () => {
    const noon = Date.UTC(2026, 8, 1, 7, 5);
    assert.equal(shownMoment(noon, 'kk'), '1 қыркүйек, 12:05');
    assert.equal(shownMoment(noon, 'ru'), '1 сентября, 12:05');
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
