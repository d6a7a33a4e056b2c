import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Chromium knows no Kazakh dates, numbers or alphabet; Node's ICU does. This writes what of it our screens need into
// src/web/kazakh-formats.json. Run it again after a new Node: node tools/kazakh-formats.ts

const file = join(import.meta.dirname, '..', 'src', 'web', 'kazakh-formats.json');
const months = Array.from({ length: 12 }, (_, month) => new Date(2026, month, 3));
/** The first is a Sunday, as `getDay` counts. */
const weekdays = Array.from({ length: 7 }, (_, day) => new Date(2026, 10, 1 + day));

const inKazakh = (options: Intl.DateTimeFormatOptions) => (date: Date) =>
  new Intl.DateTimeFormat('kk', options).format(date);
/** The part of a date in which it stands within a sentence. */
const within = (type: string, options: Intl.DateTimeFormatOptions) => (date: Date) => {
  const parts = new Intl.DateTimeFormat('kk', options).formatToParts(date);
  return parts.find((part) => part.type === type)?.value ?? '';
};

const characters =
  " -'’.,()0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
const order = [...new Set(characters.toLowerCase())].toSorted(new Intl.Collator('kk').compare).join('');

const numberParts = new Intl.NumberFormat('kk').formatToParts(-1_234_567.5);
const partOf = (type: string) => numberParts.find((part) => part.type === type)?.value ?? '';

const formats = {
  /** In which order names and titles are listed. */
  order,
  months: months.map(within('month', { day: 'numeric', month: 'long' })),
  monthsShort: months.map(within('month', { day: 'numeric', month: 'short' })),
  monthsAlone: months.map(inKazakh({ month: 'long' })),
  weekdays: weekdays.map(inKazakh({ weekday: 'long' })),
  weekdaysShort: weekdays.map(inKazakh({ weekday: 'short' })),
  group: partOf('group'),
  decimal: partOf('decimal'),
  minus: partOf('minusSign'),
};

writeFileSync(file, `${JSON.stringify(formats, null, 2)}\n`);
