import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { day, hour } from '#kernel/time.ts';
import { teachingDays, type SetCalendar } from './calendar.ts';
import { dateOf, dayOf } from './day.ts';
import { freshnesses, silences, verdictOf, type Explanation, type SilenceCase } from './silence.ts';

/** Monday, 23 November 2026, 10:00 in Aktobe. */
const now = Date.UTC(2026, 10, 23, 5);
const names = { kk: 'Күзгі каникул', ru: 'Осенние каникулы', en: 'Autumn break' };
const calendar: SetCalendar = {
  year: 2026,
  district: '',
  weekdays: [1, 2, 3, 4, 5],
  spans: [{ from: '2026-11-09', to: '2026-11-15', names }],
  source: 'test',
};

function aCase(of: Partial<SilenceCase> = {}): SilenceCase {
  return {
    dataAt: undefined,
    contactAt: undefined,
    now,
    isTeaching: teachingDays([calendar], ''),
    explanations: [],
    ...of,
  };
}

function said(of: Partial<Explanation> = {}): Explanation {
  return { reason: 'line-down', from: '2026-11-20', until: '2026-11-30', by: 'region', ...of };
}

describe('how fresh a school is', () => {
  it('MON-2: days are those of the region, not of UTC', () => {
    // 00:30 on the 23rd in Aktobe is still the 22nd in UTC.
    assert.equal(verdictOf(aCase({ dataAt: Date.UTC(2026, 10, 22, 19, 30) })).freshness, 'today');
    assert.equal(verdictOf(aCase({ dataAt: Date.UTC(2026, 10, 22, 18, 30) })).freshness, 'this-week');
  });

  it('MON-2: seven days ago is older', () => {
    assert.equal(verdictOf(aCase({ dataAt: now - 6 * day })).freshness, 'this-week');
    assert.equal(verdictOf(aCase({ dataAt: now - 7 * day })).freshness, 'older');
  });

  it('MON-2: a contact without news is as good as data, and a clock that runs ahead makes nothing newer than now', () => {
    assert.equal(verdictOf(aCase({ dataAt: now - 20 * day, contactAt: now - hour })).freshness, 'today');
    assert.equal(verdictOf(aCase({ dataAt: now + 900 * day })).heardAt, now);
  });

  it('MON-2: a school of which nothing came is never heard', () => {
    const verdict = verdictOf(aCase());
    assert.deepEqual([verdict.freshness, verdict.silence, verdict.heardAt], ['never', 'unknown', undefined]);
  });
});

