import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deed } from '../../model/world.ts';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { incline } from './lab.ts';
import { gainOf, inclineModel, isSliding, placeOf, timeTo, type Incline } from './model.ts';

const after = (deeds: readonly Deed[]): Incline =>
  deeds.reduce(
    (state, deed, k) => {
      const done = inclineModel.act(state, deed, aSeed(1), k + 1);
      assert.ok(done.ok);
      return done.value;
    },
    inclineModel.begin({ slide: 0.25, more: 0.1 }),
  );

describe('the incline', () => {
  it('without friction at 30° a block gains g/2, and falls 1 m along in 0.6386 s (Galilei 1638: s = a·t²/2)', () => {
    assert.ok(Math.abs(gainOf(30, 0) - 4.905) < 1e-12);
    assert.ok(Math.abs(timeTo(100, gainOf(30, 0)) - Math.sqrt(2 / 4.905)) < 1e-12);
    assert.ok(Math.abs(gainOf(Math.atan(0.25) * (180 / Math.PI), 0.25)) < 1e-12);
  });

  it('what energy it loses on its way is the work of friction: v²/2 = g·h − μ·g·s·cos α', () => {
    const [angle, friction, far] = [38, 0.3, 0.9];
    const speed = gainOf(angle, friction) * timeTo(far * 100, gainOf(angle, friction));
    const turn = (angle * Math.PI) / 180;
    const left = 9.81 * far * Math.sin(turn) - friction * 9.81 * far * Math.cos(turn);
    assert.ok(Math.abs(speed ** 2 / 2 - left) < 1e-12);
  });

  it('it rests on a board that is flat enough, slides from one that is not, and ends at its foot', () => {
    const resting = inclineModel.advance(after([{ set: 'angle', to: 12 }, { do: 'release' }]), 60_000);
    assert.equal(placeOf(resting), 0);
    const sliding = after([{ set: 'angle', to: 40 }, { do: 'release' }]);
    assert.ok(isSliding(sliding));
    assert.equal(inclineModel.value(sliding, 'timer', aSeed(1), 9), undefined);
    const past = inclineModel.advance(sliding, 5000);
    const gain = gainOf(40, 0.25);
    assert.ok(Math.abs((inclineModel.value(past, 'timer', aSeed(1), 9) ?? 0) - timeTo(60, gain)) < 1e-12);
    assert.ok(!isSliding(past));
  });

  it('LAB-2: nothing is NaN, and while it slides the board stands still', () => {
    neverNaN(incline);
    const refused = inclineModel.act(
      after([{ set: 'angle', to: 40 }, { do: 'release' }]),
      { set: 'angle', to: 5 },
      aSeed(1),
      4,
    );
    assert.ok(!refused.ok && refused.error.key === 'labs.incline.no.sliding');
  });

  it('LAB-10, LAB-12: a careful pupil finds both coefficients within what they state, and has all points', () => {
    for (const name of ['static', 'kinetic']) {
      const inside = recovered(incline, name, 200);
      assert.ok(inside >= 180, `${name}: ${inside} of 200`);
    }
    fullPoints(incline, aSeed(4));
  });
});
