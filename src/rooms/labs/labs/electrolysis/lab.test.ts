import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { electrolysis } from './lab.ts';
import { bathModel, depositOf } from './model.ts';

describe('electrolysis', () => {
  it('0.500 A for 20 minutes brings 197.6 mg of copper (Faraday; M and F as published by IUPAC and CODATA)', () => {
    const state = { ...bathModel.begin({}), current: 0.5, time: 20, since: 0, at: 1_200_000 };
    assert.ok(Math.abs(depositOf(state) - 0.19758) < 5e-6, String(depositOf(state)));
    // A mole of electrons brings half a mole of copper: 31.773 g.
    const mole = { ...state, current: 1, time: 96485.33212 / 60, at: 1e12 };
    assert.ok(Math.abs(depositOf(mole) - 63.546 / 2) < 1e-9);
  });

  it('LAB-2: nothing is NaN; while current flows the cathode is not weighed, and what is on it is cleaned off first', () => {
    neverNaN(electrolysis, 100);
    const run = bathModel.act(bathModel.begin({}), { do: 'run' }, aSeed(1), 1);
    assert.ok(run.ok);
    const half = bathModel.advance(run.value, 300_000);
    assert.equal(bathModel.value(half, 'balance', aSeed(1), 2), undefined);
    assert.equal(bathModel.value(half, 'ammeter', aSeed(1), 2), 0.5);
    const whole = bathModel.advance(half, 3_000_000);
    assert.equal(bathModel.value(whole, 'ammeter', aSeed(1), 2), undefined);
    const [early, late] = [half, whole].map((state) => bathModel.act(state, { do: 'run' }, aSeed(1), 2));
    assert.ok(early && !early.ok && early.error.key === 'labs.electrolysis.no.running');
    assert.ok(late && !late.ok && late.error.key === 'labs.electrolysis.no.coated');
    assert.deepEqual(bathModel.advance(bathModel.advance(run.value, 100_000), 200_000), half);
  });

  it('LAB-10: a careful pupil finds F and the molar mass within what they state, and has all points', () => {
    for (const task of electrolysis.tasks) {
      if (task.result) {
        const inside = recovered(electrolysis, task.task, 60);
        assert.ok(inside >= 52, `${task.task}: ${inside} of 60`);
      }
      const { actions, notebook } = playCareful(electrolysis, task, aSeed(4));
      const scores = judged({ spec: anyLab(electrolysis), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        JSON.stringify(scores.filter(({ score }) => score < 3)),
      );
    }
  });
});
