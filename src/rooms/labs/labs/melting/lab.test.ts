import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { melting } from './lab.ts';
import { beakerAfter, beakerOf, meltingModel } from './model.ts';
import { published } from './published.ts';

describe('ice on a hot plate', () => {
  it('66.40 g of water at 60 °C give just the heat that melts 50 g of ice at 0 °C', () => {
    // λ = 333.55 J/g, c = 4.186 J/(g·°C): 50·333.55 = 66.40·4.186·60 (CRC Handbook).
    const joules = 66.4 * 4.186 * 60;
    assert.ok(beakerAfter(joules - 20, 50, 0).ice > 0);
    const after = beakerAfter(joules + 20, 50, 0);
    assert.deepEqual([after.ice, after.water], [0, 50]);
    assert.ok(Math.abs(after.temperature) < 0.2);
  });

  it('the temperature stands at 0 °C while ice melts and at 100 °C while water boils', () => {
    let state = meltingModel.begin({ power: 200, first: -8 });
    const lit = meltingModel.act(state, { do: 'heat' }, aSeed(1), 1);
    assert.ok(lit.ok);
    state = lit.value;
    const at = (seconds: number) => beakerOf(meltingModel.advance(state, 1000 * seconds));
    // 100 g: 8.4 s to 0 °C, 166.8 s of melting, 209.3 s to 100 °C.
    assert.ok(at(8).temperature < 0 && at(8).water === 0);
    for (const seconds of [9, 90, 175]) assert.equal(at(seconds).temperature, 0);
    assert.ok(Math.abs(at(280).temperature - 50) < 0.1);
    for (const seconds of [385, 700, 1e6]) assert.equal(at(seconds).temperature, 100);
    assert.ok(at(1e6).water >= 59.9, 'the plate switches itself off before it is dry');
  });

  it('LAB-2: its heats are those of the handbook', () => meetsPublished(published()));

  it('LAB-2: nothing is NaN, and warm ice is not exchanged by a setting', () => neverNaN(melting));

  it('LAB-10: a careful pupil finds how long one gram takes, and has all points in each task', () => {
    const inside = recovered(melting, 'mass', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    for (let k = 1; k <= 20; k++) fullPoints(melting, aSeed(k));
  });
});