describe('why a school is silent', () => {
  it('MON-3: heard on Friday, it is not yet late on Monday morning, and on Tuesday it is', () => {
    const friday = now - 3 * day;
    assert.equal(verdictOf(aCase({ dataAt: friday })).silence, 'none');
    const tuesday = verdictOf(aCase({ dataAt: friday, now: now + day }));
    assert.deepEqual([tuesday.silence, tuesday.missedDays], ['unknown', 1]);
  });

  it('MON-3: on a day off after the last school day it is a holiday', () => {
    const lastSchoolDay = Date.UTC(2026, 10, 6, 9);
    const inHolidays = verdictOf(aCase({ dataAt: lastSchoolDay, now: Date.UTC(2026, 10, 12, 5) }));
    assert.deepEqual([inHolidays.silence, inHolidays.missedDays], ['holiday', 0]);
  });

  it('MON-4: days off of another district explain nothing here', () => {
    const storm = { ...calendar, district: 'Ойыл ауданы', spans: [{ from: '2026-11-19', to: '2026-11-20', names }] };
    const wednesday = Date.UTC(2026, 10, 18, 9);
    const there = teachingDays([calendar, storm], 'Ойыл ауданы');
    const here = teachingDays([calendar, storm], 'Алға ауданы');
    assert.equal(verdictOf(aCase({ dataAt: wednesday, isTeaching: there })).missedDays, 0);
    assert.equal(verdictOf(aCase({ dataAt: wednesday, isTeaching: here })).missedDays, 2);
  });

  it('MON-4: without a calendar only weekends are days off', () => {
    const isTeaching = teachingDays([], '');
    assert.equal(verdictOf(aCase({ dataAt: Date.UTC(2026, 10, 6, 9), isTeaching })).missedDays, 10);
  });

  it('MON-5: a line that is down is named with its last day, and no longer after it', () => {
    const silent = { dataAt: now - 10 * day, explanations: [said()] };
    const verdict = verdictOf(aCase(silent));
    assert.deepEqual([verdict.silence, verdict.until], ['line-down', '2026-11-30']);
    assert.equal(verdictOf(aCase({ ...silent, now: Date.UTC(2026, 11, 1, 5) })).silence, 'unknown');
    assert.equal(verdictOf(aCase({ ...silent, explanations: [said({ from: '2026-11-24' })] })).silence, 'unknown');
  });

  it('MON-5: a stick is on its way until what is on it has arrived', () => {
    const explanations = [said({ reason: 'stick-on-its-way', from: '2026-11-18' })];
    assert.equal(verdictOf(aCase({ dataAt: Date.UTC(2026, 10, 16, 9), explanations })).silence, 'stick-on-its-way');
    assert.equal(verdictOf(aCase({ dataAt: Date.UTC(2026, 10, 18, 9), explanations })).silence, 'unknown');
  });

  it('MON-5: the region stands above the school, and may take back that a reason is known', () => {
    const explanations = [said({ by: 'school' }), said({ by: 'region', reason: 'unknown' })];
    assert.equal(verdictOf(aCase({ dataAt: now - 12 * day, explanations })).silence, 'unknown');
    assert.equal(
      verdictOf(aCase({ dataAt: now - 12 * day, explanations: explanations.slice(0, 1) })).silence,
      'line-down',
    );
  });

  it('MON-3: every case gives exactly one answer that fits its freshness', () => {
    const instant = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2029, 0) });
    const date = instant.map((time) => dateOf(dayOf(time)));
    const text = fc.oneof(date, fc.constantFrom('2026-02-30', '', 'soon'));
    const explanation = fc.record({
      reason: fc.constantFrom('line-down' as const, 'stick-on-its-way' as const, 'unknown' as const),
      from: text,
      until: text,
      by: fc.constantFrom('region' as const, 'school' as const),
    });
    const aCalendar = fc.record({
      year: fc.integer({ min: 2023, max: 2029 }),
      district: fc.constantFrom('', 'Алға ауданы'),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      spans: fc.array(fc.record({ from: text, to: text, names: fc.constant(names) }), { maxLength: 4 }),
      source: fc.constant('test'),
    });
    const cases = fc.record({
      dataAt: fc.option(instant, { nil: undefined }),
      contactAt: fc.option(instant, { nil: undefined }),
      now: instant,
      explanations: fc.array(explanation, { maxLength: 3 }),
      isTeaching: fc.array(aCalendar, { maxLength: 3 }).map((set) => teachingDays(set, 'Алға ауданы')),
    });
    fc.assert(
      fc.property(cases, (of) => {
        const { silence, freshness, missedDays, heardAt, until } = verdictOf(of);
        assert.ok(silences.includes(silence));
        assert.ok(freshnesses.includes(freshness));
        assert.equal(freshness === 'never', of.dataAt === undefined && of.contactAt === undefined);
        assert.ok(heardAt === undefined || heardAt <= Math.max(of.now, of.contactAt ?? 0));
        if (freshness === 'today') assert.equal(silence, 'none');
        if (freshness === 'never') assert.notEqual(silence, 'none');
        if (silence === 'none' || silence === 'holiday') assert.equal(missedDays, 0);
        if (silence === 'unknown') assert.ok(missedDays > 0 || freshness === 'never');
        assert.equal(until !== undefined, silence === 'line-down' || silence === 'stick-on-its-way');
        assert.deepEqual(verdictOf(of), verdictOf({ ...of }));
      }),
      { numRuns: 2000 },
    );
  });
});
