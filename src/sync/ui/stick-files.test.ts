import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inOrder } from './stick-files.ts';

describe('the files of a stick', () => {
  it('SYN-15: parts are taken in one after the other, in whatever order they were chosen', () => {
    const parts = ['tirek-a-b-7-10.tirek', 'tirek-a-b-7-2.tirek', 'tirek-a-b-7.tirek', 'tirek-a-b-7-3.tirek'];
    assert.deepEqual(
      inOrder(parts.map((name) => ({ name }))).map(({ name }) => name.slice(10)),
      ['7.tirek', '7-2.tirek', '7-3.tirek', '7-10.tirek'],
    );
  });
});
