import type { Language } from '#kernel/language.ts';
import type { Say } from '#web/words.ts';

/** The whole country lives by UTC+5; a screen says the school's time, whatever the machine's own zone is. */
const offset = 5 * 3_600_000;

/** A calendar day `2026-09-01` as papers write it: `01.09.2026`, in English `1 Sep 2026`. */
export function shownDay(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language !== 'en') return `${date}.${month}.${year}`;
  return `${Number(date)} ${englishMonths[Number(month) - 1] ?? month} ${year}`;
}

/** The calendar day of an instant in Kazakhstan. */
export function dayOf(instant: number): string {
  return new Date(instant + offset).toISOString().slice(0, 10);
}

/** An instant as day, hour and minute. */
export function shownMoment(instant: number, language: Language): string {
  return `${shownDay(dayOf(instant), language)}, ${new Date(instant + offset).toISOString().slice(11, 16)}`;
}

/** A whole number in groups of three, as each language divides them. */
export function shownNumber(value: number, language: Language): string {
  const digits = String(Math.trunc(Math.abs(value)));
  const grouped = digits.replaceAll(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '\u00A0');
  return value < 0 ? `−${grouped}` : grouped;
}

/** A class as on its door: `5 А`. */
export function className({ grade, letter }: { readonly grade: number; readonly letter: string }): string {
  return letter ? `${grade} ${letter}` : String(grade);
}

/** A class in words, from its name on the door: `5-сынып`, `5 «А» сыныбы`. */
export function shownClass(name: string, say: Say): string {
  const [grade = '', letter] = name.split(' ');
  return letter ? say('people.office.class.lettered', { grade, letter }) : say('people.office.class', { grade });
}

/** Text as it is compared by who searches: without case, and with Russian letters for Kazakh ones. */
export function searchable(text: string): string {
  return [...text.toLowerCase()].map((letter) => plainLetters[letter] ?? letter).join('');
}

const plainLetters: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
};

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
