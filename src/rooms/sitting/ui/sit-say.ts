import type { Language } from '#kernel/language.ts';
import { useApp } from '#web/app.ts';
import { sayer, type Dictionary, type Say } from '#web/words.ts';
import en from '../words/sit.en.json' with { type: 'json' };
import kk from '../words/sit.kk.json' with { type: 'json' };
import ru from '../words/sit.ru.json' with { type: 'json' };

const own: Readonly<Record<Language, Dictionary>> = { kk, ru, en };

/** What a sitting says to a pupil. All three languages come with its code: it has to speak without a server. */
export function useSitSay(): Say {
  const { words, language } = useApp();
  return sayer({ ...words.value, ...own[language.value] });
}
