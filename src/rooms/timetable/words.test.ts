import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertWords, keysSaid } from '#testing/words.ts';
import { timetable } from './index.ts';
import { weights } from './model/conflict.ts';

describe('words of the timetable', () => {
  it('TTB-22: every key that is said has a sentence in kk, ru and en, with the same values', () => {
    const said = keysSaid(import.meta.dirname, timetable);
    assert.ok(said.size > 15);
    for (const kind of Object.keys(weights)) said.add(`timetable.conflict.${kind}`);
    for (const because of ['summer', 'break', 'day-off', 'grade-break', 'weekend'])
      said.add(`timetable.into-${because}`);
    assertWords(import.meta.dirname, said);
  });
});
