import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { equilibrium } from './lab.ts';
import { absorbanceOf, complexOf, equilibriumModel } from './model.ts';

describe('iron and thiocyanate', () => {
  it('obey the law of mass action at every mixture, with the published K = 98 (de Berg, Maeder, Clifford 2016)', () => {
    for (const iron of [1e-4, 5e-4, 1e-3])
      for (const thiocyanate of [1e-4, 4e-4, 1e-3]) {
        const c = complexOf(98, iron, thiocyanate);
        assert.ok(Math.abs(c / ((iron - c) * (thiocyanate - c)) / 98 - 1) < 1e-9);
        assert.ok(c > 0 && c < Math.min(iron, thiocyanate));
      }
  });

  it('more of one ion makes more of the complex, and leaves less of the other (Le Chatelier)', () => {
    const before = complexOf(98, 1e-3, 4e-4);
    const after = complexOf(98, 2e-3, 4e-4);
    assert.ok(after > before && after < 2 * before);
    // Twice as much water: the equilibrium goes back to the ions, and the colour fades by more than a half.
    assert.ok(complexOf(98, 5e-4, 2e-4) < before / 2);
  });

  it('LAB-2: nothing is NaN; an empty beaker shows nothing, water alone no colour', () => {
    neverNaN(equilibrium);
    const empty = equilibriumModel.begin({ constant: 98 });
    assert.equal(absorbanceOf(empty), undefined);
    assert.equal(absorbanceOf({ ...empty, mixed: { iron: 0, thiocyanate: 0 } }), 0);
  });

  it('LAB-10: a careful pupil finds K of the own bench within what they state, and has all points', () => {
    const inside = recovered(equilibrium, 'constant', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    for (const task of equilibrium.tasks) {
      const { actions, notebook } = playCareful(equilibrium, task, aSeed(4));
      const scores = judged({ spec: anyLab(equilibrium), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        task.task,
      );
    }
  });
});
