import type { Language } from '#kernel/language.ts';
import en from '../words/en.json' with { type: 'json' };
import kk from '../words/kk.json' with { type: 'json' };
import ru from '../words/ru.json' with { type: 'json' };

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The room's sentences for what is printed; a key without a sentence is a bug and throws. */
export function sayIn(lang: Language): Say {
  const words: Readonly<Record<string, string>> = { kk, ru, en }[lang];
  return (key, values = {}) => {
    const sentence = words[`scale.${key}`];
    if (sentence === undefined) throw new Error(`no sentence for scale.${key}`);
    return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
