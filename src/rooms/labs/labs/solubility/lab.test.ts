import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { solubility } from './lab.ts';
import { crystallisingAt, crystalsOf, solubilityModel, solubilityOf, warmthOf } from './model.ts';

const own = { at40: 50, rise: 0.5 };

describe('the solubility of a salt', () => {
  it('is what the tables print, and between their rows within 1 % of those of another source', () => {
    const of = (kind: string, warmth: number): number => solubilityOf({ kind, ...own }, warmth);
    for (const [warmth, grams] of [
      [0, 13.3],
      [20, 31.6],
      [60, 110],
      [100, 246],
    ] as const)
      assert.equal(of('kno3', warmth), grams);
    assert.ok(Math.abs(of('nh4cl', 40) - 46) < 1e-12);
    // NH₄Cl at 10, 30 and 50 °C: 33.2, 41.4, 50.4 (Lange's Handbook of Chemistry), between the rows of the model's table.
    for (const [warmth, grams] of [
      [10, 33.2],
      [30, 41.4],
      [50, 50.4],
    ] as const)
      assert.ok(Math.abs(of('nh4cl', warmth) / grams - 1) < 0.015, `${warmth} °C: ${of('nh4cl', warmth)}`);
    // It grows all the way, without waves between the rows.
    for (let warmth = 0; warmth < 100; warmth++) assert.ok(of('kno3', warmth + 1) > of('kno3', warmth));
  });

  it('31.6 g in 100 g of water: crystals fall just below 20 °C; what is not dissolved lies on the bottom', () => {
    assert.ok(Math.abs(crystallisingAt({ kind: 'kno3', ...own, salt: 7.9, water: 25 }) - 20) < 1e-9);
    const state = { ...solubilityModel.begin(own), salt: 20 };
    assert.ok(Math.abs(crystalsOf(state) - (20 - 7.9)) < 1e-9);
    const heated = solubilityModel.act(state, { set: 'place', to: 'hot' }, aSeed(1), 1);
    assert.ok(heated.ok && crystalsOf(solubilityModel.advance(heated.value, 600_000)) === 0);
  });

  it('LAB-2: nothing is NaN, and slices of time change nothing', () => {
    neverNaN(solubility);
    const hot = solubilityModel.act(solubilityModel.begin(own), { set: 'place', to: 'hot' }, aSeed(1), 1);
    assert.ok(hot.ok);
    const { advance } = solubilityModel;
    assert.equal(warmthOf(advance(hot.value, 70_001)), warmthOf(advance(advance(hot.value, 70_000), 1)));
  });

  it('LAB-10: a careful pupil finds the solubility of the own salt within what they state, and has all points', () => {
    const inside = recovered(solubility, 'own', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    for (const task of solubility.tasks) {
      const { actions, notebook } = playCareful(solubility, task, aSeed(4));
      const scores = judged({ spec: anyLab(solubility), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        task.task,
      );
    }
  });
});
