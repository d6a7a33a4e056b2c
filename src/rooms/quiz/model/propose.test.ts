import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { descriptorsOf, pointsIn } from './descriptors.ts';
import { another, propose, type Askable } from './propose.ts';

const askable = fc.record({
  objectives: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
  level: fc.constantFrom('A', 'B', 'C', undefined),
  size: fc.integer({ min: 1, max: 3 }),
  isUsed: fc.boolean(),
});
const pools = fc.array(askable, { maxLength: 20 }).map((all) => all.map((each, n) => ({ id: `i${n}`, ...each })));
const wishes = fc.record({ objectives: fc.subarray(['a', 'b', 'c']), count: fc.integer({ min: 1, max: 12 }) });

test('QUZ-3: a proposal has what was wished, as much as there is, nothing twice, in the order of the pool', () => {
  const run = (pool: readonly Askable[], wish: { objectives: string[]; count: number }): void => {
    const found = propose(pool, wish);
    const fitting = pool.filter(
      ({ objectives }) => wish.objectives.length === 0 || objectives.some((code) => wish.objectives.includes(code)),
    );
    ok(found.every((item) => fitting.includes(item)));
    deepEqual(
      pool.filter((item) => found.includes(item)),
      found,
    );
    const sum = (items: readonly Askable[]): number => items.reduce((all, { size }) => all + size, 0);
    const largest = Math.max(0, ...found.map(({ size }) => size));
    if (sum(found) < wish.count) equal(found.length, fitting.length);
    ok(sum(found) < wish.count + largest);
  };
  fc.assert(fc.property(pools, wishes, run), { numRuns: 60 });
});

test('QUZ-3: what was asked before comes last; what is swapped stays within its objective where it can', () => {
  const item = (id: string, objective: string, isUsed = false) => ({ id, objectives: [objective], size: 1, isUsed });
  const pool = [item('1', 'a', true), item('2', 'a'), item('3', 'b'), item('4', 'a')];
  const chosen = propose(pool, { objectives: [], count: 2 });
  deepEqual(
    chosen.map(({ id }) => id),
    ['2', '3'],
  );
  equal(another(pool, chosen, 0, [])?.id, '4');
  equal(another(pool, chosen, 1, [])?.id, '4');
  equal(another(pool, pool, 0, []), undefined);
});

test('QUZ-6: descriptors add up to the questions, and a question that was left out gives nothing', () => {
  const questions = [
    { question: 'q1', objective: 'a', of: 1 },
    { question: 'q2', objective: 'b', of: 3 },
    { question: 'q3', objective: 'a', of: 2 },
  ];
  const descriptors = descriptorsOf(questions, (code) => code.repeat(300));
  deepEqual(
    descriptors.map(({ objective, max, questions: own }) => [objective, max, own]),
    [
      ['a', 3, ['q1', 'q3']],
      ['b', 3, ['q2']],
    ],
  );
  ok(descriptors.every(({ text }) => text.length === 200));
  deepEqual(pointsIn(descriptors, new Map([['q3', { points: 2 }]])), [2, 0]);
});
