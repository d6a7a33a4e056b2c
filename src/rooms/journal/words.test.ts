import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { journalPermissions } from './permissions.ts';
import { journal } from './index.ts';

const here = import.meta.dirname;
const languages = ['kk', 'ru', 'en'] as const;

function wordsIn(set: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(here, 'words', `${set}${language}.json`), 'utf8')) as Record<string, string>;
}

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

/** Whole keys that code says; those that are made of parts are looked at by eye. */
function saidKeys(): Set<string> {
  const known = new Set<string>([...Object.keys(journalPermissions), ...journal.records.map(({ type }) => type)]);
  const files = globSync('**/*.{ts,tsx}', { cwd: here }).filter((file) => !file.endsWith('.test.ts'));
  const said = files.flatMap((file) =>
    [...readFileSync(join(here, file), 'utf8').matchAll(/'(journal\.[a-z0-9.-]+[a-z0-9])'/g)].map(
      ([, key = '']) => key,
    ),
  );
  return new Set(said.filter((key) => !known.has(key)));
}

describe('words of the journal', () => {
  it('each set has the same keys with the same values in every language', () => {
    for (const set of ['', 'own.', 'print.']) {
      const kk = wordsIn(set, 'kk');
      for (const language of languages) {
        const other = wordsIn(set, language);
        assert.deepEqual(Object.keys(other), Object.keys(kk));
        for (const [key, sentence] of Object.entries(other))
          assert.deepEqual(placeholders(sentence), placeholders(kk[key] ?? ''), key);
      }
    }
  });

  it('every key that is said has a sentence', () => {
    const all = { ...wordsIn('', 'kk'), ...wordsIn('own.', 'kk') };
    assert.deepEqual(
      [...saidKeys()].filter((key) => all[key] === undefined),
      [],
    );
  });
});
