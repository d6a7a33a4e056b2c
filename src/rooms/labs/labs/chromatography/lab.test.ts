import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { chromatography } from './lab.ts';
import { chromatographyModel, frontOf, shareOf, spotOf, type Strip } from './model.ts';

const fresh = chromatographyModel.begin({ red: 2, violet: 1, fall: 3, yellow: -0.8 });
const after = (minutes: number): Strip => ({ ...fresh, since: 0, at: minutes * 60_000 });

describe('paper chromatography', () => {
  it('the solvent comes half as far in a quarter of the time (Lucas 1918, Washburn 1921), and no farther than the paper', () => {
    assert.ok(Math.abs(frontOf(after(30)) - 13) < 1e-12);
    assert.ok(Math.abs(frontOf(after(7.5)) - 6.5) < 1e-12);
    assert.equal(frontOf(after(600)), 15);
  });

  it('Rf is the same however far the solvent comes, and no dye goes farther than the solvent', () => {
    for (const minutes of [5, 10, 30])
      for (const dye of ['red', 'violet', 'yellow'] as const) {
        const [way, front] = [spotOf(after(minutes), dye), frontOf(after(minutes))];
        assert.ok(Math.abs(way / front - shareOf(fresh.dyes[dye], 20)) < 1e-12);
        assert.ok(way < front);
      }
  });

  it('LAB-2: nothing is NaN; a strip that was used is not put in again, a dry one not taken out', () => {
    neverNaN(chromatography);
    const dry = chromatographyModel.act(fresh, { do: 'lift' }, aSeed(1), 1);
    assert.ok(!dry.ok && dry.error.key === 'labs.chromatography.no.dry');
    const used = chromatographyModel.act({ ...after(10), stopped: 7 }, { do: 'run' }, aSeed(1), 1);
    assert.ok(!used.ok && used.error.key === 'labs.chromatography.no.used');
  });

  it('LAB-10: a careful pupil finds what the task asks within what they state, and has all points', () => {
    for (const task of chromatography.tasks) {
      const inside = recovered(chromatography, task.task, 200);
      assert.ok(inside >= 180, `${task.task}: ${inside} of 200`);
      const { actions, notebook } = playCareful(chromatography, task, aSeed(4));
      const scores = judged({ spec: anyLab(chromatography), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        task.task,
      );
    }
  });
});
