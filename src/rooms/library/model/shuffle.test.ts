import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sampleQuestions } from '../testing.ts';
import type { OrderQuestion } from './question.ts';
import { shownOrder } from './shuffle.ts';

function orderOf(count: number): OrderQuestion {
  return { ...sampleQuestions.order, items: Array.from({ length: count }, (_, place) => `${place}`) };
}

test('LIB-17: every item is shown once, and never in the right order', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 3, max: 7 }), (seed, count) => {
      const order = shownOrder(orderOf(count), seed);
      assert.deepEqual([...order].sort(), orderOf(count).items.map(Number));
      assert.notDeepEqual(order, orderOf(count).items.map(Number));
    }),
  );
});

test('LIB-17: the same seed gives the same order, in later versions too', () => {
  assert.deepEqual(shownOrder(orderOf(7), 'attempt-1'), shownOrder(orderOf(7), 'attempt-1'));
  assert.deepEqual(shownOrder(orderOf(7), 'attempt-1'), [5, 0, 4, 3, 6, 1, 2]);
  assert.deepEqual(shownOrder(sampleQuestions.match, 'талпыныс 2'), [1, 2, 0]);
});

test('LIB-17: each of the other orders is about as likely', () => {
  const counts = new Map<string, number>();
  const runs = 23 * 400;
  for (let run = 0; run < runs; run += 1) {
    const order = shownOrder(orderOf(4), `attempt ${run}`).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 23);
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
  assert.ok(chiSquare < 48.3, `chi-square ${chiSquare}: above the 0.1 % point for 22 degrees of freedom`);
});

test('LIB-17: questions of one attempt are mixed apart from each other', () => {
  const orders = ['q1', 'q2', 'q3', 'q4', 'q5'].map((id) => shownOrder({ ...orderOf(7), id }, 'attempt-1').join(''));
  assert.equal(new Set(orders).size, 5);
});

test('LIB-17: options stand as the writer put them', () => {
  assert.deepEqual(shownOrder(sampleQuestions.single, 'any'), [0, 1, 2]);
  assert.deepEqual(shownOrder(sampleQuestions.number, 'any'), []);
});
