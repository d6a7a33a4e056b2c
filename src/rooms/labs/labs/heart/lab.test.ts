import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { heart } from './lab.ts';
import { breathOf, heartModel, highest, pulseOf, type Body } from './model.ts';

const resting: Body = heartModel.begin({ rest: 70, gain: 2, calm: 40, breath: 15 });
const done = (body: Body, deed: string): Body => {
  const after = heartModel.act(body, { do: deed }, aSeed(1), 1);
  assert.ok(after.ok);
  return after.value;
};

describe('the heart', () => {
  it('at rest it beats 60–100 times a minute and one breathes 12–20 times (normal ranges), for every pupil', () => {
    for (const rest of [62, 84])
      assert.ok(rest >= 60 && rest <= 100 && pulseOf({ ...resting, rest, from: rest }) === rest);
    assert.ok(breathOf(resting) >= 12 && breathOf(resting) <= 20);
  });

  it('it never beats faster than 208 − 0.7·age (Tanaka et al. 2001: 198 at 14)', () => {
    assert.ok(Math.abs(highest - 198.2) < 1e-9);
    const hard = done({ ...resting, gain: 10, steps: 40 }, 'start');
    assert.ok(pulseOf(heartModel.advance(hard, 3_600_000)) <= highest);
  });

  it('after work it comes down by 63.2 % in its time, by 86.5 % in twice that, however time is sliced', () => {
    const worked = heartModel.advance(done(resting, 'start'), 600_000);
    assert.ok(Math.abs(pulseOf(worked) - 110) < 1e-6);
    const calm = done(worked, 'stop');
    const share = (seconds: number) => (110 - pulseOf(heartModel.advance(calm, 1000 * seconds))) / 40;
    assert.ok(Math.abs(share(40) - 0.6321206) < 1e-6 && Math.abs(share(80) - 0.8646647) < 1e-6);
    const sliced = heartModel.advance(heartModel.advance(calm, 12_345), 27_655);
    assert.equal(pulseOf(sliced), pulseOf(heartModel.advance(calm, 40_000)));
  });

  it('LAB-2: nothing is NaN, and who rests cannot stop', () => {
    neverNaN(heart, 60);
    const refused = heartModel.act(resting, { do: 'stop' }, aSeed(1), 1);
    assert.ok(!refused.ok && refused.error.key === 'labs.heart.no.resting');
  });

  it('LAB-10: a careful pupil finds the load’s part and the time of recovery, and has all points', () => {
    for (const task of ['load', 'recovery']) {
      const inside = recovered(heart, task, 40);
      assert.ok(inside >= 34, `${task}: ${inside} of 40`);
    }
    for (let k = 1; k <= 3; k++) fullPoints(heart, aSeed(k));
  });
});
