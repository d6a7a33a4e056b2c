import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextPlace, pastedCells, typedPoints } from './grid-model.ts';

describe('the journal as a table that is typed into', () => {
  it('JRN-9: points are whole and not above their maximum', () => {
    assert.deepEqual(typedPoints(' 8 ', 10), { kind: 'points', points: 8 });
    assert.deepEqual(typedPoints('8,0', 10), { kind: 'points', points: 8 });
    assert.deepEqual(typedPoints('', 10), { kind: 'empty' });
    for (const wrong of ['11', '-1', '7,5', 'н', '1e1']) assert.deepEqual(typedPoints(wrong, 10), { kind: 'wrong' });
  });

  it('arrows and Enter lead to neighbours, and nowhere beyond the edge', () => {
    const size = { rows: 3, columns: 2 };
    const inside = { isShift: false, isAtStart: true, isAtEnd: true };
    assert.deepEqual(nextPlace({ row: 0, column: 0 }, 'Enter', inside, size), { row: 1, column: 0 });
    assert.deepEqual(nextPlace({ row: 1, column: 0 }, 'Enter', { ...inside, isShift: true }, size), {
      row: 0,
      column: 0,
    });
    assert.deepEqual(nextPlace({ row: 0, column: 0 }, 'ArrowRight', inside, size), { row: 0, column: 1 });
    assert.equal(nextPlace({ row: 0, column: 0 }, 'ArrowRight', { ...inside, isAtEnd: false }, size), undefined);
    assert.equal(nextPlace({ row: 2, column: 0 }, 'ArrowDown', inside, size), undefined);
    assert.equal(nextPlace({ row: 0, column: 0 }, 'a', inside, size), undefined);
  });

  it('what a spreadsheet copies is lines and tabs', () => {
    assert.deepEqual(pastedCells('8\t9\r\n7\t\r\n'), [
      ['8', '9'],
      ['7', ''],
    ]);
    assert.deepEqual(pastedCells('5'), [['5']]);
  });
});
