import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { grating } from './lab.ts';
import { gratingModel, placeOf } from './model.ts';
import { published } from './published.ts';

describe('slits and gratings', () => {
  it('bright spots are where d·sin φ = m·λ says', () => {
    meetsPublished(published());
  });

  it('LAB-2: nothing is NaN; a spot that is beside the screen, or that there is not, is not measured', () => {
    neverNaN(grating, 60);
    const state = { ...gratingModel.begin({ wavelength: 650 }), slide: '600' as const, distance: 200 };
    assert.equal(placeOf(state, 2), undefined);
    assert.equal(placeOf(state, 3), undefined);
    assert.equal(gratingModel.value({ ...state, order: 3 }, 'ruler', aSeed(1), 1), undefined);
  });

  it('LAB-10: a careful pupil finds the wavelength within what they state, and has all points', () => {
    for (const task of ['fringes', 'orders']) {
      const inside = recovered(grating, task, 200);
      assert.ok(inside >= 180, `${task}: ${inside} of 200`);
    }
    fullPoints(grating, aSeed(4));
  });
});
