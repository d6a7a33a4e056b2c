import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deed } from '../../model/world.ts';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { microscope } from './lab.ts';
import { microscopeModel, rowDivisions, type Microscope } from './model.ts';
import { published } from './published.ts';

const plain = microscopeModel.begin({ more: 1, onion: 60, elodea: 36, blood: 7.81, stop: 18, sharp: 50 });
function done(...deeds: readonly Deed[]): Microscope {
  return deeds.reduce<Microscope>((state, deed, k) => {
    const after = microscopeModel.act(state, deed, aSeed(5), k + 1);
    assert.ok(after.ok, JSON.stringify(deed));
    return after.value;
  }, plain);
}

describe('the microscope', () => {
  it('LAB-2: field and division are what makers print', () => meetsPublished(published()));

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
      if (!task.result) continue;
      const inside = recovered(microscope, task.task, 200);
      assert.ok(inside >= 180, `${task.task}: ${inside} of 200`);
    }
    fullPoints(microscope, aSeed(4));
  });
});
