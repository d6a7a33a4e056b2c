import type { Language } from '#kernel/language.ts';
import { localOffset } from '#kernel/time.ts';
import kazakh from './kazakh-formats.json' with { type: 'json' };

/** What a date shows: `day` 3 қараша · `weekday` 3 қараша, сейсенбі · `full` 2026 ж. 3 қараша · `short` 3 қар. */
export type DateStyle = 'day' | 'weekday' | 'full' | 'short';

const styles: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'long' },
  weekday: { day: 'numeric', month: 'long', weekday: 'long' },
  full: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
};

const places: Readonly<Record<Exclude<Language, 'kk'>, string>> = { ru: 'ru', en: 'en-GB' };

/**
 * What the country's clocks show at an instant, in the UTC fields of a date. Devices do not know: one that was made before
 * 2024 still takes half of the country to be an hour ahead.
 */
function localDate(at: number): Date {
  return new Date(at + localOffset);
}

/** A date in the reader's language, by the country's clock. Takes an instant, or a calendar day `2026-11-03`. */
export function formatDate(language: Language, date: number | string, style: DateStyle = 'day'): string {
  const at = typeof date === 'number' ? localDate(date) : new Date(`${date}T00:00:00Z`);
  if (language !== 'kk') {
    return new Intl.DateTimeFormat(places[language], { ...styles[style], timeZone: 'UTC' }).format(at);
  }
  const names = style === 'short' ? kazakh.monthsShort : kazakh.months;
  const day = `${at.getUTCDate()} ${names[at.getUTCMonth()]}`;
  if (style === 'full') return `${at.getUTCFullYear()} ж. ${day}`;
  return style === 'weekday' ? `${day}, ${kazakh.weekdays[at.getUTCDay()]}` : day;
}

/** `09:05`, by the country's clock, the same in all three languages. */
export function formatTime(at: number): string {
  return localDate(at).toISOString().slice(11, 16);
}

/** A number with groups of three and at most `digits` places after the point: 1 234 567,5 in Kazakh and Russian. */
export function formatNumber(language: Language, value: number, digits = 0): string {
  if (language !== 'kk')
    return new Intl.NumberFormat(places[language], { maximumFractionDigits: digits }).format(value);
  const [whole = '', part = ''] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, kazakh.group);
  const fraction = part.replace(/0+$/, '');
  const isZero = Number(whole) === 0 && fraction === '';
  return `${value < 0 && !isZero ? kazakh.minus : ''}${grouped}${fraction ? kazakh.decimal + fraction : ''}`;
}

/** A share as whole per cent. What it is a share of stands beside it: a ratio keeps its parts. */
export function formatPercent(language: Language, part: number, of: number): string {
  return of === 0 ? '–' : `${formatNumber(language, (100 * part) / of)}%`;
}

/** Orders names and titles as the reader's alphabet does. */
export function comparer(language: Language): (a: string, b: string) => number {
  return language === 'kk' ? compareKazakh : new Intl.Collator(places[language]).compare;
}

function compareKazakh(a: string, b: string): number {
  const folded = [a.toLowerCase(), b.toLowerCase()] as const;
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = rankOf(folded[0][at] ?? '') - rankOf(folded[1][at] ?? '');
    if (difference !== 0) return difference;
  }
  if (a.length !== b.length) return a.length - b.length;
  // Small letters before capital ones, as in Node's ICU.
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return a[at] === folded[0][at] ? -1 : 1;
  return 0;
}

/** Characters that the table lacks come last. */
function rankOf(letter: string): number {
  const rank = kazakh.order.indexOf(letter);
  return rank < 0 ? kazakh.order.length + (letter.codePointAt(0) ?? 0) : rank;
}
