import { useEffect, useMemo, useState } from 'preact/hooks';
import { useApp } from '#web/app.ts';
import { sayer, type Dictionary, type Say } from '#web/words.ts';
import { realTitles } from '../model/real/real-lab.ts';
import { wordsOf } from './lab-parts.ts';

/** What teachers' screens say of all labs, and what one lab says once its words are there. */
export function useLabSay(lab?: string): Say {
  const { words, language } = useApp();
  const [more, setMore] = useState<Dictionary>({});
  useEffect(() => {
    if (lab) void wordsOf(lab, language.value).then(setMore, () => undefined);
  }, [lab, language.value]);
  return useMemo(
    () => sayer({ ...words.value, ...realTitles(language.value), ...more }),
    [words.value, language.value, more],
  );
}
