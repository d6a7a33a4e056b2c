import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleQuestions as q } from '#rooms/library/testing.ts';
import { score, type Answer, type Question } from '#rooms/library/model/question.ts';
import { answerLines, keyLines, type Line } from './teacher-lines.ts';

function told(lines: readonly Line[]): string[] {
  return lines.map(({ pieces, isRight }) => {
    const text = pieces.map((piece) => ('html' in piece ? piece.html : piece.text)).join('');
    return `${isRight === undefined ? '' : isRight ? '+' : '-'}${text}`;
  });
}
const shown = (question: Question, answer: Answer): string[] =>
  told(answerLines(question, answer, score(question, answer).parts));

describe('an answer as the teacher reads it', () => {
  it('choices, each with whether it is right', () => {
    assert.deepEqual(shown(q.single, { kind: 'single', choice: 0 }), ['-a']);
    assert.deepEqual(shown(q.multiple, { kind: 'multiple', choices: [1, 2] }), ['+b', '-c']);
  });
  it('numbers with their unit, words as they were written, nothing as nothing', () => {
    assert.deepEqual(shown(q.number, { kind: 'number', text: '12,5' }), ['+12,5 м/с']);
    assert.deepEqual(shown(q.short, { kind: 'short', text: 'орда' }), ['-орда']);
    assert.deepEqual(shown(q.short, { kind: 'short', text: '' }), ['-']);
  });
  it('an order step by step: the first item has none before it', () => {
    assert.deepEqual(shown(q.order, { kind: 'order', order: [0, 1, 3, 2] }), ['1', '+2', '-4', '-3']);
  });
  it('pairs, with what was left open', () => {
    assert.deepEqual(shown(q.match, { kind: 'match', pairs: [0, null, 1] }), ['+a – A', '-b – …', '-c – B']);
  });
  it('gaps in their line, and each gap apart', () => {
    assert.deepEqual(shown(q.gap, { kind: 'gap', texts: ['am', ''] }), ['I am…', '+am', '-']);
  });
  it('an answer of another kind shows nothing right, and does not throw', () => {
    for (const question of Object.values(q)) {
      const other: Answer = question.kind === 'single' ? { kind: 'short', text: 'x' } : { kind: 'single', choice: 99 };
      assert.ok(!shown(question, other).some((line) => line.startsWith('+')), question.kind);
    }
  });
  it('the key of every kind is what the score takes for right', () => {
    assert.deepEqual(told(keyLines(q.single)), ['b']);
    assert.deepEqual(told(keyLines(q.multiple)), ['a', 'b']);
    assert.deepEqual(told(keyLines(q.number)), ['12.5 м/с']);
    assert.deepEqual(told(keyLines(q.short)), ['қазақ хандығы / Қазақстан']);
    assert.deepEqual(told(keyLines(q.order)), ['1', '2', '3', '4']);
    assert.deepEqual(told(keyLines(q.match)), ['a – A', 'b – B', 'c – C']);
    assert.deepEqual(told(keyLines(q.gap)), ["I am / 'mhere"]);
  });
});
