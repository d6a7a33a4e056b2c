import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { pendulum } from './lab.ts';
import { swingOf } from './model.ts';
import { angleAt, periodOf } from './swing.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

describe('the pendulum', () => {
  it('its period over that of small angles is what the complete elliptic integral gives, to all digits printed', () => {
    // T/T₀ = (2/π)·K(sin θ₀/2); digits as computed by SciPy's ellipk.
    const known: Readonly<Record<number, number>> = {
      5: 1.0004762,
      10: 1.0019072,
      20: 1.007669,
      30: 1.0174088,
      45: 1.0399733,
      60: 1.073182,
      90: 1.1803406,
      120: 1.3728805,
      150: 1.7622037,
      170: 2.4393627,
    };
    for (const [angle, ratio] of Object.entries(known)) {
      const found = periodOf(1, 9.80665, radians(Number(angle))) / periodOf(1, 9.80665, 0);
      assert.ok(Math.abs(found - ratio) < 5.1e-8, `${angle}°: ${found}`);
    }
    assert.ok(Math.abs(periodOf(1, 9.80665, 0) - 2.0064093) < 5e-8);
  });

  it('the motion is that of the equation θ″ = −(g/L)·sin θ, integrated by Runge and Kutta', () => {
    let [angle, speed] = [radians(80), 0];
    const step = 1 / 2000;
    const pull = (x: number): number => -(9.81 / 0.6) * Math.sin(x);
    for (let n = 1; n <= 20_000; n++) {
      const [a1, v1] = [speed, pull(angle)];
      const [a2, v2] = [speed + (step / 2) * v1, pull(angle + (step / 2) * a1)];
      const [a3, v3] = [speed + (step / 2) * v2, pull(angle + (step / 2) * a2)];
      const [a4, v4] = [speed + step * v3, pull(angle + step * a3)];
      angle += (step / 6) * (a1 + 2 * a2 + 2 * a3 + a4);
      speed += (step / 6) * (v1 + 2 * v2 + 2 * v3 + v4);
      if (n % 4000 === 0) assert.ok(Math.abs(angle - angleAt(n * step, 0.6, 9.81, radians(80))) < 1e-9);
    }
  });

  it('LAB-2: whatever hands do over the whole range, nothing is NaN, and slices of time change nothing', () => {
    neverNaN(pendulum);
    const { model } = pendulum;
    const released = model.act(model.begin({ gravity: 5, off: 0 }), { do: 'release' }, aSeed(1), 1);
    assert.ok(released.ok);
    const [once, twice] = [
      model.advance(released.value, 61_234),
      model.advance(model.advance(released.value, 61_000), 234),
    ];
    assert.equal(swingOf(once), swingOf(twice));
  });

  it('LAB-10: a careful pupil finds the free fall of their planet within what they state, on 200 seeds', () => {
    const inside = recovered(pendulum, 'gravity', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
  });
});
