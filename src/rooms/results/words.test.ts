import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { resultsPermissions } from './permissions.ts';
import { resultsRecords } from './records.ts';

const here = import.meta.dirname;
const languages = ['kk', 'ru', 'en'] as const;

function wordsIn(set: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(here, 'words', `${set}${language}.json`), 'utf8')) as Record<string, string>;
}

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

/** Whole keys that code says; of those that are made of parts, that some key begins so. */
function saidIn(code: string): { readonly whole: string[]; readonly begun: string[] } {
  const whole = [...code.matchAll(/'(results\.[a-z0-9.-]+[a-z0-9])'/gi)].map(([, key = '']) => key);
  const begun = [...code.matchAll(/`(results\.[a-z0-9.-]*\.)\$\{/g)].map(([, key = '']) => key);
  return { whole, begun };
}

describe('words of the results', () => {
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

  it('every key that is said has a sentence, and no sentence is left over', () => {
    const all = { ...wordsIn('', 'kk'), ...wordsIn('own.', 'kk'), ...wordsIn('print.', 'kk') };
    const files = globSync('**/*.{ts,tsx}', { cwd: here }).filter((file) => !file.endsWith('.test.ts'));
    const said = files.map((file) => saidIn(readFileSync(join(here, file), 'utf8')));
    const known = new Set<string>([...Object.keys(resultsPermissions), ...resultsRecords.map(({ type }) => type)]);
    const whole = new Set(said.flatMap((each) => each.whole).filter((key) => !known.has(key)));
    const begun = [...new Set(said.flatMap((each) => each.begun))];
    assert.deepEqual(
      [...whole].filter((key) => all[key] === undefined),
      [],
    );
    assert.deepEqual(
      begun.filter((begin) => !Object.keys(all).some((key) => key.startsWith(begin))),
      [],
    );
    const left = Object.keys(all).filter((key) => !whole.has(key) && !begun.some((begin) => key.startsWith(begin)));
    assert.deepEqual(left, []);
  });
});
