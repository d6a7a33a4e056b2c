import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { enzyme } from './lab.ts';
import { enzymeModel, gasOf, warmth } from './model.ts';
import { published } from './published.ts';

describe('the enzyme', () => {
  it("LAB-2: a fit gives what R gives for Treloar's set, and the flask follows the equation", () =>
    meetsPublished(published()));

  it('it is faster in warmth, and has lost its shape in heat', () => {
    assert.equal(warmth(25, 47), 1);
    assert.ok(warmth(35, 47) > 1.5 && warmth(35, 47) < 2);
    assert.ok(warmth(65, 47) < 0.1);
  });

  it('LAB-2: nothing is NaN, and no more gas comes than the peroxide holds', () => {
    neverNaN(enzyme, 100);
    const state = { ...enzymeModel.begin({}), since: 0, at: 1e9 };
    assert.ok(Math.abs(gasOf(state) - 192) < 1e-9);
  });

  it('LAB-10: a careful pupil finds V and K within what they state, and has all points', () => {
    // V comes of the same fits; a curve of one's own takes its time.
    const inside = recovered(enzyme, 'half', 30);
    assert.ok(inside >= 27, `${inside} of 30`);
    fullPoints(enzyme, aSeed(4));
  });
});
