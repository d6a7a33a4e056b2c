import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { photoelectric } from './lab.ts';
import { currentOf, photocellModel } from './model.ts';
import { published } from './published.ts';

describe('the photoelectric effect', () => {
  it('stopping voltages are those of Einstein’s equation', () => {
    meetsPublished(published());
  });

  it('light that is too long frees nothing, however bright; brightness changes the current and not what stops it', () => {
    const begun = photocellModel.begin({ work: 2.3, full: 400 });
    assert.equal(currentOf({ ...begun, wavelength: 650, brightness: 100 }), 0);
    const at = (brightness: number, coarse: number): number => currentOf({ ...begun, brightness, coarse });
    assert.ok(Math.abs(at(100, 0.2) / at(50, 0.2) - 2) < 1e-12);
    assert.ok(at(10, 0.7) > 0 && at(10, 0.8) === 0 && at(100, 0.8) === 0);
  });

  it('LAB-2: nothing is NaN', () => {
    neverNaN(photoelectric, 60);
  });

  it('LAB-10: a careful pupil finds h and the work function within what they state, and has all points', () => {
    for (const task of ['planck', 'metal']) {
      const inside = recovered(photoelectric, task, 200);
      assert.ok(inside >= 180, `${task}: ${inside} of 200`);
    }
    fullPoints(photoelectric, aSeed(4));
  });
});
