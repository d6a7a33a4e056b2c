import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { lens } from './lab.ts';
import { blurOf, heightOf, lensModel, opening, sharpness, type Lens } from './model.ts';

const at = (focal: number, object: number, screen: number): Lens => ({ focal, object, screen });

describe('the lens', () => {
  it('at twice the focal length the picture is as far and as high as the arrow (Gauss 1841: 1/f = 1/d + 1/d′)', () => {
    const twice = at(10, 20, 20);
    assert.ok(blurOf(twice) < 1e-12);
    assert.equal(heightOf(twice), 20);
    assert.ok(Math.abs(1 / sharpness(at(10, 30, 0)) - 15) < 1e-12);
  });

  it('the blur is what rays from the rim of the lens leave on the screen', () => {
    for (const [focal, object, screen] of [
      [8, 30, 12],
      [10, 25, 20],
      [12, 10, 30],
    ] as const) {
      // A ray from a point on the axis to the height y of the lens is bent by y/f there (thin lens).
      const y = opening / 2;
      const lands = y + (y / object - y / focal) * screen;
      assert.ok(Math.abs(2 * Math.abs(lands) - blurOf(at(focal, object, screen))) < 1e-9);
    }
  });

  it('LAB-2: nothing is NaN; a picture that is all blur has no height', () => {
    neverNaN(lens);
    assert.equal(lensModel.value(at(10, 60, 40), 'ruler', aSeed(1), 1), undefined);
    assert.equal(lensModel.value(at(10, 60, 12), 'ruler', aSeed(1), 1), 4);
  });

  it('LAB-10, LAB-12: a careful pupil finds the focal length within what they state, and has all points', () => {
    const inside = recovered(lens, 'focal', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    fullPoints(lens, aSeed(4));
  });
});
