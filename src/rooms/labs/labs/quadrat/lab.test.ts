import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitOf } from '../../model/fit.ts';
import { playCareful } from '../../model/careful.ts';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { quadrat } from './lab.ts';
import { densitiesAt, simpson } from './model.ts';

describe('a meadow', () => {
  it('Simpson’s index: 0 for one kind, 71/91 for counts of 3, 6, 2, 1 and 2, the share of unlike pairs', () => {
    assert.equal(simpson([7, 0, 0]), 0);
    // 91 pairs of 14 plants, of which 3 + 15 + 1 + 0 + 1 are of one kind.
    assert.ok(Math.abs(simpson([3, 6, 2, 1, 2]) - 71 / 91) < 1e-12);
  });

  it('beside the path grow what bears feet, further off all five kinds', () => {
    assert.deepEqual(densitiesAt(0, 4), [4, 6, 0, 0, 0]);
    assert.ok(densitiesAt(20, 4).every((density) => density > 1.5));
  });

  it('the pupil’s formula in the table gives the same index', () => {
    const task = quadrat.tasks[1];
    assert.ok(task);
    const { notebook } = playCareful(quadrat, task, aSeed(2));
    const fit = fitOf(notebook);
    assert.ok(typeof fit !== 'string');
    for (const { row, y } of fit.points) {
      const cells = notebook.rows.find((each) => each.row === row)?.cells ?? {};
      const counts = ['dandelion', 'plantain', 'clover', 'fescue', 'yarrow'].map((each) => Number(cells[each]?.text));
      assert.ok(Math.abs(y - simpson(counts)) < 1e-12);
    }
  });

  it('LAB-2: nothing is NaN', () => neverNaN(quadrat, 60));

  it('LAB-10: a careful pupil finds the density, and has all points', () => {
    const inside = recovered(quadrat, 'density', 100);
    assert.ok(inside >= 89, `${inside} of 100`);
    for (let k = 1; k <= 5; k++) fullPoints(quadrat, aSeed(k));
  });
});
