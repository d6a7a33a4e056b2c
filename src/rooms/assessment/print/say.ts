import type { Language } from '#kernel/language.ts';
import en from '../words/print.en.json' with { type: 'json' };
import kk from '../words/print.kk.json' with { type: 'json' };
import ru from '../words/print.ru.json' with { type: 'json' };

const wordsOf: Readonly<Record<Language, Readonly<Record<string, string>>>> = { kk, ru, en };

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Says a sentence of the room's papers; a key that is none is said as it is. */
export function printSay(language: Language): Say {
  return (key, values = {}) => {
    const sentence = wordsOf[language][`assessment.print.${key}`] ?? key;
    return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
