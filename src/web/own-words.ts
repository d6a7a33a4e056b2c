import { useEffect, useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { useApp } from './app.ts';
import { sayer, type Dictionary, type Say } from './words.ts';

export type OwnWords = Readonly<Record<Language, () => Promise<{ readonly default: Dictionary }>>>;

/** A pupil's page comes without the words of rooms: such a page brings its own, in the reader's language, when it is opened. */
export function useOwnWords(own: OwnWords): Say {
  const { language, words } = useApp();
  const [found, setFound] = useState<Dictionary>({});
  useEffect(() => {
    let isCurrent = true;
    void own[language.value]().then(({ default: brought }) => isCurrent && setFound(brought));
    return () => {
      isCurrent = false;
    };
  }, [language.value]);
  return sayer({ ...words.value, ...found });
}
