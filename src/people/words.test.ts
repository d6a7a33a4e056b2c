import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { switchedOff } from './consents.ts';
import { peopleRecords } from './index.ts';
import { peoplePermissions } from './permissions.ts';
import { rosterErrors } from './roster/errors.ts';
import { refusalReasons } from './transfers/states.ts';

const languages = ['kk', 'ru', 'en'] as const;
const here = import.meta.dirname;

/** All words of people in a language: a screen loads the sets that it needs. */
function wordsIn(language: string): Map<string, string> {
  const words = new Map<string, string>();
  for (const file of globSync(`words/{,*.}${language}.json`, { cwd: here })) {
    const set = JSON.parse(readFileSync(join(here, file), 'utf8')) as Record<string, string>;
    for (const [key, sentence] of Object.entries(set)) words.set(key, sentence);
  }
  return words;
}

/** Keys that the server's code says: texts of this form that are no permission, no record type. */
function saidKeys(): Set<string> {
  const others = new Set<string>([...Object.keys(peoplePermissions), ...peopleRecords.map((each) => each.type)]);
  const files = globSync('**/*.ts', { cwd: here }).filter(
    (file) => !/^(ui|roster)\/|\.test\.ts$|^testing\.ts$/.test(file),
  );
  const said = files.flatMap((file) =>
    [...readFileSync(join(here, file), 'utf8').matchAll(/'(people\.[a-z.-]+[a-z])'/g)].map(([, key = '']) => key),
  );
  return new Set(said.filter((key) => !others.has(key)));
}

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

describe('words of people', () => {
  it('PPL-39: every key that the server says has a sentence in kk, ru and en, with the same values', () => {
    const said = saidKeys();
    assert.ok(said.size > 50, 'the test finds the keys');
    for (const reason of refusalReasons) said.add(`people.transfer-reason.${reason}`);
    for (const { what } of Object.values(switchedOff).flat()) said.add(`people.consent-off.${what}`);
    // Names are read by the rules of rosters, and refused under the office's own keys.
    for (const key of [
      'roster.letters-lost',
      'roster.name-unreadable',
      'roster.name-mixed-letters',
      'roster.name-too-long',
    ]) {
      assert.ok(key in rosterErrors);
      said.add(key.replace('roster.', 'people.'));
    }
    const [kk, ru, en] = languages.map(wordsIn) as [Map<string, string>, Map<string, string>, Map<string, string>];
    for (const key of said) {
      const sentences = [kk, ru, en].map((words) => words.get(key));
      assert.ok(
        sentences.every((sentence) => sentence),
        `${key} has no sentence`,
      );
      const [first, ...others] = sentences.map((sentence) => placeholders(sentence ?? ''));
      for (const other of others) assert.deepEqual(other, first, key);
    }
  });

  it('PPL-39: each set has the same keys and values in every language, and Kazakh is Kazakh', () => {
    const sets = new Set(globSync('words/*.json', { cwd: here }).map((file) => file.replace(/(kk|ru|en)\.json$/, '')));
    for (const set of sets) {
      const read = languages.map(
        (language) => JSON.parse(readFileSync(join(here, `${set}${language}.json`), 'utf8')) as Record<string, string>,
      );
      const [kk = {}, ru = {}, en = {}] = read;
      assert.deepEqual(
        [Object.keys(ru).toSorted(), Object.keys(en).toSorted()],
        [Object.keys(kk).toSorted(), Object.keys(kk).toSorted()],
        set,
      );
      for (const key of Object.keys(kk)) {
        assert.deepEqual(placeholders(ru[key] ?? ''), placeholders(kk[key] ?? ''), key);
        assert.deepEqual(placeholders(en[key] ?? ''), placeholders(kk[key] ?? ''), key);
      }
      const sentences = Object.values(kk).filter((sentence) => sentence.length > 60);
      for (const sentence of sentences) assert.match(sentence, /[әғқңөұүһі]/iu, sentence);
    }
  });
});
