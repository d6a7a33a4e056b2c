import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab, type LabTask } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import type { Notebook } from '../../model/notebook.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { hiddenOf } from '../../model/world.ts';
import { aSeed, neverNaN } from '../../testing.ts';
import { cationSight, salts, sightOf, tests } from './ions.ts';
import { unknown } from './lab.ts';

const [cation, salt] = unknown.tasks as [LabTask, LabTask];

function scored(task: LabTask, k: number, change: (notebook: Notebook) => Notebook = (notebook) => notebook): number[] {
  const { actions, notebook } = playCareful(unknown, task, aSeed(k));
  const work = { spec: anyLab(unknown), task, seed: aSeed(k), actions, notebook: change(notebook), isReal: false };
  return judged(work).map(({ score }) => score);
}

describe('the unknown salt', () => {
  it('ions show what is published of them (Edexcel International GCSE Chemistry, 2.46–2.49; AQA GCSE C3)', () => {
    const known: readonly (readonly [string, string, string])[] = [
      ['NaCl', 'flame', 'yellow-flame'],
      ['KCl', 'flame', 'violet-flame'],
      ['CaCl2', 'flame', 'brick-flame'],
      ['BaCl2', 'flame', 'green-flame'],
      ['CuSO4', 'naoh', 'blue'],
      ['FeSO4', 'naoh', 'green'],
      ['FeCl3', 'naoh', 'brown'],
      ['AlCl3', 'excess', 'dissolved'],
      ['MgCl2', 'excess', 'white'],
      ['NH4Cl', 'warm', 'ammonia'],
      ['NaCl', 'agno3', 'curdy'],
      ['NaBr', 'agno3', 'cream'],
      ['NaI', 'agno3', 'yellow'],
      ['Na2SO4', 'bacl2', 'white'],
      ['K2CO3', 'hcl', 'gas'],
    ];
    for (const [one, test, sight] of known) assert.equal(sightOf(one, test), sight, `${one} ${test}`);
  });

  it('each salt shows something else than every other, and no test alone tells them all apart', () => {
    const signs = salts.map((one) => tests.map((test) => sightOf(one, test)).join(' '));
    assert.equal(new Set(signs).size, salts.length);
    for (const test of tests) assert.ok(new Set(salts.map((one) => sightOf(one, test))).size < 8, test);
    assert.equal(cationSight('na', 'agno3'), undefined);
  });

  it('LAB-2: whatever is tested in whatever order, something is seen', () => neverNaN(unknown, 50));

  it('LAB-12: a careful pupil finds the own salt on every seed, with all points; pupils have different ones', () => {
    const found = new Set<string>();
    for (let k = 1; k <= 100; k++) {
      for (const task of unknown.tasks) {
        const { notebook } = playCareful(unknown, task, aSeed(k));
        assert.equal(notebook.conclusion.result, task.identity?.truth(hiddenOf(unknown.hidden, aSeed(k))));
        assert.deepEqual(scored(task, k), [3, 3, 3, 3, 3, 3]);
        found.add(notebook.conclusion.result);
      }
    }
    assert.ok(found.size > 20, `${found.size} salts and cations`);
  });

  it('LAB-12: an answer that the own rows contradict, too few tests and a row that proves nothing cost their points alone', () => {
    const wrong = scored(salt, 3, (made) => ({ ...made, conclusion: { ...made.conclusion, result: 'KMnO4' } }));
    assert.deepEqual(wrong, [3, 3, 3, 3, 3, 1]);
    const one = scored(salt, 3, (made) => ({ ...made, rows: made.rows.slice(0, 2) }));
    assert.deepEqual(one.slice(0, 4), [3, 1, 3, 3]);
    assert.ok((one[4] ?? 3) < 3);
    const cited = scored(cation, 3, (made) => ({ ...made, conclusion: { ...made.conclusion, evidence: [3] } }));
    assert.deepEqual(cited, [3, 3, 3, 3, 3, 2]);
  });

  it('LAB-11: what was not seen is found', () => {
    const invented = scored(salt, 3, (made) => ({
      ...made,
      rows: made.rows.map((each, k) =>
        k === 1 ? { ...each, cells: { ...each.cells, sight: { ...each.cells['sight'], text: 'black' } } } : each,
      ),
    }));
    // What the apparatus showed still proves the answer: the mistake is not counted twice.
    assert.deepEqual(invented, [3, 3, 3, 1, 3, 3]);
  });
});
