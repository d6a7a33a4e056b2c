import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answer } from '#rooms/library/model/question.ts';
import { isOver, newProgress, shownState, stateOf, tallyOf, withDraft, withHint, withTry } from './progress.ts';

const answer: Answer = { kind: 'number', text: '5' };
const begun = newProgress('t-1', 'a', 'kk');
const points = (got: number) => ({ points: got, of: 2, parts: [], feedback: [] });

describe('progress in a lesson', () => {
  it('LES-21: the newest try counts, and how many there were is kept', () => {
    const tries = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(tries, (all) => {
        const after = all.reduce((progress, got) => withTry(progress, 'q1', answer, points(got)), begun);
        assert.equal(after.tried['q1']?.tries, all.length);
        assert.equal(after.tried['q1']?.points, all.at(-1));
        assert.equal(stateOf(after, 'q1'), all.at(-1) === 2 ? 'right' : 'tried');
        assert.deepEqual(tallyOf(after), { right: all.at(-1) === 2 ? 1 : 0, answered: 1 });
      }),
    );
  });
  it('LES-86: a test says whether an answer is right when it is finished, and not before; a lesson says it at once', () => {
    for (const got of [0, 1, 2]) {
      const tried = withTry(begun, 'q1', answer, points(got));
      const over = { ...tried, finishedAt: 1 };
      const real = got === 2 ? 'right' : 'tried';
      assert.equal(shownState({ isTest: true }, tried, 'q1'), 'kept');
      assert.equal(shownState({ isTest: true }, over, 'q1'), real);
      assert.equal(shownState({}, tried, 'q1'), real);
      assert.equal(shownState({ isTest: true }, tried, 'q2'), 'open');
    }
  });
  it('LES-21: a draft is kept until it is checked, and no longer', () => {
    const typed = withDraft(withDraft(begun, 'q1', answer), 'q2', answer);
    const checked = withTry(typed, 'q1', answer, points(2));
    assert.deepEqual(Object.keys(checked.drafts), ['q2']);
    assert.equal(stateOf(begun, 'q1'), 'open');
  });
  it('a hint is noted once', () => {
    assert.deepEqual(withHint(withHint(begun, 'q1'), 'q1').hinted, ['q1']);
  });
  it('LES-22: only finished work that is given again begins anew', () => {
    const finished = { ...begun, finishedAt: 1 };
    assert.equal(isOver(finished, 'b'), true);
    assert.equal(isOver(finished, 'a'), false);
    assert.equal(isOver(finished, undefined), false);
    assert.equal(isOver(begun, 'b'), false);
  });
});
