import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { meetsPublished } from '../../testing.ts';
import type { Part } from './parts.ts';
import { published } from './published.ts';
import { steadyFlow } from './solve.ts';
import { flowAfter } from './transient.ts';

const rc: readonly Part[] = [
  { name: 'e', a: '1', b: '0', kind: 'cell', volts: 5, ohms: 0 },
  { name: 'r', a: '1', b: '2', kind: 'resistor', ohms: 10_000 },
  { name: 'c', a: '2', b: '0', kind: 'capacitor', farads: 100e-6 },
];
const voltsOf = (parts: readonly Part[], seconds: number, charge = {}): number => {
  const found = flowAfter(parts, charge, seconds);
  assert.ok(found.ok);
  return found.value.charge['c'] ?? NaN;
};

describe('the solver of circuits', () => {
  it('gives what ngspice gives: 10⁻⁶ for linear circuits, 2·10⁻⁵ with junctions', async () => {
    meetsPublished(await published());
  });

  it('a capacitor fills as 1 − exp(−t/RC), to 10⁻⁵ of the full voltage, at any time', () => {
    for (const seconds of [0, 0.003, 0.01, 0.5, 1, 2.345, 5, 60, 3600])
      assert.ok(
        Math.abs(voltsOf(rc, seconds) - 5 * (1 - Math.exp(-seconds))) < 5e-5,
        `${seconds}: ${voltsOf(rc, seconds)}`,
      );
    // V(τ) = 5·(1 − 1/e), as printed.
    assert.ok(Math.abs(voltsOf(rc, 1) - 3.1606028) < 5e-5);
  });

  it('two capacitors that are joined share their charge', () => {
    const pair: readonly Part[] = [
      { name: 'c', a: '1', b: '0', kind: 'capacitor', farads: 1e-3 },
      { name: 'd', a: '1', b: '0', kind: 'capacitor', farads: 3e-3 },
      { name: 'r', a: '1', b: '0', kind: 'resistor', ohms: 1e7 },
    ];
    assert.ok(Math.abs(voltsOf(pair, 1, { c: 8, d: 0 }) - 2 * Math.exp(-1 / 40_000)) < 1e-6);
  });

  it('a short circuit is said in words, and a cell that is shorted through its own resistance has its current', () => {
    const shorted = (ohms: number): readonly Part[] => [
      { name: 'e', a: '1', b: '0', kind: 'cell', volts: 1.5, ohms },
      { name: 'w', a: '1', b: '0', kind: 'wire' },
    ];
    const none = steadyFlow(shorted(0));
    assert.ok(!none.ok && none.error === 'short');
    const some = steadyFlow(shorted(0.5));
    assert.ok(some.ok && Math.abs(some.value.amperes('e') + 3) < 1e-12);
  });

  it('LAB-2: whatever is joined with whatever, each current and voltage is a number, or the fault is named', () => {
    const place = fc.constantFrom('0', '1', '2', '3', '4');
    const part = fc.tuple(place, place, fc.integer({ min: 0, max: 7 })).map(([a, b, kind]): Part => {
      const ends = { name: '', a, b };
      const all: readonly Part[] = [
        { ...ends, kind: 'wire' },
        { ...ends, kind: 'cell', volts: 4.5, ohms: 0.5 },
        { ...ends, kind: 'cell', volts: 1.5, ohms: 0 },
        { ...ends, kind: 'resistor', ohms: 10 },
        { ...ends, kind: 'resistor', ohms: 1e7 },
        { ...ends, kind: 'lamp', cold: 2, watts: 1e-3 },
        { ...ends, kind: 'diode', saturation: 1e-9, ideality: 1.8 },
        { ...ends, kind: 'capacitor', farads: 1e-3 },
      ];
      return all[kind] ?? { ...ends, kind: 'wire' };
    });
    const named = fc
      .array(part, { maxLength: 10 })
      .map((parts) => parts.map((each, k) => ({ ...each, name: `p${k}` })));
    fc.assert(
      fc.property(named, fc.integer({ min: 0, max: 100 }), (parts, seconds) => {
        const found = flowAfter(parts, {}, seconds / 10);
        if (!found.ok) return found.error === 'short' || parts.some(({ kind }) => kind === 'diode');
        const { flow } = found.value;
        return parts.every(({ name, a, b }) =>
          [flow.amperes(name), flow.volts(a), flow.volts(b)].every((each) => Number.isFinite(each)),
        );
      }),
      { numRuns: 200 },
    );
  });
});
