import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute } from '#kernel/time.ts';
import { minutesLeft } from './filling.ts';

describe('how long a school still fills', () => {
  const first = { at: 0, records: 0, waitingBytes: 1000 };

  it('SYN-24: follows from what came, the longer of records and files', () => {
    const after = { at: minute, records: 100, waitingBytes: 900 };
    assert.equal(minutesLeft([first, after], 400), 9);
    assert.equal(minutesLeft([first, { ...after, waitingBytes: 0 }], 400), 3);
    assert.equal(minutesLeft([first, { ...after, waitingBytes: 1000 }], 400), 3, 'files wait for their hours');
  });

  it('SYN-24: where too little was seen nothing is said', () => {
    assert.equal(minutesLeft([], 400), undefined);
    assert.equal(minutesLeft([first, { at: 5000, records: 100, waitingBytes: 0 }], 400), undefined);
    assert.equal(minutesLeft([first, { ...first, at: minute }], 400), undefined);
  });
});
