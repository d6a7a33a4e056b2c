import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { hooke } from './lab.ts';
import { hookeModel, placeOf, restOf } from './model.ts';
import { published } from './published.ts';

describe('the spring', () => {
  it('a load of 100 g stretches a spring of 9.81 N/m by 10 cm, once it hangs still', () => {
    const state = { ...hookeModel.begin({ stiffness: 9.81, first: 5 }), mass: 100 };
    assert.ok(Math.abs(restOf(state) - 15) < 1e-12);
    assert.ok(Math.abs(placeOf(hookeModel.advance(state, 20_000)) - 15) < 1e-12);
  });

  it('LAB-2: it stretches and comes to rest as published', () => meetsPublished(published()));

  it('LAB-2: nothing is NaN, and a load that is too heavy is refused with a word', () => {
    neverNaN(hooke);
    const soft = hookeModel.begin({ stiffness: 5, first: 5 });
    const refused = hookeModel.act(soft, { set: 'mass', to: 250 }, aSeed(1), 1);
    assert.ok(!refused.ok && refused.error.key === 'labs.hooke.no.too-much');
  });

  it('LAB-10: a careful pupil finds the stiffness within what they state, and has all points', () => {
    const inside = recovered(hooke, 'stiffness', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    const [task] = hooke.tasks;
    assert.ok(task);
    const { actions, notebook } = playCareful(hooke, task, aSeed(4));
    const scores = judged({ spec: anyLab(hooke), task, seed: aSeed(4), actions, notebook, isReal: false });
    assert.deepEqual(
      scores.map(({ score }) => score),
      [3, 3, 3, 3, 3, 3],
    );
  });
});
