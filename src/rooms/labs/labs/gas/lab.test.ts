import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deed } from '../../model/world.ts';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { gas } from './lab.ts';
import { amountOf, gasConstant, gasModel, pressureOf, sensedOf, warmthOf, type Gas } from './model.ts';

const begun = gasModel.begin({ air: 100, dead: 4 });
const after = (deeds: readonly Deed[], pause = 3_600_000): Gas =>
  deeds.reduce((state, deed) => {
    const done = gasModel.act(state, deed, aSeed(1), 1);
    assert.ok(done.ok);
    return gasModel.advance(done.value, pause);
  }, begun);

describe('the gas in the syringe', () => {
  it('one mole at 273.15 K and 101.325 kPa fills 22.413 969 54 L (CODATA 2018)', () => {
    assert.ok(Math.abs(pressureOf('air', 1, 0.02241396954, 273.15) / 101_325 - 1) < 1e-9);
    assert.ok(Math.abs(amountOf('air', 101_325, 0.02241396954, 273.15) - 1) < 1e-9);
  });

  it('carbon dioxide obeys (p + a·n²/V²)·(V − n·b) = n·R·T, and the amount follows from the pressure', () => {
    for (const [amount, volume, kelvin] of [
      [1, 1e-3, 300],
      [1.8e-3, 2.3e-5, 293.15],
      [2.5e-3, 6e-5, 353],
    ] as const) {
      const pascal = pressureOf('co2', amount, volume, kelvin);
      const left = (pascal + (0.364 * amount ** 2) / volume ** 2) * (volume - amount * 4.267e-5);
      assert.ok(Math.abs(left / (amount * gasConstant * kelvin) - 1) < 1e-12);
      assert.ok(Math.abs(amountOf('co2', pascal, volume, kelvin) / amount - 1) < 1e-9);
    }
  });

  it('p·(V + v) stays where the gas has the warmth of its bath again (Boyle 1662)', () => {
    const wide = after([{ set: 'volume', to: 60 }, { do: 'close' }]);
    assert.ok(Math.abs(sensedOf(wide) - 100) < 1e-9);
    const tight = after([{ set: 'volume', to: 60 }, { do: 'close' }, { set: 'volume', to: 20 }]);
    assert.ok(Math.abs(sensedOf(tight) * 24 - 100 * 64) < 1e-6);
  });

  it('pressed in a moment it warms by T·V^0.4, and at a volume that is kept p/T stays', () => {
    const pressed = after([{ set: 'volume', to: 60 }, { do: 'close' }, { set: 'volume', to: 20 }], 0);
    assert.ok(Math.abs((warmthOf(pressed).gas + 273.15) / 293.15 - (64 / 24) ** 0.4) < 1e-12);
    const hot = after([{ do: 'close' }, { set: 'bath', to: 80 }]);
    assert.ok(Math.abs(sensedOf(hot) / 353.15 - 100 / 293.15) < 1e-9);
  });

  it('LAB-2: nothing is NaN, slices of time change nothing, and another gas needs an open tap', () => {
    neverNaN(gas);
    const heated = after([{ do: 'close' }, { set: 'bath', to: 80 }], 0);
    const [once, twice] = [gasModel.advance(heated, 40_000), gasModel.advance(gasModel.advance(heated, 39_999), 1)];
    assert.equal(sensedOf(once), sensedOf(twice));
    const refused = gasModel.act(heated, { set: 'kind', to: 'co2' }, aSeed(1), 3);
    assert.ok(!refused.ok && refused.error.key === 'labs.gas.no.closed');
  });

  it('LAB-10, LAB-12: a careful pupil finds the hidden volume and absolute zero, and has all points', () => {
    for (const name of ['boyle', 'zero']) {
      const inside = recovered(gas, name, 200);
      assert.ok(inside >= 180, `${name}: ${inside} of 200`);
    }
    fullPoints(gas, aSeed(4));
  });
});
