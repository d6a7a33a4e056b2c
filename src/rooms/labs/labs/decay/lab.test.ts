import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { decay } from './lab.ts';
import { counted, decayModel } from './model.ts';
import { published } from './published.ts';

const hidden = { halfLife: 2.552, rate: 60, disc: 900, background: 0.5, dead: 200 };
const dropped = { ...decayModel.begin(hidden), source: 'drop', fresh: 0 } as const;

describe('radioactive decay', () => {
  it('after each half-life there is half as much', () => {
    meetsPublished(published());
  });

  it('a tube that is blind after each particle counts n/(1 + nτ) a second, and scatters less than Poisson’s law says', () => {
    // Renewal theory: variance over mean tends to 1/(1 + nτ)² (Müller, Nucl. Instrum. Methods 112 (1973) 47).
    for (const [rate, dead] of [
      [40, 0],
      [40, 200e-6],
      [4000, 200e-6],
    ] as const) {
      const counts = Array.from({ length: 1500 }, (_, n) => counted(aSeed(7), n, rate, 10, dead));
      const mean = counts.reduce((sum, each) => sum + each, 0) / counts.length;
      const variance = counts.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (counts.length - 1);
      const live = 1 / (1 + rate * dead);
      const sd = Math.sqrt(10 * rate * live ** 3);
      assert.ok(Math.abs(mean - 10 * rate * live) < (4 * sd) / Math.sqrt(counts.length) + 0.5, `mean ${mean}`);
      assert.ok(Math.abs(variance / (mean * live ** 2) - 1) < 4 * Math.sqrt(2 / counts.length), `variance ${variance}`);
    }
  });

  it('LAB-2: nothing is NaN, and what cannot be done is refused with a word', () => {
    neverNaN(decay, 60);
    const begun = decayModel.begin(hidden);
    const refusal = (state: typeof begun, deed: string): string | undefined => {
      const done = decayModel.act(state, { do: deed }, aSeed(1), 1);
      return done.ok ? undefined : done.error.key;
    };
    assert.equal(refusal({ ...begun, source: 'drop' }, 'count'), 'labs.decay.no.drop');
    assert.equal(refusal(begun, 'fresh'), 'labs.decay.no.place');
    assert.equal(refusal({ ...dropped, at: 61_000, time: 1 }, 'count'), 'labs.decay.no.passed');
    const counting = decayModel.act(begun, { do: 'count' }, aSeed(1), 1);
    assert.ok(counting.ok);
    assert.equal(refusal(counting.value, 'count'), 'labs.decay.no.counting');
    assert.equal(decayModel.value(counting.value, 'background', aSeed(1), 2), undefined);
    const ended = decayModel.advance(counting.value, 30_000);
    assert.ok((decayModel.value(ended, 'background', aSeed(1), 2) ?? 0) > 0);
  });

  it('LAB-10: a careful pupil finds half-life and dead time within what they state, and has all points', () => {
    for (const task of decay.tasks) {
      const inside = recovered(decay, task.task, 30);
      assert.ok(inside >= 25, `${task.task}: ${inside} of 30`);
    }
    fullPoints(decay, aSeed(4));
  });
});
