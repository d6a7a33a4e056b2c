import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideEdit, decideState, isTried, itemStates, statesAfter, type ItemState } from './workflow.ts';

const at = (state: ItemState, author = 'one') => ({ version: 1, state, author });

test('BNK-20: the way of an item leads from draft to retired, one step at a time', () => {
  const way: ItemState[] = ['draft'];
  for (;;) {
    const next = statesAfter(way.at(-1) ?? 'draft').find((state) => state !== 'draft' && state !== 'retired');
    if (!next) break;
    way.push(next);
  }
  deepEqual([...way, 'retired'], itemStates);
  fc.assert(
    fc.property(fc.constantFrom(...itemStates), fc.constantFrom(...itemStates), (from, to) => {
      const decided = decideState(at(from), to, { actor: 'two', why: 'because' });
      equal(decided.ok, statesAfter(from).includes(to));
      if (from === 'retired') ok(!decided.ok);
    }),
  );
});

test('BNK-21: who wrote a version does not review it, and every other change says why', () => {
  const own = decideState(at('draft'), 'reviewed', { actor: 'one', why: 'good' });
  deepEqual(own.ok || own.error.key, 'bank.own-review');
  ok(decideState(at('draft'), 'reviewed', { actor: 'two', why: '' }).ok);
  const silent = decideState(at('in-use'), 'retired', { actor: 'two', why: '  ' });
  deepEqual(silent.ok || silent.error.key, 'bank.why-missing');
});

test('BNK-22: an edit of what pupils may have answered makes a version and says that it breaks anchors', () => {
  for (const state of itemStates) {
    const versions = [at(state)];
    const quiet = decideEdit(versions, false);
    const knowing = decideEdit(versions, true);
    if (state === 'draft') deepEqual(quiet, { ok: true, value: { version: 1, breaksAnchors: false } });
    else if (isTried(state)) {
      deepEqual(quiet.ok || quiet.error.key, 'bank.breaks-anchors');
      deepEqual(knowing, { ok: true, value: { version: 2, breaksAnchors: true } });
    } else deepEqual(quiet, { ok: true, value: { version: 2, breaksAnchors: false } });
  }
  deepEqual(decideEdit([], false), { ok: true, value: { version: 1, breaksAnchors: false } });
});
