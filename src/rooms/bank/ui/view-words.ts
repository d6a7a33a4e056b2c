import type { Language } from '#kernel/language.ts';
import { fill, type Dictionary, type Values } from '#web/words.ts';
import en from '../words/view.en.json' with { type: 'json' };
import kk from '../words/view.kk.json' with { type: 'json' };
import ru from '../words/view.ru.json' with { type: 'json' };

/** Says a sentence about answering, by its key without `bank.view.`. */
export type SayView = (key: string, values?: Values) => string;

const words: Readonly<Record<Language, Dictionary>> = { kk, ru, en };

export function viewSayer(language: Language): SayView {
  return (key, values = {}) => fill(words[language][`bank.view.${key}`] ?? key, values);
}
