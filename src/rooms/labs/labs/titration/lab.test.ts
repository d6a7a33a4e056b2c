import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { titration } from './lab.ts';
import { titrationModel } from './model.ts';
import { phCases, publishedPh } from './ph-cases.ts';
import { phOf } from './solution.ts';

describe('the titration', () => {
  it('the pH is what the balance of charges gives as a polynomial in 120 decimals, for mixtures of all kinds', () => {
    const worst = Math.max(...phCases(100).map(({ ours, reference }) => Math.abs(ours - reference)));
    assert.ok(worst <= 1e-9, String(worst));
  });

  it('the curves of hydrochloric and acetic acid are those of a textbook, to all digits printed', () => {
    for (const { name, ours, reference } of publishedPh())
      assert.ok(Math.abs(ours - reference) < 0.00501, `${name}: ${ours}`);
    // Pure water, and a strong acid at 0.1 mol/L.
    assert.ok(Math.abs(phOf({ sodium: 0, chloride: 0, acids: [] }) - 13.995 / 2) < 1e-9);
    assert.ok(Math.abs(phOf({ sodium: 0, chloride: 0.1, acids: [] }) - 1) < 1e-9);
  });

  it('LAB-2: nothing is NaN, an empty burette and a changed flask are refused with a word', () => {
    neverNaN(titration, 100);
    let state = titrationModel.begin({});
    for (let n = 1; n <= 25; n++) {
      const done = titrationModel.act(state, { do: 'stream' }, aSeed(1), n);
      assert.ok(done.ok);
      state = done.value;
    }
    const empty = titrationModel.act(state, { do: 'drop' }, aSeed(1), 26);
    assert.ok(!empty.ok && empty.error.key === 'labs.titration.no.empty');
    const changed = titrationModel.act(state, { set: 'aliquot', to: 5 }, aSeed(1), 26);
    assert.ok(!changed.ok && changed.error.key === 'labs.titration.no.begun');
  });

  it('the electrode comes to rest at the pH of the flask', () => {
    const dropped = titrationModel.act(titrationModel.begin({}), { do: 'stream' }, aSeed(1), 1);
    assert.ok(dropped.ok);
    const [soon, late] = [100, 40_000].map((after) =>
      titrationModel.value(titrationModel.advance(dropped.value, after), 'ph', aSeed(1), 2),
    );
    const still = phOf({ sodium: 0.1 / 11, chloride: 1 / 11, acids: [] });
    assert.ok(Math.abs((late ?? 0) - still) < 1e-6);
    assert.ok((soon ?? 0) < still);
  });

  it('LAB-10: a careful pupil finds each constant within what they state, and has all points', () => {
    for (const task of titration.tasks) {
      const inside = recovered(titration, task.task, 40);
      assert.ok(inside >= 34, `${task.task}: ${inside} of 40`);
      const { actions, notebook } = playCareful(titration, task, aSeed(4));
      const scores = judged({ spec: anyLab(titration), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        JSON.stringify(scores.filter(({ score }) => score < 3)),
      );
    }
  });
});
