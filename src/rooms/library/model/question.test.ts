import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sampleQuestions as questions } from '../testing.ts';
import { feedbackHtml, pointsOf, questionKinds, readiness, score, type Answer, type Question } from './question.ts';
import { shownOrder } from './shuffle.ts';

const rightAnswers: readonly Answer[] = [
  { kind: 'single', choice: 1 },
  { kind: 'multiple', choices: [1, 0] },
  { kind: 'number', text: '12,5' },
  { kind: 'short', text: 'ҚАЗАҚ  хандығы' },
  { kind: 'order', order: [0, 1, 2, 3] },
  { kind: 'match', pairs: [0, 1, 2] },
  { kind: 'gap', texts: ['AM', 'here'] },
];

const places = fc.array(fc.integer({ min: -1, max: 7 }), { maxLength: 8 });
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ kind: fc.constant('single' as const), choice: fc.oneof(fc.integer(), fc.double()) }),
  fc.record({ kind: fc.constant('multiple' as const), choices: places }),
  fc.record({ kind: fc.constant('number' as const), text: fc.string() }),
  fc.record({ kind: fc.constant('short' as const), text: fc.string() }),
  fc.record({ kind: fc.constant('order' as const), order: places }),
  fc.record({ kind: fc.constant('match' as const), pairs: fc.array(fc.option(fc.nat(5)), { maxLength: 8 }) }),
  fc.record({ kind: fc.constant('gap' as const), texts: fc.array(fc.string(), { maxLength: 5 }) }),
);
const anyQuestion = fc.constantFrom<Question>(...Object.values(questions));

function points(question: Question, answer: Answer): string {
  const result = score(question, answer);
  return `${result.points}/${result.of}`;
}

test('LIB-10: a right answer of each kind gets all points, and reads that it is right', () => {
  assert.deepEqual(
    rightAnswers.map(({ kind }) => kind),
    questionKinds,
  );
  for (const answer of rightAnswers) {
    const question = questions[answer.kind];
    const result = score(question, answer);
    assert.equal(result.points, result.of, answer.kind);
    assert.ok(result.parts.every(Boolean), answer.kind);
    assert.ok(result.feedback.includes('right') && !result.feedback.includes('wrong'), answer.kind);
  }
});

test('LIB-10: any answer to any question gets 0 to all points and never throws', () => {
  fc.assert(
    fc.property(anyQuestion, anyAnswer, (question, answer) => {
      const { points: got, of, feedback } = score(question, answer);
      assert.ok(Number.isInteger(got) && got >= 0 && got <= of);
      assert.equal(of, pointsOf(question));
      assert.equal(feedback.includes('right'), got === of);
      if (answer.kind !== question.kind) assert.equal(got, 0);
    }),
    { numRuns: 500 },
  );
});

test('LIB-10: every feedback key has a text', () => {
  fc.assert(
    fc.property(anyQuestion, anyAnswer, (question, answer) => {
      for (const key of score(question, answer).feedback) assert.ok(feedbackHtml(question, key), key);
    }),
    { numRuns: 500 },
  );
});

test('LIB-11: multiple gives a point for each right choice and takes one for each wrong', () => {
  const answer = (...choices: number[]) => points(questions.multiple, { kind: 'multiple', choices });
  assert.equal(answer(0), '1/2');
  assert.equal(answer(0, 1, 2), '1/2');
  assert.equal(answer(0, 2), '0/2');
  assert.equal(answer(2, 3), '0/2');
  assert.equal(answer(0, 1, 2, 3), '0/2');
  assert.equal(answer(0, 0, 0), '1/2');
});

test('LIB-11: order gives a point for each item that directly follows its right predecessor', () => {
  const answer = (...order: number[]) => points(questions.order, { kind: 'order', order });
  assert.equal(answer(1, 2, 3, 0), '2/3');
  assert.equal(answer(0, 2, 1, 3), '0/3');
  assert.equal(answer(3, 2, 1, 0), '0/3');
  assert.equal(answer(0, 1), '0/3');
  assert.equal(answer(0, 1, 0, 1), '0/3');
});

