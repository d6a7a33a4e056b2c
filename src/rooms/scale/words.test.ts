import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { scale } from './index.ts';

const here = import.meta.dirname;

function wordsIn(language: string): Readonly<Record<string, string>> {
  const sets = globSync(`words/{,*.}${language}.json`, { cwd: here }).map(
    (file) => JSON.parse(readFileSync(join(here, file), 'utf8')) as Record<string, string>,
  );
  return Object.assign({}, ...sets) as Record<string, string>;
}

/** Keys that the code says: texts of this form that are no permission and no type of record. */
function saidKeys(): Set<string> {
  const others = new Set([...Object.keys(scale.permissions), ...scale.records.map(({ type }) => type)]);
  const files = globSync('**/*.{ts,tsx}', { cwd: here }).filter((file) => !/\.test\.ts$|^testing(\.ts$|\/)/.test(file));
  const said = files.flatMap((file) =>
    [...readFileSync(join(here, file), 'utf8').matchAll(/'(scale\.[a-z0-9.-]*[a-z0-9])'/g)].map(([, key = '']) => key),
  );
  return new Set(said.filter((key) => !others.has(key)));
}

const placeholders = (sentence = ''): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

describe('words of the scale', () => {
  it('SCL-30: every key that is said has a sentence in kk, ru and en, with the same values', () => {
    const [kk, ru, en] = ['kk', 'ru', 'en'].map(wordsIn);
    const said = saidKeys();
    assert.ok(said.size > 5);
    for (const key of said) assert.ok(kk?.[key] && ru?.[key] && en?.[key], `${key} has no sentence`);
    for (const key of Object.keys(kk ?? {})) {
      assert.deepEqual(placeholders(ru?.[key]), placeholders(kk?.[key]), key);
      assert.deepEqual(placeholders(en?.[key]), placeholders(kk?.[key]), key);
    }
  });
});
