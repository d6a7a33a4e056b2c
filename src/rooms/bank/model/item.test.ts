import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pointsOf, pointsOfPart, scoreItem, type ItemKey, type ItemResponse, type ScoredPart } from './item.ts';

const places = (most: number) => fc.uniqueArray(fc.nat(most - 1), { minLength: 1, maxLength: most });
const steps = fc.constantFrom('all' as const, 'each' as const);
const permutation = fc.integer({ min: 3, max: 6 }).chain((length) => {
  const all = Array.from({ length }, (_, place) => place);
  return fc.shuffledSubarray(all, { minLength: length, maxLength: length });
});
const words = fc.array(fc.constantFrom('қазақ', 'Жем', 'су', 'wind'), { minLength: 1, maxLength: 2 });

const parts: fc.Arbitrary<ScoredPart> = fc.oneof(
  fc.record({ kind: fc.constant('single' as const), right: fc.nat(3) }),
  fc.record({ kind: fc.constantFrom('multiple' as const, 'hotspot' as const), right: places(5), steps }),
  fc.record({ kind: fc.constant('number' as const), value: fc.integer().map(String), tolerance: fc.constant('0,1') }),
  fc.record({ kind: fc.constant('short' as const), words }),
  fc.record({ kind: fc.constant('order' as const), order: permutation, steps }),
  fc.record({ kind: fc.constant('match' as const), pairs: permutation, steps }),
  fc.record({ kind: fc.constant('gap' as const), gaps: fc.array(fc.oneof(fc.nat(3), words), { minLength: 1 }), steps }),
  fc.record({ kind: fc.constant('table' as const), right: fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }), steps }),
);
const keys: fc.Arbitrary<ItemKey> = fc.array(parts, { minLength: 1, maxLength: 4 }).map((list) => {
  return { item: 'm6-01', version: 1, parts: list, points: pointsOf(list) };
});

/** What somebody answers who knows the key. */
function rightResponse(part: ScoredPart): ItemResponse[number] {
  if (part.kind === 'number') return part.value;
  if (part.kind === 'short') return part.words[0] ?? '';
  if (part.kind === 'order') return part.order;
  if (part.kind === 'match') return part.pairs;
  if (part.kind === 'gap') return part.gaps.map((gap) => (typeof gap === 'number' ? gap : (gap[0] ?? '')));
  return part.right;
}

test('BNK-2: the right response gives all points', () => {
  fc.assert(
    fc.property(keys, (key) => {
      deepEqual(scoreItem(key, key.parts.map(rightResponse)), {
        points: key.points,
        parts: key.parts.map(pointsOfPart),
      });
    }),
    { numRuns: 200 },
  );
});

test('BNK-2: whatever comes is worth whole points from 0 to the most, and never throws', () => {
  const hostile = fc.oneof(fc.anything(), fc.array(fc.oneof(fc.integer({ min: -2, max: 7 }), fc.anything())));
  fc.assert(
    fc.property(keys, fc.oneof(hostile, fc.array(hostile)), (key, response) => {
      const score = scoreItem(key, response as ItemResponse);
      ok(Number.isSafeInteger(score.points) && score.points >= 0 && score.points <= key.points);
      equal(score.parts.length, key.parts.length);
    }),
    { numRuns: 300 },
  );
});

test('BNK-2: an answer to one part changes no other part, and what is left out is worth nothing', () => {
  fc.assert(
    fc.property(keys, fc.nat(3), (key, at) => {
      const left = at % key.parts.length;
      const response = key.parts.map((part, place) => (place === left ? null : rightResponse(part)));
      const expected = key.parts.map((part, place) => (place === left ? 0 : pointsOfPart(part)));
      deepEqual(scoreItem(key, response).parts, expected);
    }),
    { numRuns: 100 },
  );
});

const scored = (part: ScoredPart, response: ItemResponse[number]): number =>
  scoreItem({ item: 'x', version: 1, parts: [part], points: pointsOfPart(part) }, [response]).points;

test('BNK-3: who marks everything gains nothing, whatever the steps', () => {
  equal(scored({ kind: 'multiple', right: [0, 2], steps: 'each' }, [0, 1, 2, 3]), 0);
  equal(scored({ kind: 'multiple', right: [0, 2], steps: 'each' }, [0]), 1);
  equal(scored({ kind: 'multiple', right: [0, 2] }, [0]), 0);
  equal(scored({ kind: 'multiple', right: [0, 2] }, [2, 0]), 1);
  equal(scored({ kind: 'multiple', right: [0, 2] }, [0, 1, 2]), 0);
  equal(scored({ kind: 'hotspot', right: [1] }, [1]), 1);
  equal(scored({ kind: 'hotspot', right: [1] }, [0, 1]), 0);
});

test('BNK-3: order counts each right step, and nothing where an item is missing', () => {
  const part: ScoredPart = { kind: 'order', order: [2, 0, 1, 3], steps: 'each' };
  equal(pointsOfPart(part), 3);
  equal(scored(part, [2, 0, 1, 3]), 3);
  equal(scored(part, [3, 2, 0, 1]), 2);
  equal(scored(part, [2, 0, 1]), 0);
  equal(scored(part, [2, 0, 1, 1]), 0);
});

test('BNK-2: numbers and words are compared as the library does (LIB-14 to LIB-16), units of every language', () => {
  const speed: ScoredPart = {
    kind: 'number',
    value: '3,5',
    tolerance: '0,1',
    unit: 'км/сағ',
    units: ['км/сағ', 'км/ч'],
  };
  for (const text of ['3.5', '3,6', '3,4 км/ч', '3,5 км/сағ', '7/2']) equal(scored(speed, text), 1, text);
  for (const text of ['3,61', '', '3,5 м/с', '3.5.1']) equal(scored(speed, text), 0, text);
  equal(scored({ kind: 'short', words: ['ылғал', 'влага'] }, ' Влага '), 1);
  equal(scored({ kind: 'gap', gaps: [1, ['am', "'m"]], steps: 'each' }, [1, '’m']), 2);
  equal(scored({ kind: 'gap', gaps: [1] }, ['1']), 0);
});
