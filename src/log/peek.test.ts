import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { TabletId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { glanceAt } from './peek.ts';
import { encodeRecord } from './record.ts';

describe('a glance at a record', () => {
  it('LOG-3: reads the time and the type that were written', () => {
    const entry = fc.option(fc.nat().map((n) => ({ tablet: 't' as TabletId, n })));
    const drafts = fc.tuple(fc.integer({ min: -5, max: 5e12 }), fc.string({ maxLength: 300 }), entry);
    fc.assert(
      fc.property(drafts, fc.stringMatching(/^[a-z.-]{1,60}$/), ([time, actor, via], type) => {
        const draft = { actor, type, version: 1, body: { text: 'x'.repeat(50) }, ...(via ? { via } : {}) };
        const glance = glanceAt(encodeRecord(draft, time as Instant));
        assert.deepEqual({ time: glance?.time, type: glance?.type }, { time, type });
      }),
    );
  });

  it('LOG-3: what is no record is none', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from([0x85]), Buffer.from([0x85, 0xfb, 1, 2]), Buffer.from('hello')])
      assert.equal(glanceAt(bytes), undefined);
  });
});
