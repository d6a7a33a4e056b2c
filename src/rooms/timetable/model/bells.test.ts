import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bellsFor, checkBells, proposedBells, sameReach, type BellSet } from './bells.ts';

function bells(lessons: BellSet['lessons'], of: Partial<BellSet> = {}): BellSet {
  return { bells: 'b', name: '', grades: [], weekdays: [], from: '', to: '', lessons, ...of };
}

function refusedAt(given: BellSet) {
  const checked = checkBells(given);
  return checked.ok ? undefined : [checked.error.key, checked.error.values];
}

describe('bells', () => {
  it('TTB-6: a set is in order, and no lesson begins before the one before it has ended', () => {
    const first = { period: 1, from: '08:30', to: '09:15' };
    assert.equal(refusedAt(bells([first, { period: 2, from: '09:15', to: '10:00' }])), undefined);
    assert.deepEqual(refusedAt(bells([first, { period: 2, from: '09:10', to: '09:55' }])), [
      'timetable.bells-overlap',
      { period: 2, before: 1, from: '09:10', to: '09:15' },
    ]);
    assert.deepEqual(refusedAt(bells([first, { period: 1, from: '09:25', to: '10:10' }])), [
      'timetable.bells-order',
      { period: 1 },
    ]);
    assert.deepEqual(refusedAt(bells([{ period: 3, from: '10:00', to: '09:00' }])), [
      'timetable.bells-backwards',
      { period: 3 },
    ]);
    assert.deepEqual(refusedAt(bells([{ period: 1, from: '8:30', to: '09:15' }])), [
      'timetable.bells-clock',
      { period: 1 },
    ]);
    assert.equal(refusedAt(bells([]))?.[0], 'timetable.bells-none');
    assert.equal(refusedAt(bells([first], { from: '2026-12-01', to: '2026-11-01' }))?.[0], 'timetable.bells-dates');
  });
  it('TTB-6: what is proposed holds together', () => {
    for (const set of proposedBells) assert.equal(refusedAt({ ...set, from: '', to: '' }), undefined, set.bells);
  });
  it('TTB-7: the most particular set rings, and only where it is for all who sit together', () => {
    const [all, first, friday, storm] = [
      bells([], { bells: 'all' }),
      bells([], { bells: 'first', grades: [1] }),
      bells([], { bells: 'friday', weekdays: [5] }),
      bells([], { bells: 'storm', from: '2026-12-07', to: '2026-12-11' }),
    ];
    const sets = [all, first, friday, storm];
    const at = (day: string, weekday: number, grades: readonly number[]) =>
      bellsFor(sets, { day, weekday, grades })?.bells;
    assert.equal(at('2026-12-01', 2, [5]), 'all');
    assert.equal(at('2026-12-01', 2, [1]), 'first');
    assert.equal(at('2026-12-01', 2, [1, 2]), 'all');
    assert.equal(at('2026-12-04', 5, [1]), 'friday');
    assert.equal(at('2026-12-11', 5, [1]), 'storm');
  });
  it('TTB-7: grade 1 begins the year with three short lessons', () => {
    const at = (day: string) => bellsFor([], { day, weekday: 1, grades: [1] });
    assert.deepEqual([at('2026-10-30')?.lessons.length, at('2026-11-02')?.lessons.length], [3, 5]);
    assert.deepEqual(at('2026-09-01')?.lessons[0], { period: 1, from: '08:30', to: '09:05' });
  });
  it('TTB-6: two sets for the same grades on the same days are refused', () => {
    const winter = bells([], { bells: 'w', from: '2026-12-01', to: '2027-02-28' });
    assert.equal(sameReach([winter], bells([], { bells: 'x', from: '2027-02-01', to: '2027-03-01' }))?.bells, 'w');
    assert.equal(sameReach([winter], bells([], { bells: 'x', from: '2027-03-01', to: '' })), undefined);
    assert.equal(sameReach([winter], bells([], { bells: 'x' })), undefined);
    assert.equal(sameReach([winter], winter), undefined);
  });
});
