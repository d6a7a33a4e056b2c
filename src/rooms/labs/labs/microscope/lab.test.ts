import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { playCareful } from '../../model/careful.ts';
import { anyLab } from '../../model/lab.ts';
import { judged } from '../../model/rubric/rubric.ts';
import type { Deed } from '../../model/world.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { microscope } from './lab.ts';
import { divisionOf, fieldOf, microscopeModel, rowDivisions, type Microscope } from './model.ts';

const plain = microscopeModel.begin({ more: 1, onion: 60, elodea: 36, blood: 7.81, stop: 18, sharp: 50 });
function done(...deeds: readonly Deed[]): Microscope {
  return deeds.reduce<Microscope>((state, deed, k) => {
    const after = microscopeModel.act(state, deed, aSeed(5), k + 1);
    assert.ok(after.ok, JSON.stringify(deed));
    return after.value;
  }, plain);
}

describe('the microscope', () => {
  it('the field is the field number over the magnification, a division 0.1 mm over it', () => {
    // The rule that makers print: FN 18 with an objective of 4, 10 and 40 shows 4.5, 1.8 and 0.45 mm.
    for (const [objective, field] of [
      [4, 4500],
      [10, 1800],
      [40, 450],
    ] as const) {
      assert.ok(Math.abs(fieldOf({ ...plain, objective }) - field) < 1e-9);
      assert.ok(Math.abs(divisionOf({ objective, more: 1 }) - 100 / objective) < 1e-12);
    }
  });

  it('a red cell is 7.81 µm wide with a spread of 0.63 µm (Fabry et al. 1981), on 3,000 cells', () => {
    let state = done({ set: 'slide', to: 'blood' });
    const all: number[] = [];
    for (let n = 1; n <= 300; n++) {
      const moved = microscopeModel.act(state, { do: 'move' }, aSeed(7), n);
      assert.ok(moved.ok);
      state = moved.value;
      all.push(...state.row.slice(0, 10));
    }
    const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
    const spread = Math.sqrt(all.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (all.length - 1));
    assert.ok(Math.abs(mean - 7.81) < 0.035 && Math.abs(spread - 0.63) < 0.03, `${mean} ± ${spread}`);
  });

  it('a row is as long as its cells, and what is not sharp shows nothing', () => {
    const sharp = done({ set: 'slide', to: 'onion' }, { set: 'focus', to: 56 }, { set: 'objective', to: '10' });
    const sum = sharp.row.slice(0, 5).reduce((all, each) => all + each, 0);
    assert.ok(Math.abs(rowDivisions(sharp) - sum / 10) < 1e-12);
    assert.equal(microscopeModel.value({ ...sharp, focus: 70 }, 'eyepiece', aSeed(1), 1), undefined);
  });

  it('the strongest objective is turned in once the middle one is sharp, and not before', () => {
    const blurred = done({ set: 'slide', to: 'onion' }, { set: 'objective', to: '10' });
    const refused = microscopeModel.act(blurred, { set: 'objective', to: '40' }, aSeed(1), 9);
    assert.ok(!refused.ok && refused.error.key === 'labs.microscope.no.close');
    const empty = microscopeModel.act(plain, { set: 'objective', to: '40' }, aSeed(1), 9);
    assert.ok(!empty.ok && empty.error.key === 'labs.microscope.no.slide');
  });

  it('LAB-2: nothing is NaN over the whole range', () => neverNaN(microscope));

  it('LAB-10: a careful pupil finds division and cells within what they state, and has all points', () => {
    for (const task of microscope.tasks) {
      if (task.result) {
        const inside = recovered(microscope, task.task, 200);
        assert.ok(inside >= 180, `${task.task}: ${inside} of 200`);
      }
      const { actions, notebook } = playCareful(microscope, task, aSeed(4));
      const scores = judged({ spec: anyLab(microscope), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        `${task.task}: ${JSON.stringify(scores)}`,
      );
    }
  });
});
