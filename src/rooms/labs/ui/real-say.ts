import { useEffect, useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { useApp } from '#web/app.ts';
import { sayer, type Dictionary, type Say } from '#web/words.ts';
import { realTitles, realWords } from '../model/real/real-lab.ts';

const files = import.meta.glob<Dictionary>('../words/real.*.json', { import: 'default' });

/** What is said of works with real apparatus: fetched where such a work is. */
async function realDictionary(language: Language): Promise<Dictionary> {
  return (await files[`../words/real.${language}.json`]?.()) ?? {};
}

/** What the notebook of a work with real apparatus alone says. */
export async function realLabWords(lab: string, language: Language): Promise<Dictionary> {
  return { ...realTitles(language), ...realWords(lab, await realDictionary(language)) };
}

export function useRealSay(): Say {
  const { language } = useApp();
  const [words, setWords] = useState<Dictionary>({});
  useEffect(() => void realDictionary(language.value).then(setWords, () => undefined), [language.value]);
  return sayer(words);
}
