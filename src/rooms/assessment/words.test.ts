import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { assessment } from './index.ts';
import { hardKinds, softKinds } from './model/check.ts';
import { resolveReasons } from './model/reasons.ts';

const here = import.meta.dirname;

function wordsIn(language: string): Readonly<Record<string, string>> {
  const sets = globSync(`words/{,*.}${language}.json`, { cwd: here }).map(
    (file) => JSON.parse(readFileSync(join(here, file), 'utf8')) as Record<string, string>,
  );
  return Object.assign({}, ...sets) as Record<string, string>;
}

/** Keys that the code says: texts of this form that are no permission and no type of record. */
function saidKeys(): Set<string> {
  const others = new Set([...Object.keys(assessment.permissions), ...assessment.records.map(({ type }) => type)]);
  const files = globSync('**/*.{ts,tsx}', { cwd: here }).filter((file) => !/\.test\.ts$|^testing\.ts$/.test(file));
  const said = files.flatMap((file) =>
    [...readFileSync(join(here, file), 'utf8').matchAll(/'(assessment\.[a-z0-9.-]*[a-z0-9])'/g)].map(
      ([, key = '']) => key,
    ),
  );
  return new Set(said.filter((key) => !others.has(key)));
}

const placeholders = (sentence = ''): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

describe('words of the assessment', () => {
  it('ASM-50: every key that is said has a sentence in kk, ru and en, with the same values', () => {
    const [kk, ru, en] = ['kk', 'ru', 'en'].map(wordsIn);
    const said = saidKeys();
    assert.ok(said.size > 15);
    for (const kind of [...hardKinds, ...softKinds]) said.add(`assessment.finding.${kind}`);
    for (const reason of resolveReasons) said.add(`assessment.reason.${reason}`);
    for (const state of ['made', 'once', 'agreed', 'differs', 'resolved']) said.add(`assessment.sheet-${state}`);
    for (const each of ['coming', 'ready', 'sealed-here', 'only-start', 'only-both', 'only-end', 'at-start', 'at-end'])
      said.add(`assessment.${each}`);
    for (const each of ['kk', 'ru', 'en']) said.add(`assessment.language.${each}`);
    for (const each of ['digits', 'kk', 'ru']) said.add(`assessment.codes-${each}`);
    for (const key of said) assert.ok(kk?.[key] && ru?.[key] && en?.[key], `${key} has no sentence`);
    for (const key of Object.keys(kk ?? {})) {
      assert.deepEqual(placeholders(ru?.[key]), placeholders(kk?.[key]), key);
      assert.deepEqual(placeholders(en?.[key]), placeholders(kk?.[key]), key);
    }
  });
});
