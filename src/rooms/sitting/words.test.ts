import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertWords, keysSaid } from '#testing/words.ts';
import { sitting } from './index.ts';

describe('words of the sitting', () => {
  it('SIT-50: every key that is said has a sentence in kk, ru and en, with the same values', () => {
    const said = keysSaid(import.meta.dirname, sitting);
    assert.ok(said.size > 5);
    assertWords(import.meta.dirname, said);
  });
});
