import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertWords, keysSaid } from '#testing/words.ts';
import { assessment } from './index.ts';
import { hardKinds, softKinds } from './model/check.ts';
import { resolveReasons } from './model/reasons.ts';

describe('words of the assessment', () => {
  it('ASM-50: every key that is said has a sentence in kk, ru and en, with the same values', () => {
    const said = keysSaid(import.meta.dirname, assessment);
    assert.ok(said.size > 15);
    for (const kind of [...hardKinds, ...softKinds]) said.add(`assessment.finding.${kind}`);
    for (const reason of resolveReasons) said.add(`assessment.reason.${reason}`);
    for (const state of ['made', 'once', 'agreed', 'differs', 'resolved']) said.add(`assessment.sheet-${state}`);
    for (const each of ['coming', 'ready', 'sealed-here', 'only-start', 'only-both', 'only-end', 'at-start', 'at-end'])
      said.add(`assessment.${each}`);
    for (const each of ['kk', 'ru', 'en']) said.add(`assessment.language.${each}`);
    for (const each of ['digits', 'kk', 'ru']) said.add(`assessment.codes-${each}`);
    assertWords(import.meta.dirname, said);
  });
});
