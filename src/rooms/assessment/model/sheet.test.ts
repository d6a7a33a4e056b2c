import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ItemFace, PartFace } from '#rooms/bank/index.ts';
import {
  asItems,
  codesOf,
  differences,
  isSheetNumber,
  keyedText,
  readKeyed,
  sheetLines,
  sheetNumber,
  type SheetEntry,
} from './sheet.ts';

const stem = '<p>?</p>';
const parts: readonly PartFace[] = [
  { kind: 'single', stem, options: ['1', '2', '3', '4'] },
  { kind: 'multiple', stem, options: ['1', '2', '3'] },
  { kind: 'number', stem },
  { kind: 'order', stem, items: ['a', 'b', 'c'] },
  { kind: 'match', stem, lefts: ['a', 'b'], rights: ['1', '2', '3'] },
  { kind: 'gap', stem, lines: [[{ html: 'x' }, { gap: 0 }, { gap: 1 }]] },
  { kind: 'gap', stem, lines: [[{ gap: 0 }]], choices: [['1', '2']] },
  { kind: 'table', stem, columns: ['1', '2'], rows: ['a', 'b', 'c'] },
];
const faces: readonly ItemFace[] = [
  { item: 'one', version: 1, parts: parts.slice(0, 1), media: [] },
  { item: 'many', version: 1, parts: parts.slice(1), media: [] },
];
const lines = sheetLines(faces);
const entry = (at: number): SheetEntry => lines[at]?.entry ?? { kind: 'text' };

describe('answer sheets', () => {
  it('ASM-31: what was written on a line is read as the response that a tablet would have given', () => {
    assert.deepEqual(
      lines.map(({ label }) => label),
      ['1', '2a', '2b', '2c', '2d', '2e', '2f', '2g'],
    );
    const typed = ['c', 'c a', '3,5', 'CAB', 'В-', 'су; ауа', 'B', 'a b -'];
    const read = typed.map((text, at) => readKeyed(entry(at), text));
    assert.deepEqual(
      read.map((each) => each.ok && each.value),
      [2, [0, 2], '3,5', [2, 0, 1], [1, null], ['су', 'ауа'], [1], [0, 1, null]],
    );
    for (const [at, each] of read.entries()) {
      assert.ok(each.ok);
      assert.deepEqual(readKeyed(entry(at), keyedText(entry(at), each.value)), each);
    }
  });

  it('ASM-31: what is no answer of the line is refused, whatever is typed; nothing is left out', () => {
    assert.deepEqual(readKeyed(entry(0), 'E'), { ok: false, error: 'letter' });
    assert.deepEqual(readKeyed(entry(0), 'AB'), { ok: false, error: 'count' });
    assert.deepEqual(readKeyed(entry(1), 'AA'), { ok: false, error: 'twice' });
    assert.deepEqual(readKeyed(entry(3), 'AB'), { ok: false, error: 'count' });
    assert.deepEqual(readKeyed(entry(4), 'AD'), { ok: false, error: 'letter' });
    assert.deepEqual(readKeyed(entry(2), 'x'.repeat(201)), { ok: false, error: 'long' });
    for (const at of lines.keys()) assert.deepEqual(readKeyed(entry(at), '  '), { ok: true, value: null });
    assert.deepEqual(readKeyed(entry(4), '--'), { ok: true, value: null });
    assert.deepEqual(readKeyed(entry(1), ','), { ok: true, value: null });
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.string({ unit: 'grapheme', maxLength: 12 }), (at, text) => {
        const read = readKeyed(entry(at), text);
        if (read.ok) assert.deepEqual(readKeyed(entry(at), keyedText(entry(at), read.value)), read);
      }),
      { numRuns: 200 },
    );
  });

  it('ASM-32: two passes differ where another response is read', () => {
    assert.deepEqual(differences([1, null, [0, 1]], [1, 'x', [1, 0]]), [1, 2]);
    assert.deepEqual(differences([1, null], [1]), []);
  });

  it('ASM-33: at the end the first item without an answer is omitted, the rest was not reached', () => {
    const states = codesOf([[1], [null], [2, null], [null], [null, null]]).map(({ state }) => state);
    assert.deepEqual(states, ['answered', 'omitted', 'answered', 'omitted', 'not-reached']);
    assert.deepEqual(codesOf([[null], [null]]), [{ state: 'omitted' }, { state: 'not-reached' }]);
    assert.deepEqual(asItems(lines, [0, [1], '2', null, [0, null], null, null, null]), [
      [0],
      [[1], '2', null, [0, null], null, null, null],
    ]);
  });

  it('ASM-30: no slip of a digit, and no two that changed places, name another sheet', () => {
    for (const n of [1, 42, 987, 5031]) {
      const number = sheetNumber(n);
      assert.ok(isSheetNumber(number));
      for (let at = 0; at < 5; at++) {
        for (let by = 1; by < 10; by++) {
          const digit = (Number(number[at]) + by) % 10;
          assert.ok(!isSheetNumber(number.slice(0, at) + digit + number.slice(at + 1)));
        }
        const swapped = number.slice(0, at) + (number[at + 1] ?? '') + (number[at] ?? '') + number.slice(at + 2);
        assert.ok(swapped === number || !isSheetNumber(swapped) || at === 4);
      }
    }
  });
});
