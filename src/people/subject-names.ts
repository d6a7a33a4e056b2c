import type { Language } from '#kernel/language.ts';
import en from './words/subjects.en.json' with { type: 'json' };
import kk from './words/subjects.kk.json' with { type: 'json' };
import ru from './words/subjects.ru.json' with { type: 'json' };

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = { kk, ru, en };

/** A subject as papers name it; one that the house does not know yet by its id. */
export function subjectName(language: Language, subject: string): string {
  return words[language][`people.subject.${subject}`] ?? subject;
}
