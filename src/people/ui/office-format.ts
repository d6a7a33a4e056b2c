import type { Language } from '#kernel/language.ts';
import { localOffset } from '#kernel/time.ts';
import { formatDate, formatTime } from '#web/format.ts';
import type { Say } from '#web/words.ts';

/** A calendar day `2026-09-01` as papers write it: `01.09.2026`, in English `1 Sep 2026`. */
export function shownDay(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language !== 'en') return `${date}.${month}.${year}`;
  return `${Number(date)} ${englishMonths[Number(month) - 1] ?? month} ${year}`;
}

/** The calendar day of an instant in Kazakhstan. */
export function dayOf(instant: number): string {
  return new Date(instant + localOffset).toISOString().slice(0, 10);
}

/** An instant as day, hour and minute: `3 қараша, 14:05`. */
export function shownMoment(instant: number, language: Language): string {
  return `${formatDate(language, instant)}, ${formatTime(instant)}`;
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

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
