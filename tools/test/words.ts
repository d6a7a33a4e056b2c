import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { languages } from '../../src/kernel/language.ts';

type Words = Readonly<Record<string, string>>;

/** Every words folder has the same keys and the same `{values}` in kk, ru and en; no sentence is empty. */
export function checkWords(): boolean {
  const problems = folders().flatMap(problemsIn);
  for (const problem of problems) console.log(problem);
  return problems.length === 0;
}

function folders(): string[] {
  return [...new Set(globSync('src/**/words/*.json').map((file) => dirname(file)))].toSorted();
}

function problemsIn(folder: string): string[] {
  const sets = [...new Set(globSync(`${folder}/*.json`).map((file) => file.replace(/(kk|ru|en)\.json$/, '')))];
  return sets.flatMap((set) => {
    const read = languages.map((language) => [language, readWords(`${set}${language}.json`)] as const);
    const missing = read.flatMap(([language, words]) => (words ? [] : [`${set}${language}.json is missing`]));
    if (missing.length > 0) return missing;
    const keys = new Set(read.flatMap(([, words]) => Object.keys(words ?? {})));
    return [...keys].flatMap((key) => problemsWith(set, key, read as readonly (readonly [string, Words])[]));
  });
}

function readWords(file: string): Words | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Words;
  } catch {
    return undefined;
  }
}

function problemsWith(set: string, key: string, read: readonly (readonly [string, Words])[]): string[] {
  const [, first = {}] = read[0] ?? [];
  return read.flatMap(([language, words]) => {
    const sentence = words[key];
    if (typeof sentence !== 'string' || sentence.trim() === '') return [`${set}${language}.json: no words for ${key}`];
    const isSame = valuesIn(sentence) === valuesIn(first[key] ?? '');
    return isSame ? [] : [`${set}${language}.json: ${key} has other {values} than in Kazakh`];
  });
}

function valuesIn(sentence: string): string {
  return [...new Set(sentence.match(/(?<!\{)\{\w+\}(?!\})/g) ?? [])].toSorted().join();
}
