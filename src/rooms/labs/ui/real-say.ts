import { useEffect, useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { useApp } from '#web/app.ts';
import { sayer, type Dictionary, type Say } from '#web/words.ts';

const files = import.meta.glob<Dictionary>('../words/real.*.json', { import: 'default' });

/** What is said of works with real apparatus: fetched where such a work is. */
export async function realDictionary(language: Language): Promise<Dictionary> {
  return (await files[`../words/real.${language}.json`]?.()) ?? {};
}

export function useRealSay(): Say {
  const { language } = useApp();
  const [words, setWords] = useState<Dictionary>({});
  useEffect(() => void realDictionary(language.value).then(setWords, () => undefined), [language.value]);
  return sayer(words);
}
