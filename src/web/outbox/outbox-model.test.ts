import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterAnswer, afterEpoch, afterFailure, afterRegion, batchOf, claimed, disposable, freshCourse, leaseMilliseconds, pauseOf } from './outbox-model.ts';
import { anEntry } from './testing.ts';

const day = 24 * 3600 * 1000;

describe('the outbox', () => {
  it('OUT-2: sends the oldest first, in requests of bounded number and size', () => {
    const many = Array.from({ length: 300 }, (_, at) => anEntry(at + 1));
    assert.deepEqual(batchOf(many, 200), many.slice(0, 200));
    const heavy = many.map((entry) => ({ ...entry, body: 'x'.repeat(100_000) }));
    assert.deepEqual(batchOf(heavy, 200).map(({ n }) => n), [1, 2]);
    const tooHeavy = [anEntry(1, { body: 'x'.repeat(2_000_000) }), anEntry(2)];
    assert.deepEqual(batchOf(tooHeavy, 200).map(({ n }) => n), [1], 'one that is too heavy still goes, alone');
  });

  it('OUT-3: what the answer takes is at the school, what it refuses is parked with the reason, the rest waits', () => {
    const batch = [anEntry(1), anEntry(2), anEntry(3)];
    const after = afterAnswer(batch, [{ n: 1, state: 'taken' }, { n: 2, state: 'parked', key: 'lessons.not-yours' }], 4);
    assert.deepEqual(after.map(({ n, state, key, epoch }) => ({ n, state, key, epoch })), [
      { n: 1, state: 'school', key: undefined, epoch: 4 },
      { n: 2, state: 'parked', key: 'lessons.not-yours', epoch: undefined },
    ]);
  });

  it('OUT-4: the region has only what this epoch of the server took', () => {
    const at = [anEntry(1, { state: 'school', epoch: 1 }), anEntry(2, { state: 'school', epoch: 2 }), anEntry(3, { state: 'school', epoch: 2 })];
    assert.deepEqual(afterRegion(at, 2, 2).map(({ n, state }) => [n, state]), [[2, 'region']]);
  });

  it('OUT-5: what a server of a new epoch lacks waits again, and refusals are tried again', () => {
    const kept = [
      anEntry(1, { state: 'region', epoch: 1 }),
      anEntry(2, { state: 'region', epoch: 1 }),
      anEntry(3, { state: 'parked', key: 'no' }),
      anEntry(4, { state: 'school', epoch: 1 }),
      anEntry(5, { state: 'school', epoch: 1 }),
      anEntry(6),
    ];
    const after = afterEpoch(kept, { epoch: 2, region: 1, last: 4, lacks: [[2, 3]] });
    assert.deepEqual(after.map(({ n, state, key, epoch }) => [n, state, key, epoch]), [
      [1, 'region', undefined, 2],
      [2, 'waiting', undefined, 1],
      [3, 'waiting', undefined, undefined],
      [4, 'school', undefined, 2],
      [5, 'waiting', undefined, 1],
    ]);
  });

  it('OUT-6: lets go only of what the region has for 30 days', () => {
    const now = 100 * day;
    const old = anEntry(1, { state: 'region', at: now - 31 * day });
    const fresh = anEntry(2, { state: 'region', at: now - 29 * day });
    const unsent = anEntry(3, { at: 0 });
    const atSchool = anEntry(4, { state: 'school', at: 0 });
    assert.deepEqual(disposable([old, fresh, unsent, atSchool], 4, now), [old]);
    assert.deepEqual(disposable([old, fresh, unsent], 60_002, now), [old, fresh], 'beyond the bound, what the region has goes first');
  });

  it('OUT-7: tries for ever, with pauses that grow, differ, and end at five minutes', () => {
    const failure = { key: 'web.no-server', status: 0 };
    let course = freshCourse;
    const waits: number[] = [];
    for (let time = 0; time < 40; time++) {
      const after = afterFailure(course, [anEntry(1)], failure, 1);
      assert.deepEqual(after.park, []);
      waits.push(after.wait);
      course = after.course;
    }
    assert.deepEqual(waits.slice(0, 4), [1000, 2000, 4000, 8000]);
    assert.equal(waits.at(-1), 300_000);
    assert.notEqual(pauseOf(5, 0), pauseOf(5, 1));
  });

  it('OUT-7: an entry that the server cannot read is found by halving, and parked', () => {
    const after = afterFailure({ failures: 0, limit: 200 }, [anEntry(1), anEntry(2), anEntry(3)], { key: 'http.bad-input', status: 400 }, 0);
    assert.deepEqual(after, { course: { failures: 0, limit: 2 }, park: [], wait: 0 });
    const alone = afterFailure({ failures: 0, limit: 1 }, [anEntry(1)], { key: 'http.bad-input', status: 400 }, 0);
    assert.deepEqual(alone.park.map(({ state, key }) => [state, key]), [['parked', 'http.bad-input']]);
    assert.equal(alone.wait, 0);
  });

  it('OUT-8: one window sends, until it is gone; a clock that was set back does not stop all', () => {
    const first = claimed(undefined, 'a', 1000);
    assert.deepEqual(first, { holder: 'a', until: 1000 + leaseMilliseconds });
    assert.equal(claimed(first, 'b', 2000), undefined);
    assert.equal(claimed(first, 'a', 2000)?.until, 2000 + leaseMilliseconds);
    assert.equal(claimed(first, 'b', 1000 + leaseMilliseconds)?.holder, 'b');
    assert.equal(claimed({ holder: 'a', until: 10_000_000 }, 'b', 1000)?.holder, 'b');
  });
});
