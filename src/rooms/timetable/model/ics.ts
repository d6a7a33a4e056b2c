import type { Instant } from '#kernel/time.ts';

/** An event of a calendar. `uid` is the same each time it is written: a calendar that is read in again does not double. */
export type CalendarEvent = {
  readonly uid: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
};

const lineBytes = 75;

/** A calendar as RFC 5545 wants it: CRLF, lines folded at 75 bytes, text escaped, times in UTC (TTB-17). */
export function icsText(name: string, stamp: Instant, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tirek//Timetable//KK',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Asia/Aqtobe',
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('');
}

function eventLines({ uid, from, to, summary, location, description }: CalendarEvent, stamp: Instant): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(to)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(location === '' ? [] : [`LOCATION:${escaped(location)}`]),
    ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ];
}

/** `20261130T033000Z` */
function utc(at: Instant): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n|\r/g, '\\n');
}

/** A line with its end, broken where it would have more than 75 bytes; no letter is broken. */
function folded(line: string): string {
  let out = '';
  let bytes = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    // The space with which a further line begins counts too.
    if (bytes + size > lineBytes) {
      out += '\r\n ';
      bytes = 1;
    }
    out += letter;
    bytes += size;
  }
  return `${out}\r\n`;
}
