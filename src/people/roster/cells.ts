import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { Fault } from './errors.ts';
import { fault, quoted } from './errors.ts';
import { skeleton } from './letters.ts';
import type { Medium } from './roster.ts';
import type { Cell } from './table.ts';
import { cellText } from './table.ts';

export type Sex = 'male' | 'female';

/** The first date of birth that is taken for one: before it stand Excel's own beginnings. */
const earliestBirth = '1920-01-01';

/**
 * A date of birth as `yyyy-mm-dd` (ROS-13): a spreadsheet's date, its bare day number, `dd.mm.yyyy` (also with `/` or
 * `-`), or ISO. A year of two digits is refused, because it can be two years.
 */
export function parseBirthDate(cell: Cell, today: string): Result<string, Fault> {
  const date = isoDate(cell);
  if (date === undefined) return err(fault('roster.date-unreadable'));
  if (!isRealDate(date)) return err(fault('roster.date-impossible'));
  if (date < earliestBirth || date > today) {
    return err(fault('roster.date-out-of-range', { from: earliestBirth, to: today }));
  }
  return ok(date);
}

export function parseSex(text: string): Result<Sex, Fault> {
  const sex = sexes.get(skeleton(text));
  return sex ? ok(sex) : err(fault('roster.sex-unknown', { value: quoted(text) }));
}

/** The language in which a pupil is taught. */
export function parseMedium(text: string): Result<Medium, Fault> {
  const language = languages.get(skeleton(text));
  return language === 'kk' || language === 'ru'
    ? ok(language)
    : err(fault('roster.medium-unknown', { value: quoted(text) }));
}

/** The language of a person's own screens. */
export function parseLanguage(text: string): Result<'kk' | 'ru' | 'en', Fault> {
  const language = languages.get(skeleton(text));
  return language ? ok(language) : err(fault('roster.language-unknown', { value: quoted(text) }));
}

/** The twelve digits of an individual identification number, leading zeros that a spreadsheet ate restored. */
export function parseIin(cell: Cell): string | undefined {
  const digits = cellText(cell).replaceAll(/[\s-]/gu, '');
  return /^\d{9,12}$/u.test(digits) ? digits.padStart(12, '0') : undefined;
}

/** Makes a lookup by skeleton of a list `meaning → spellings`. One spelling with two meanings is a bug. */
export function vocabulary<T extends string>(spellings: Readonly<Record<T, string>>): ReadonlyMap<string, T> {
  const meanings = new Map<string, T>();
  for (const [meaning, words] of Object.entries<string>(spellings) as [T, string][]) {
    for (const word of words.split('|').map(skeleton)) {
      const other = meanings.get(word) ?? meaning;
      if (word === '' || other !== meaning) throw new Error(`“${word}” means ${other} and ${meaning}`);
      meanings.set(word, meaning);
    }
  }
  return meanings;
}

const sexes = vocabulary<Sex>({
  male: 'е|ер|еркек|ұл|ұл бала|ер бала|ер адам|м|муж|мужской|мужчина|мальчик|m|male|boy|man',
  female: 'ә|әйел|қ|қыз|қыз бала|ж|жен|женский|женщина|девочка|f|female|girl|woman',
});

const languages = vocabulary<'kk' | 'ru' | 'en'>({
  kk: 'қ|қаз|қазақ|қазақша|қазақ тілі|қазақ тілінде|казахский|казахский язык|на казахском|каз яз|kk|kz|kaz|kazakh',
  ru: 'о|орыс|орысша|орыс тілі|орыс тілінде|р|рус|русский|русский язык|на русском|рус яз|ru|rus|russian',
  en: 'ағылшын|ағылшынша|ағылшын тілі|английский|английский язык|анг|англ|en|eng|english',
});

function isoDate(cell: Cell): string | undefined {
  if (cell instanceof Date) return Number.isNaN(cell.valueOf()) ? undefined : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return isoOfDayNumber(cell);
  const text = cellText(cell)
    .replace(/\s*(ж|г|жыл|год)?\.?$/u, '')
    .replace(/[ T]0?0:00(:00)?(\.0+)?Z?$/u, '');
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/u.exec(text) ?? [];
  if (day && month && year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/u.exec(text) ?? [];
  return isoYear && isoMonth && isoDay
    ? `${isoYear}-${isoMonth.padStart(2, '0')}-${isoDay.padStart(2, '0')}`
    : undefined;
}

/** Excel counts days from 30 December 1899 (as it shows them for dates after February 1900). */
function isoOfDayNumber(days: number): string | undefined {
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * 86_400_000).toISOString().slice(0, 10);
}

function isRealDate(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(iso);
}
