import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import type { Deed } from '../../model/world.ts';
import { boxed, edges, places, type Circuit } from './board.ts';
import { circuit } from './lab.ts';
import { circuitModel, valueOf } from './model.ts';

const hidden = { unknown: 8, force: 4.5, inner: 1, farads: 500 };
const seed = aSeed(1);
const after = (deeds: readonly Deed[], state = circuitModel.begin(hidden)): Circuit =>
  deeds.reduce((before, deed) => {
    const done = circuitModel.act(before, deed, seed, 1);
    return done.ok ? done.value : before;
  }, state);
const refusal = (state: Circuit, deed: Deed): string | undefined => {
  const done = circuitModel.act(state, deed, seed, 1);
  return done.ok ? undefined : done.error.key;
};
const put = (part: string, from: string, to: string): Deed => ({ do: 'put', with: [part, from, to] });
const probes: readonly Deed[] = [
  { do: 'probe', with: ['plus', 'a1'] },
  { do: 'probe', with: ['minus', 'a2'] },
];

describe('the board of circuits', () => {
  it('an open battery shows its electromotive force, a loaded one less by I·r; turned round the sign changes', () => {
    const open = after([put('battery', 'a1', 'a2'), ...probes]);
    assert.ok(Math.abs((valueOf(open, 'voltmeter') ?? 0) - 4.5) < 1e-6);
    const loaded = after([put('ammeter', 'a1', 'b1'), put('ten', 'b1', 'b2'), put('wire', 'b2', 'a2')], open);
    const current = 4.5 / (10 + 1 + 0.05);
    assert.ok(Math.abs((valueOf(loaded, 'ammeter') ?? 0) - current) < 1e-6);
    assert.ok(Math.abs((valueOf(loaded, 'voltmeter') ?? 0) - (4.5 - current)) < 1e-6);
    const turned = after([put('battery', 'a1', 'a2')], loaded);
    assert.ok(Math.abs((valueOf(turned, 'ammeter') ?? 0) + current) < 1e-6);
  });

  it('an ammeter across a source burns its fuse, and a new one heals it; a short circuit is refused with a word', () => {
    const source = after([put('supply', 'a1', 'a2'), { set: 'supply', to: 3 }]);
    assert.equal(refusal(source, put('wire', 'a1', 'a2')), undefined);
    const round = after([put('wire', 'a1', 'b1'), put('wire', 'b1', 'b2')], source);
    assert.equal(refusal(round, put('wire', 'b2', 'a2')), 'labs.circuit.no.short');
    const burnt = after([put('milliammeter', 'b2', 'a2')], round);
    assert.deepEqual(burnt.burnt, ['milliammeter']);
    assert.equal(valueOf(burnt, 'milliammeter'), undefined);
    const healed = after([{ set: 'supply', to: 0 }, { do: 'fuse' }], burnt);
    assert.deepEqual(healed.burnt, []);
    assert.equal(refusal(healed, { do: 'fuse' }), 'labs.circuit.no.burnt');
    assert.equal(refusal(healed, put('ten', 'a1', 'c3')), 'labs.circuit.no.edge');
    assert.equal(refusal(healed, { do: 'press' }), 'labs.circuit.no.switch');
  });

  it('LAB-2: whatever is built of whatever, nothing is NaN', () => {
    neverNaN(circuit, 30);
    const edge = fc.constantFrom(...edges, ...edges.map(([a, b]) => [b, a] as const));
    const deed = fc.oneof(
      fc.tuple(fc.constantFrom('wire', 'wire', ...boxed), edge).map(([part, [a, b]]) => put(part, a, b)),
      fc
        .tuple(fc.constantFrom('plus', 'minus'), fc.constantFrom(...places))
        .map((given): Deed => ({ do: 'probe', with: given })),
      fc.integer({ min: 0, max: 12 }).map((k): Deed => ({ set: 'supply', to: k / 2 })),
      fc.constantFrom<Deed>({ do: 'press' }, { do: 'fuse' }, { do: 'take', with: ['a1', 'b1'] }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
        let state = circuitModel.begin(hidden);
        for (const each of deeds) {
          state = circuitModel.advance(after([each], state), 700);
          for (const { name } of circuit.instruments) {
            const value = valueOf(state, name);
            assert.ok(value === undefined || Number.isFinite(value), `${name}: ${value}`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('LAB-10: a careful pupil finds each constant within what they state, and has all points', () => {
    for (const task of ['ohm', 'series', 'parallel', 'inner', 'force']) {
      const inside = recovered(circuit, task, 60);
      assert.ok(inside >= 52, `${task}: ${inside} of 60`);
    }
    const inside = recovered(circuit, 'discharge', 8);
    assert.ok(inside >= 5, `discharge: ${inside} of 8`);
    fullPoints(circuit, aSeed(4));
  });
});
