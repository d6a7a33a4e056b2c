import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Room } from '#http/house.ts';

/** The sentences of a room in one language, all its sets together. */
function wordsIn(folder: string, language: string): Readonly<Record<string, string>> {
  const sets = globSync(`words/{,*.}${language}.json`, { cwd: folder }).map(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
  );
  return Object.assign({}, ...sets) as Record<string, string>;
}

/** Keys that a room's code says: texts that begin with its name and are no permission and no type of record. */
export function keysSaid(
  folder: string,
  { name, permissions, records }: Pick<Room, 'name' | 'permissions' | 'records'>,
): Set<string> {
  const others = new Set([...Object.keys(permissions), ...records.map(({ type }) => type)]);
  const files = globSync('**/*.{ts,tsx}', { cwd: folder }).filter(
    (file) => !/\.test\.ts$|^testing(\.ts$|\/)/.test(file),
  );
  const quoted = new RegExp(`'(${name}\\.[a-z0-9.-]*[a-z0-9])'`, 'g');
  const said = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(quoted)].map(([, key = '']) => key),
  );
  return new Set(said.filter((key) => !others.has(key)));
}

const placeholders = (sentence = ''): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

/** Every key that is said has a sentence in kk, ru and en, and every Kazakh sentence has the same values in both others. */
export function assertWords(folder: string, said: ReadonlySet<string>): void {
  const [kk, ru, en] = ['kk', 'ru', 'en'].map((language) => wordsIn(folder, language));
  for (const key of said) assert.ok(kk?.[key] && ru?.[key] && en?.[key], `${key} has no sentence`);
  for (const key of Object.keys(kk ?? {})) {
    assert.deepEqual(placeholders(ru?.[key]), placeholders(kk?.[key]), key);
    assert.deepEqual(placeholders(en?.[key]), placeholders(kk?.[key]), key);
  }
}
