import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { pendulum } from './lab.ts';
import { swingOf } from './model.ts';
import { published } from './published.ts';

describe('the pendulum', () => {
  it('LAB-2: its period is what the complete elliptic integral gives, its motion what odex gives', () =>
    meetsPublished(published()));

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
