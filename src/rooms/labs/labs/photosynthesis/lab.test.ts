import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { photosynthesis } from './lab.ts';
import { compensationOf, lightOf, oxygenOf, photosynthesisModel, restOf } from './model.ts';
import { published } from './published.ts';

const begun = photosynthesisModel.begin({ slope: 0.05, most: 25, breath: 1.5 });

describe('photosynthesis', () => {
  it('LAB-2: the light curve and its crossing are what they are by other ways', () => meetsPublished(published()));

  it('at the compensation point it neither gives off nor takes up', () => {
    const distance = 100 * Math.sqrt(20 / compensationOf(begun));
    assert.ok(Math.abs(lightOf(distance) - compensationOf(begun)) < 1e-12);
    assert.ok(Math.abs(restOf({ ...begun, distance })) < 1e-12);
  });

  it('without hydrogencarbonate it only breathes, and in more warmth it breathes more', () => {
    assert.equal(restOf({ ...begun, soda: 0 }), -1.5);
    assert.ok(Math.abs(restOf({ ...begun, soda: 0, temperature: 35 }) + 3) < 1e-12);
  });

  it('LAB-2: how time is sliced changes nothing, and nothing is NaN', () => {
    const set = photosynthesisModel.act(begun, { set: 'distance', to: 10 }, aSeed(1), 1);
    assert.ok(set.ok);
    const sliced = photosynthesisModel.advance(photosynthesisModel.advance(set.value, 7000), 20_000);
    assert.equal(oxygenOf(photosynthesisModel.advance(set.value, 27_000)), oxygenOf(sliced));
    neverNaN(photosynthesis, 100);
  });

  it('LAB-10: a careful pupil finds the compensation point within what they state, and has all points', () => {
    const inside = recovered(photosynthesis, 'compensation', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    fullPoints(photosynthesis, aSeed(4));
  });
});
