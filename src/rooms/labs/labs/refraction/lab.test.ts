import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crownIndex, reflected, refracted } from '../../model/optics.ts';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { refraction } from './lab.ts';
import { refractionModel } from './model.ts';

const near = (found: number | undefined, wanted: number, within: number): void =>
  assert.ok(found !== undefined && Math.abs(found - wanted) < within, `${found}, not ${wanted}`);

describe('refraction', () => {
  it('the crown glass N-BK7 has the indices of its data sheet', () => {
    // SCHOTT N-BK7 517642.251: n_d (587.6 nm), n_F (486.1 nm), n_C (656.3 nm), n_g (435.8 nm).
    near(crownIndex(587.5618), 1.5168, 5e-6);
    near(crownIndex(486.1327), 1.52238, 5e-6);
    near(crownIndex(656.2725), 1.51432, 5e-6);
    near(crownIndex(435.8343), 1.52668, 5e-6);
  });

  it('light bends by Snell’s law, and beyond the critical angle none goes on', () => {
    // n(water) = 1.3330 (20 °C, 589 nm; CRC Handbook of Chemistry and Physics).
    near(refracted(1, 1.5168, 30), 19.247, 5e-4);
    near(refracted(1, 1.333, 45), 32.037, 5e-4);
    near(refracted(1.333, 1, 48.606), 90, 0.4);
    assert.equal(refracted(1.333, 1, 48.608), undefined);
    assert.equal(refracted(1.5168, 1, 41.246), undefined);
    assert.equal(reflected(1.5168, 1, 41.246), 1);
    near(reflected(1, 1.5168, 0), (0.5168 / 2.5168) ** 2, 1e-12);
  });

  it('what goes one way goes back the same way, and its path takes the least time (Fermat)', () => {
    for (let angle = 1; angle < 90; angle += 7) {
      const beyond = refracted(1, 1.6, angle);
      near(refracted(1.6, 1, beyond ?? NaN), angle, 1e-9);
      // From a point one above the face to a point one beneath it, by way of x.
      const [a, b] = [angle, beyond ?? NaN].map((each) => Math.tan((each * Math.PI) / 180)) as [number, number];
      const time = (x: number): number => Math.hypot(1, x) + 1.6 * Math.hypot(1, a + b - x);
      assert.ok(time(a) <= time(a + 1e-3) && time(a) <= time(a - 1e-3));
    }
  });

  it('LAB-2: nothing is NaN; where all is reflected, nothing is shown', () => {
    neverNaN(refraction);
    const state = { ...refractionModel.begin({ a: 1.6, b: 4000 }), side: 'glass', angle: 60 } as const;
    assert.equal(refractionModel.value(state, 'protractor', aSeed(1), 1), undefined);
  });

  it('LAB-10, LAB-12: a careful pupil finds the glass and its dispersion, and has all points', () => {
    for (const name of ['index', 'dispersion']) {
      const inside = recovered(refraction, name, 200);
      assert.ok(inside >= 180, `${name}: ${inside} of 200`);
    }
    fullPoints(refraction, aSeed(4));
  });
});
