import assert from 'node:assert/strict';
import { test } from 'node:test';
import en from './pack-errors.en.json' with { type: 'json' };
import kk from './pack-errors.kk.json' with { type: 'json' };
import ru from './pack-errors.ru.json' with { type: 'json' };

function holes(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/gu)]
    .map(([hole]) => hole)
    .filter((hole) => hole !== '{word}')
    .sort();
}

test('LIB-2: each error of a pack has words in kk, ru and en that use the same values', () => {
  const all: readonly Record<string, string>[] = [kk, ru];
  for (const words of all) {
    assert.deepEqual(Object.keys(words), Object.keys(en));
    for (const [key, text] of Object.entries(en)) assert.deepEqual(holes(words[key] ?? ''), holes(text), key);
  }
});
