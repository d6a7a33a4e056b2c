import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LauncherState } from './state.ts';
import { afterEvent, type LauncherEvent } from './switching.ts';

const good: LauncherState = { current: '1.0', phase: 'good', since: 1, starts: 0, bad: [] };

function run(state: LauncherState, ...events: readonly LauncherEvent[]): LauncherState {
  return events.reduce((now, event) => afterEvent(now, event, 5), state);
}

const update: LauncherEvent = { what: 'asked', asked: { to: '2.0', why: 'update', at: 2 } };

describe('which release runs', () => {
  it('REL-6: a new release is tried; when it has stayed up it is good, and the one before stays', () => {
    const tried = run(good, update, { what: 'starts' });
    assert.deepEqual([tried.current, tried.previous, tried.phase, tried.starts], ['2.0', '1.0', 'trying', 1]);
    const settled = run(tried, { what: 'stayed' });
    assert.deepEqual([settled.current, settled.previous, settled.phase], ['2.0', '1.0', 'good']);
  });

  it('REL-8: one that crashes twice, or is not well once, is gone back from, and marked', () => {
    const once = run(good, update, { what: 'starts' }, { what: 'exited' });
    assert.equal(once.current, '2.0', 'one crash is forgiven');
    const twice = run(once, { what: 'starts' }, { what: 'exited' });
    assert.deepEqual(twice.wentBack, { from: '2.0', to: '1.0', why: 'crashed', at: 5 });
    assert.deepEqual([twice.current, twice.phase, twice.previous, twice.bad], ['1.0', 'good', undefined, ['2.0']]);
    for (const why of ['errors', 'hangs', 'silent'] as const)
      assert.equal(run(good, update, { what: 'starts' }, { what: 'fails', why }).wentBack?.why, why);
  });

  it('REL-8: starts that are never seen to end, as with power cuts, are counted too', () => {
    const starts = Array.from({ length: 5 }, (): LauncherEvent => ({ what: 'starts' }));
    assert.equal(run(good, update, ...starts.slice(1)).current, '2.0');
    assert.equal(run(good, update, ...starts).wentBack?.why, 'interrupted');
  });

  it('REL-9: a good release is left only for what somebody asks', () => {
    const events: LauncherEvent[] = [{ what: 'exited' }, { what: 'fails', why: 'hangs' }, { what: 'starts' }];
    assert.deepEqual(run(good, ...events, ...events), good);
    const second = run(good, update, { what: 'starts' }, { what: 'stayed' });
    const back = run(second, { what: 'asked', asked: { to: '1.0', why: 'back', at: 4 } });
    assert.deepEqual([back.current, back.wentBack?.why, back.phase], ['1.0', 'asked', 'good']);
  });

  it('REL-9: whatever happens there is a current release, never twice the same, and no going to and fro', () => {
    const version = fc.constantFrom('1.0', '2.0', '3.0');
    const event: fc.Arbitrary<LauncherEvent> = fc.oneof(
      fc.constant<LauncherEvent>({ what: 'starts' }),
      fc.constant<LauncherEvent>({ what: 'exited' }),
      fc.constant<LauncherEvent>({ what: 'stayed' }),
      fc
        .constantFrom('silent', 'errors', 'hangs', 'damaged')
        .map((why): LauncherEvent => ({ what: 'fails', why: why as 'silent' })),
      fc.tuple(version, fc.constantFrom('update', 'back')).map(([to, why]): LauncherEvent => ({
        what: 'asked',
        asked: { to, why: why as 'update', at: 1 },
      })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let state = good;
        for (const each of events) {
          const next = afterEvent(state, each, 5);
          assert.ok(next.current);
          assert.notEqual(next.current, next.previous);
          if (next.current !== state.current && each.what !== 'asked') assert.equal(next.current, state.previous);
          state = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});
