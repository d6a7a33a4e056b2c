import type { Language } from '#kernel/language.ts';
import en from './words/print.en.json' with { type: 'json' };
import kk from './words/print.kk.json' with { type: 'json' };
import ru from './words/print.ru.json' with { type: 'json' };

const wordsOf: Readonly<Record<Language, Readonly<Record<string, string>>>> = { kk, ru, en };

export type PaperSay = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Says what stands on papers and in spreadsheets, keys without the room's name. */
export function paperSay(language: Language): PaperSay {
  const words = wordsOf[language];
  return (key, values = {}) =>
    (words[`results.print.${key}`] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
