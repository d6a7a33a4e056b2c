import { deepEqual } from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { quizPermissions } from './permissions.ts';
import { quizRecords } from './records.ts';

const here = import.meta.dirname;

function wordsIn(set: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(here, 'words', `${set}${language}.json`), 'utf8')) as Record<string, string>;
}

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

test('each set of words has the same keys with the same values in every language', () => {
  for (const set of ['', 'print.']) {
    const kk = wordsIn(set, 'kk');
    for (const language of ['ru', 'en']) {
      const other = wordsIn(set, language);
      deepEqual(Object.keys(other), Object.keys(kk));
      for (const [key, sentence] of Object.entries(other))
        deepEqual(placeholders(sentence), placeholders(kk[key] ?? ''), key);
    }
  }
});

test('every whole key that is said has a sentence', () => {
  const known = new Set<string>([...Object.keys(quizPermissions), ...quizRecords.map(({ type }) => type)]);
  const all = { ...wordsIn('', 'kk'), ...wordsIn('print.', 'kk') };
  const files = globSync('**/*.{ts,tsx}', { cwd: here }).filter((file) => !file.endsWith('.test.ts'));
  const said = files.flatMap((file) =>
    [...readFileSync(join(here, file), 'utf8').matchAll(/'(quiz\.[a-z0-9.-]+[a-z0-9])'/g)].map(([, key = '']) => key),
  );
  deepEqual(
    said.filter((key) => !known.has(key) && all[key] === undefined),
    [],
  );
});
