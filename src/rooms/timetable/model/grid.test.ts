import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { shippedCalendar } from './calendar.ts';
import { bellText, gridOf, isIn, periodsOf, spansOf, weekdaysOf, type GridWeek } from './grid.ts';
import type { Slot } from './slot.ts';

const id = <T>(text: string): T => text as T;

function slot(name: string, groups: readonly string[], of: Partial<Slot> = {}): Slot {
  const place = { slot: name, since: '2026-09-01', weekday: 1, period: 1, teacher: id<PersonId>('t'), room: '' };
  return { ...place, groups: groups.map((each) => id<GroupId>(each)), ...of };
}

const group = (name: string, grades: readonly number[]) => {
  return { group: id<GroupId>(name), subject: 'physics', grades, classes: [], teacher: id<PersonId>('t') };
};
const groups = [group('g56', [5, 6]), group('g7', [7]), group('g9', [9])];

function week(slots: readonly Slot[], of: Partial<GridWeek> = {}): GridWeek {
  return { calendar: shippedCalendar(2026), bells: [], slots, groups, ...of };
}

describe('the table of a week', () => {
  it('TTB-16: who sits together in neighbouring columns is one place, who does not is apart', () => {
    const grid = gridOf({ by: 'school' }, week([slot('a', ['g56', 'g7']), slot('b', ['g9'])]));
    assert.deepEqual(grid.columns, [5, 6, 7, 9]);
    assert.deepEqual(spansOf(grid, 0), [
      { at: 0, span: 3, only: 'a' },
      { at: 3, span: 1, only: 'b' },
    ]);
    assert.equal(spansOf(grid, 1).length, 4);
  });
  it('TTB-16: a teacher’s and a grade’s week have days for columns, and only their lessons', () => {
    const slots = [slot('a', ['g56']), slot('b', ['g7'], { weekday: 3, period: 2, teacher: id<PersonId>('u') })];
    const of = gridOf({ by: 'teacher', teacher: 'u' }, week(slots));
    assert.deepEqual(of.columns, [1, 2, 3, 4, 5]);
    assert.deepEqual(
      of.slotsAt(1, 2).map((each) => each.slot),
      ['b'],
    );
    assert.deepEqual(of.slotsAt(0, 0), []);
    assert.equal(isIn({ by: 'grade', grade: 6 }, week(slots), slots[0] as Slot), true);
    assert.equal(isIn({ by: 'grade', grade: 7 }, week(slots), slots[0] as Slot), false);
  });
  it('TTB-5: Saturday has a column where a grade learns on it or a lesson stands there', () => {
    assert.equal(weekdaysOf(week([])).length, 5);
    assert.equal(weekdaysOf(week([slot('a', ['g7'], { weekday: 6 })])).length, 6);
    assert.equal(weekdaysOf(week([], { calendar: { ...shippedCalendar(2026), saturdays: [9] } })).length, 6);
  });
  it('TTB-7: each lesson with its bell; one without a bell that has a slot is shown too', () => {
    assert.ok(periodsOf(week([slot('a', ['g7'], { period: 12 })])).includes(12));
    assert.equal(bellText(week([]), { weekday: 1, period: 1 }, '2026-11-23'), '08:30–09:15');
    assert.equal(bellText(week([]), { weekday: 1, period: 1 }, '2026-11-23', [1]), '08:30–09:05');
    assert.equal(bellText(week([]), { weekday: 1, period: 12 }, '2026-11-23'), '');
  });
});
