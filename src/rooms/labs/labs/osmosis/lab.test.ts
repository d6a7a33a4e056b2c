import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deed } from '../../model/world.ts';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { osmosis } from './lab.ts';
import { balanceOf, changeOf, massOf, osmosisModel, type Osmosis } from './model.ts';
import { published } from './published.ts';

const begun = osmosisModel.begin({ isotonic: 0.25, turgor: 0.33, stiffness: 3.5 });
const hour = 3_600_000;
function after(state: Osmosis, deed: Deed, n = 1): Osmosis {
  const done = osmosisModel.act(state, deed, aSeed(3), n);
  assert.ok(done.ok, JSON.stringify(deed));
  return done.value;
}

describe('potato in sugar', () => {
  it("LAB-2: solutions have van 't Hoff's potential, and a potato at rest has that of its solution", () =>
    meetsPublished(published()));

  it('it gains in water, keeps its mass in the isotonic solution and loses in a strong one', () => {
    assert.ok(balanceOf(begun) > 0.1);
    assert.ok(Math.abs(balanceOf({ ...begun, sugar: 0.25 })) < 1e-12);
    assert.ok(balanceOf({ ...begun, sugar: 1 }) < -0.4);
  });

  it('LAB-2: how time is sliced changes nothing, and nothing is NaN', () => {
    const inside = after(after(begun, { do: 'cut' }), { do: 'put' });
    const sliced = osmosisModel.advance(osmosisModel.advance(inside, hour / 3), (2 * hour) / 3);
    assert.ok(Math.abs(changeOf(osmosisModel.advance(inside, hour)) - changeOf(sliced)) < 1e-15);
    neverNaN(osmosis, 100);
  });

  it('what is not blotted weighs more, and a cylinder in its beaker is not weighed', () => {
    const inside = osmosisModel.advance(after(after(begun, { do: 'cut' }), { do: 'put' }), hour);
    assert.equal(osmosisModel.value(inside, 'after', aSeed(3), 1), undefined);
    const wet = after(inside, { do: 'take' }, 5);
    assert.ok(massOf(wet) - massOf(after(wet, { do: 'blot' }, 6)) > 0.02);
    const again = osmosisModel.act(inside, { set: 'sugar', to: 0.5 }, aSeed(3), 7);
    assert.ok(!again.ok && again.error.key === 'labs.osmosis.no.inside');
  });

  it('LAB-10: a careful pupil finds the isotonic point within what they state, and has all points', () => {
    const inside = recovered(osmosis, 'isotonic', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    fullPoints(osmosis, aSeed(4));
  });
});
