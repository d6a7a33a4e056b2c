import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';
import { realTitles, realWords } from '../model/real/real-lab.ts';

const room = join(import.meta.dirname, '..');

/** Says the words of the bench and of one lab on paper. */
export function paperSay(
  lab: string,
  lang: Language,
): (key: string, values?: Readonly<Record<string, string | number>>) => string {
  const read = (file: string) => JSON.parse(readFileSync(join(room, file), 'utf8')) as Record<string, string>;
  const own = lab.startsWith('real-')
    ? { ...realTitles(lang), ...realWords(lab, read(`words/real.${lang}.json`)) }
    : read(`labs/${lab}/words/${lang}.json`);
  const words: Record<string, string> = {
    ...read(`words/bench.${lang}.json`),
    ...read(`words/list.${lang}.json`),
    ...read(`words/unit.${lang}.json`),
    ...own,
  };
  return (key, values = {}) => {
    return (words[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
