import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { gasCollection } from './lab.ts';
import { gasModel, vapourOf, volumeOf, type Apparatus } from './model.ts';

const normal: Apparatus = {
  ...gasModel.begin({ warmth: 0, pressure: 101.325 + vapourOf(0), share: 0.9 }),
  piece: 0.05,
  since: 0,
  at: 1e9,
  isLevel: true,
};

describe('gas over water', () => {
  it('the vapour of water has the pressure of the tables, within 0.1 % (CRC Handbook of Chemistry and Physics, 73rd edition)', () => {
    const known = { 10: 1.2281, 15: 1.7056, 20: 2.3388, 25: 3.169, 30: 4.2455 };
    for (const [warmth, pressure] of Object.entries(known))
      assert.ok(Math.abs(vapourOf(Number(warmth)) / pressure - 1) < 1e-3, `${warmth} °C: ${vapourOf(Number(warmth))}`);
  });

  it('a mole of dry hydrogen takes 22.414 L at 0 °C and 101.325 kPa (CODATA 2018); 50 mg of magnesium give 46.11 mL of it', () => {
    assert.ok(Math.abs((volumeOf(normal) * 24.305) / 0.05 / 1000 - 22.41396954) < 1e-6);
    assert.ok(Math.abs(volumeOf(normal) - 46.11) < 0.005);
  });

  it('water that stands in the cylinder draws the gas out: by 1 % where 10 cm stand', () => {
    const drawn = volumeOf({ ...normal, isLevel: false });
    const height = (100 - drawn) * 0.002;
    assert.ok(Math.abs(drawn * (101.325 - 9.8 * height) - volumeOf(normal) * 101.325) < 1e-9);
    assert.ok(drawn > volumeOf(normal) * 1.009);
  });

  it('LAB-2: nothing is NaN; a metal that still bubbles cannot be levelled, one in the acid not dropped again', () => {
    neverNaN(gasCollection);
    const dropped = gasModel.act(gasModel.begin({}), { do: 'drop' }, aSeed(1), 1);
    assert.ok(dropped.ok);
    const early = gasModel.act(gasModel.advance(dropped.value, 5000), { do: 'level' }, aSeed(1), 2);
    const twice = gasModel.act(dropped.value, { do: 'drop' }, aSeed(1), 2);
    assert.ok(!early.ok && early.error.key === 'labs.gas-collection.no.bubbling');
    assert.ok(!twice.ok && twice.error.key === 'labs.gas-collection.no.dropped');
  });

  it('LAB-10: a careful pupil finds the volume of a mole and the purity of the zinc within what they state, with all points', () => {
    for (const task of gasCollection.tasks) {
      const inside = recovered(gasCollection, task.task, 200);
      assert.ok(inside >= 180, `${task.task}: ${inside} of 200`);
      const { actions, notebook } = playCareful(gasCollection, task, aSeed(4));
      const scores = judged({ spec: anyLab(gasCollection), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        task.task,
      );
    }
  });
});
