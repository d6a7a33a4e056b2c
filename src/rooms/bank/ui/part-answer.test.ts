import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { PartFace } from '../model/item.ts';
import { answerOf, questionOf, responseOf, withEntry, withSpot, type FormPart } from './part-answer.ts';

const stem = '<p>?</p>';
const gap: PartFace = { kind: 'gap', stem, lines: [[{ gap: 1 }, { html: ' ' }], [{ gap: 0 }]] };
const samples: readonly (readonly [FormPart, Parameters<typeof answerOf>[1]])[] = [
  [{ kind: 'single', stem, options: ['a', 'b'] }, 1],
  [{ kind: 'multiple', stem, options: ['a', 'b', 'c'] }, [0, 2]],
  [{ kind: 'number', stem, unit: 'м' }, '3,5'],
  [{ kind: 'short', stem }, 'су'],
  [{ kind: 'order', stem, items: ['a', 'b', 'c'] }, [2, 0, 1]],
  [{ kind: 'match', stem, lefts: ['a', 'b'], rights: ['A', 'B', 'C'] }, [2, null]],
  [gap as FormPart, ['x', null]],
];

test('BNK-10: what a form shows of a response gives the same response back', () => {
  for (const [part, response] of samples) deepEqual(responseOf(answerOf(part, response)), response, part.kind);
});

test('BNK-10: nothing answered stays nothing, but an order that is shown is one', () => {
  for (const [part] of samples) {
    const nothing = responseOf(answerOf(part, null));
    if (part.kind === 'order') deepEqual(nothing, [0, 1, 2]);
    else equal(nothing, null, part.kind);
  }
});

test('BNK-1: what a form is given has no key', () => {
  for (const [part] of samples) equal(JSON.stringify(questionOf('x', part)).includes('"right":true'), false, part.kind);
});

test('BNK-10: a row, a list and a spot are chosen and taken back', () => {
  deepEqual(withEntry(null, 3, 1, 0), [null, 0, null]);
  equal(withEntry([null, 0, null], 3, 1, null), null);
  deepEqual(withSpot(null, 2, 1), [2]);
  deepEqual(withSpot([2], 0, 1), [0]);
  equal(withSpot([0], 0, 1), null);
  deepEqual(withSpot([0, 1], 2, 2), [0, 1]);
  deepEqual(withSpot([1], 0, 2), [0, 1]);
});
