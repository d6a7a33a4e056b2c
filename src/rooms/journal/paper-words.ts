import type { Language } from '#kernel/language.ts';
import en from './words/print.en.json' with { type: 'json' };
import kk from './words/print.kk.json' with { type: 'json' };
import ru from './words/print.ru.json' with { type: 'json' };
import type { CarryColumn } from './model/carry.ts';

const wordsOf: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  kk,
  ru,
  en,
};

export type PaperSay = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Says what stands on papers and in spreadsheets, keys without the room's name. */
export function paperSay(language: Language): PaperSay {
  const words = wordsOf[language];
  return (key, values = {}) =>
    (words[`journal.print.${key}`] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** `03.09`, `БЖБ 1 (12)`: the heading of a column. */
export function columnHeading(say: PaperSay, { kind, day = '', n = 0, max = 0 }: CarryColumn): string {
  if (kind === 'lesson') return plainDay(day).slice(0, 5);
  if (kind === 'section' || kind === 'quarter') return say(kind, { n, max });
  return say(kind);
}

/** `14.03.2014`, as papers in Kazakhstan write a day. */
function plainDay(day: string): string {
  return day.split('-').toReversed().join('.');
}
