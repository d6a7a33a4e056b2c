import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schoolScope, type SchoolId } from '#kernel/ids.ts';
import { toCbor } from '#log/record.ts';
import { bellsSet, calendarSet, hoursSet } from './records.ts';

const scope = schoolScope('timetable-school' as SchoolId);
/** What a record may have in all is 16 384 bytes (LOG-4); its head takes some. */
const room = 16_000;

const sizeOf = (draft: { readonly body: unknown }): number => toCbor(draft.body).length;
const many = <T>(count: number, each: T): T[] => Array.from({ length: count }, () => each);

describe('records of the timetable', () => {
  it('LOG-4: the largest calendar, bells and hours that are taken fit a record', () => {
    const words = 'Ә'.repeat(60);
    const names = { kk: words, ru: words, en: words };
    const span = { from: '2026-09-01', to: '2026-10-25' };
    const grades = many(12, 11);
    const calendar = {
      year: 2026,
      quarters: many(4, span),
      breaks: many(6, { ...span, grades, names }),
      daysOff: many(24, { day: '2026-12-16', names }),
      moved: many(20, { day: '2026-12-16', as: '2026-12-17' }),
      saturdays: grades,
      source: 'Ә'.repeat(300),
      checked: false,
    };
    assert.ok(sizeOf(calendarSet.draft(scope, 'office', calendar)) < room);
    const lessons = many(15, { period: 14, from: '08:30', to: '09:15' });
    const bells = { bells: 'b'.repeat(40), name: words, grades, weekdays: many(7, 7), ...span, lessons };
    assert.ok(sizeOf(bellsSet.draft(scope, 'office', bells)) < room);
    const hours = many(200, { grade: 11, subject: 'x'.repeat(40), hours: 20 });
    assert.ok(sizeOf(hoursSet.draft(scope, 'office', { year: 2026, source: 'Ә'.repeat(300), hours })) < room);
  });
});