test('LIB-11: match and gap give a point for each pair and each gap', () => {
  assert.equal(points(questions.match, { kind: 'match', pairs: [0, 2, 1] }), '1/3');
  assert.equal(points(questions.match, { kind: 'match', pairs: [null, 1] }), '1/3');
  assert.equal(points(questions.gap, { kind: 'gap', texts: ['’m', 'there'] }), '1/2');
  assert.equal(points(questions.gap, { kind: 'gap', texts: [] }), '0/2');
});

test('LIB-11: doing better never gives fewer points', () => {
  const orders = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
  fc.assert(
    fc.property(orders, fc.nat(2), (order, left) => {
      const pairs = order.slice(0, 3).map((right) => right % 3);
      const mended = pairs.with(left, left);
      const before = score(questions.match, { kind: 'match', pairs }).points;
      assert.ok(score(questions.match, { kind: 'match', pairs: mended }).points >= before);
    }),
  );
});

test('LIB-12: parts say which part of the answer is right', () => {
  assert.deepEqual(score(questions.multiple, { kind: 'multiple', choices: [0, 2] }).parts, [true, false, false, true]);
  assert.deepEqual(score(questions.order, { kind: 'order', order: [2, 3, 0, 1] }).parts, [true, false, true]);
  assert.deepEqual(score(questions.match, { kind: 'match', pairs: [0, 2, 1] }).parts, [true, false, false]);
  assert.deepEqual(score(questions.gap, { kind: 'gap', texts: ['is', 'here'] }).parts, [false, true]);
});

test('LIB-13: who chose an option reads its text, and then whether the answer is right', () => {
  assert.deepEqual(score(questions.single, { kind: 'single', choice: 0 }).feedback, ['option:0', 'wrong']);
  assert.deepEqual(score(questions.single, { kind: 'single', choice: 2 }).feedback, ['wrong']);
  assert.deepEqual(score(questions.multiple, { kind: 'multiple', choices: [2, 1] }).feedback, [
    'wrong',
    'option:1',
    'option:2',
  ]);
  assert.equal(feedbackHtml(questions.single, 'option:0'), 'not a');
  assert.equal(feedbackHtml(questions.single, 'option:2'), undefined);
});

test('LIB-13: an expected mistake has a text of its own in place of the general one', () => {
  assert.deepEqual(score(questions.number, { kind: 'number', text: '125' }).feedback, ['mistake:0']);
  assert.deepEqual(score(questions.number, { kind: 'number', text: '13' }).feedback, ['wrong']);
  assert.deepEqual(score(questions.short, { kind: 'short', text: 'Орда' }).feedback, ['mistake:0']);
  assert.equal(feedbackHtml(questions.number, 'mistake:0'), 'the point');
});

test('LIB-15: the tolerance counts as right', () => {
  const answer = (text: string) => points(questions.number, { kind: 'number', text });
  assert.equal(answer('12.6'), '1/1');
  assert.equal(answer('12,4 м/с'), '1/1');
  assert.equal(answer('25/2'), '1/1');
  assert.equal(answer('12.601'), '0/1');
  assert.equal(answer('12.5 км'), '0/1');
});

test('LIB-17: a pupil who puts what is shown in order gets all points, whatever the seed', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const shown = shownOrder(questions.order, seed);
      assert.ok(score(questions.order, { kind: 'order', order: shown }).points < 3);
      assert.equal(score(questions.order, { kind: 'order', order: [...shown].sort() }).points, 3);
    }),
  );
});

test('LIB-18: an empty or half-filled answer is incomplete, a number that is none is unreadable', () => {
  const empty: readonly Answer[] = [
    { kind: 'single', choice: -1 },
    { kind: 'multiple', choices: [] },
    { kind: 'number', text: ' ' },
    { kind: 'short', text: '' },
    { kind: 'order', order: [2, 1] },
    { kind: 'match', pairs: [0, null, 1] },
    { kind: 'gap', texts: ['am', ' '] },
  ];
  for (const answer of empty) assert.equal(readiness(questions[answer.kind], answer), 'incomplete', answer.kind);
  for (const answer of rightAnswers) assert.equal(readiness(questions[answer.kind], answer), 'ready', answer.kind);
  assert.equal(readiness(questions.number, { kind: 'number', text: 'он екі' }), 'unreadable');
  assert.equal(readiness(questions.number, { kind: 'number', text: '12 м/с' }), 'ready');
  assert.equal(readiness(questions.single, { kind: 'short', text: 'a' }), 'incomplete');
});
