import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';

const room = join(import.meta.dirname, '..');

/** Says the words of the bench and of one lab on paper. */
export function paperSay(
  lab: string,
  lang: Language,
): (key: string, values?: Readonly<Record<string, string | number>>) => string {
  const files = [`words/bench.${lang}.json`, `words/list.${lang}.json`, `labs/${lab}/words/${lang}.json`];
  const all = files.map((file) => JSON.parse(readFileSync(join(room, file), 'utf8')) as Record<string, string>);
  const words = Object.assign({}, ...all) as Record<string, string>;
  return (key, values = {}) => {
    return (words[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
