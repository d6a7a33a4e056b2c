import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  isSchoolDay,
  noLessonsBecause,
  patternSource,
  quarterOf,
  shippedCalendar,
  taughtWeekday,
  weeksIn,
  weeksOfQuarters,
} from './calendar.ts';
import { oddQuarters } from './calendar-check.ts';
import { addDays, daysFrom, isDay, weekdayOf } from './day.ts';

const shipped = [2024, 2025, 2026];

describe('the school calendar', () => {
  it('TTB-1: each shipped year has 8 + 8 + 10 + 8 weeks, quarters in order, days that exist', () => {
    for (const year of shipped) {
      const { quarters, breaks, daysOff } = shippedCalendar(year);
      assert.deepEqual(quarters.map(weeksIn), [...weeksOfQuarters], `${year}`);
      const ends = quarters.flatMap(({ from, to }) => [from, to]);
      assert.deepEqual(ends, ends.toSorted());
      for (const day of [
        ...ends,
        ...breaks.flatMap(({ from, to }) => [from, to]),
        ...daysOff.map((each) => each.day),
      ]) {
        assert.ok(isDay(day), day);
      }
      for (const { day } of daysOff) assert.ok(weekdayOf(day) <= 5 && quarterOf(shippedCalendar(year), day), day);
    }
  });
  it('TTB-1: a quarter with other weeks than it should have is named', () => {
    const { quarters } = shippedCalendar(2026);
    assert.deepEqual(oddQuarters(quarters), []);
    const short = quarters.map((each, n) => (n === 2 ? { ...each, to: '2027-03-14' } : each));
    assert.deepEqual(oddQuarters(short), [{ quarter: 3, weeks: 9, should: 10 }]);
  });
  it('TTB-2: the dates of 2026/27 were read at second hand and are not called checked', () => {
    assert.equal(shippedCalendar(2026).checked, false);
    assert.match(shippedCalendar(2026).source, /213-НҚ/);
    assert.deepEqual(
      shipped.slice(0, 2).map((year) => shippedCalendar(year).checked),
      [true, true],
    );
  });
  it('TTB-2: a year without an order has dates by the pattern, unchecked, with its weeks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2027, max: 2060 }), (year) => {
        const calendar = shippedCalendar(year);
        assert.equal(calendar.source, patternSource);
        assert.equal(calendar.checked, false);
        assert.deepEqual(calendar.quarters.slice(0, 3).map(weeksIn), [8, 8, 10]);
      }),
    );
  });
  it('TTB-3: a day is in one of four quarters, or in none between them', () => {
    const calendar = shippedCalendar(2026);
    const quarters = ['2026-09-01', '2026-10-25', '2026-10-26', '2026-11-02', '2027-01-11', '2027-05-25', '2027-05-26'];
    assert.deepEqual(
      quarters.map((day) => quarterOf(calendar, day)),
      [1, 1, undefined, 2, 3, 4, undefined],
    );
  });
  it('TTB-3: no lessons on weekends, holidays, in breaks and in summer, each with its reason', () => {
    const calendar = shippedCalendar(2026);
    const because = (day: string, grade = 5) => noLessonsBecause(calendar, grade, day);
    assert.equal(because('2026-11-30'), undefined);
    assert.equal(because('2026-11-28'), 'weekend');
    assert.equal(because('2026-12-16'), 'day-off');
    assert.equal(because('2026-12-30'), 'break');
    assert.equal(because('2027-07-01'), 'summer');
    assert.equal(because('2026-08-31'), 'summer');
  });
  it('TTB-4: grade 1 alone has its week off in February', () => {
    const calendar = shippedCalendar(2026);
    assert.equal(noLessonsBecause(calendar, 1, '2027-02-10'), 'grade-break');
    assert.equal(isSchoolDay(calendar, 2, '2027-02-10'), true);
    assert.equal(isSchoolDay(calendar, 1, '2027-02-15'), true);
  });
  it('TTB-5: a working Saturday has the lessons of the day that it stands for; some grades learn on all', () => {
    const calendar = { ...shippedCalendar(2026), moved: [{ day: '2026-11-28', as: '2026-11-27' }], saturdays: [9] };
    assert.equal(isSchoolDay(calendar, 5, '2026-11-28'), true);
    assert.equal(taughtWeekday(calendar, '2026-11-28'), 5);
    assert.equal(isSchoolDay(calendar, 5, '2026-12-05'), false);
    assert.equal(isSchoolDay(calendar, 9, '2026-12-05'), true);
  });
  it('TTB-3: every day of a year either has lessons or a reason why not', () => {
    for (const year of shipped) {
      const calendar = shippedCalendar(year);
      for (const day of daysFrom(`${year}-08-01`, addDays(`${year + 1}-08-01`, -1))) {
        if (isSchoolDay(calendar, 5, day)) assert.notEqual(quarterOf(calendar, day), undefined);
      }
    }
  });
});
