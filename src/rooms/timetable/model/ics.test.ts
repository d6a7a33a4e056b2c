import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '#kernel/time.ts';
import { icsText } from './ics.ts';

const at = (text: string): Instant => Date.parse(text) as Instant;
const event = {
  uid: 'a@b',
  from: at('2026-11-30T03:30:00Z'),
  to: at('2026-11-30T04:15:00Z'),
  location: '',
  description: '',
};

/** A reader of RFC 5545 as small as can be: unfolds, and takes the escapes back. */
function summaries(text: string): string[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  return lines
    .filter((line) => line.startsWith('SUMMARY:'))
    .map((line) =>
      line
        .slice('SUMMARY:'.length)
        .replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign)),
    );
}

describe('a timetable as a calendar', () => {
  it('TTB-17: is what RFC 5545 says, byte by byte', () => {
    const text = icsText('5-сынып', at('2026-11-27T00:00:00Z'), [
      { ...event, summary: 'Математика; 5, 6\\7', location: '3-кабинет' },
    ]);
    assert.deepEqual(text.split('\r\n'), [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Tirek//Timetable//KK',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:5-сынып',
      'X-WR-TIMEZONE:Asia/Aqtobe',
      'BEGIN:VEVENT',
      'UID:a@b',
      'DTSTAMP:20261127T000000Z',
      'DTSTART:20261130T033000Z',
      'DTEND:20261130T041500Z',
      'SUMMARY:Математика\\; 5\\, 6\\\\7',
      'LOCATION:3-кабинет',
      'TRANSP:OPAQUE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });
  it('TTB-17: no line has more than 75 bytes, no letter is broken, and every text reads back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('ә', 'Ғ', '\\', ';', ',', '\n', ' ', 'x', '😀'), maxLength: 120 }),
        (summary) => {
          const text = icsText('x', at('2026-11-27T00:00:00Z'), [{ ...event, summary }]);
          for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75);
          assert.ok(!text.includes('�'));
          assert.deepEqual(summaries(text), [summary]);
        },
      ),
    );
  });
});
