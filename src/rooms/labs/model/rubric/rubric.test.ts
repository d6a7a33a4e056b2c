import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pendulum } from '../../labs/pendulum/lab.ts';
import { actionsOf, playCareful } from '../careful.ts';
import { anyLab, type LabTask } from '../lab.ts';
import { emptyNotebook, type Notebook } from '../notebook.ts';
import { historyOf } from '../seen.ts';
import { judged } from './rubric.ts';
import type { Work } from './work.ts';

const seedOf = (k: number): readonly number[] => [k, 9, 9, 9, 9, 9, 9, 9];
const task = pendulum.tasks.find((each) => each.task === 'gravity') as LabTask;

function perfect(k = 1): Work {
  const { actions, notebook } = playCareful(pendulum, task, seedOf(k));
  return { spec: anyLab(pendulum), task, seed: seedOf(k), actions, notebook, isReal: false };
}
const scores = (work: Work): number[] => judged(work).map(({ score }) => score);
const changed = (work: Work, change: Partial<Notebook>): Work => {
  return { ...work, notebook: { ...work.notebook, ...change } };
};

/** A perfect pupil's deeds with some of them done otherwise; the notebook is written from what was shown then. */
function otherwise(change: (deed: { set: string; to: number | string }, nth: number) => number | string): Work {
  let nth = 0;
  const deeds = pendulum.careful.deeds(task, seedOf(1)).map((each) => {
    const { deed } = each;
    return 'set' in deed ? { ...each, deed: { ...deed, to: change(deed, nth++) } } : each;
  });
  const actions = actionsOf(deeds);
  const { seen } = historyOf(pendulum, seedOf(1), actions);
  return { ...perfect(), actions, notebook: pendulum.careful.write(task, { readings: seen }) };
}

describe('LAB-12: the rubric', () => {
  it('a perfect pupil has all points, whatever the seed and the task', () => {
    for (let k = 1; k <= 10; k++) assert.deepEqual(scores(perfect(k)), [3, 3, 3, 3, 3, 3]);
    for (const each of pendulum.tasks) {
      const { actions, notebook } = playCareful(pendulum, each, seedOf(3));
      const work = { spec: anyLab(pendulum), task: each, seed: seedOf(3), actions, notebook, isReal: false };
      assert.deepEqual(scores(work), [3, 3, 3, 3, 3, 3], each.task);
    }
  });

  it('what may still be chance is no mistake to say: the mass does nothing, on 100 seeds', () => {
    const mass = pendulum.tasks.find((each) => each.task === 'mass') as LabTask;
    for (let k = 1; k <= 100; k++) {
      const { actions, notebook } = playCareful(pendulum, mass, seedOf(k));
      const work = { spec: anyLab(pendulum), task: mass, seed: seedOf(k), actions, notebook, isReal: false };
      assert.equal(judged(work)[5]?.score, 3, `seed ${k}`);
    }
  });

  it('who changes mass and length together has not controlled variables, and is told which rows', () => {
    const work = otherwise(({ set, to }, nth) => (set === 'mass' ? 20 + 10 * nth : to));
    const control = judged(work)[1];
    assert.ok(control && control.score <= 1, JSON.stringify(control));
    assert.ok(control.reasons.some(({ key, rows }) => key === 'labs.why.mixed' && rows.length > 5));
  });

  it('a narrow range and no repeats cost their points, and no others', () => {
    const narrow = otherwise(({ set, to }) => (set === 'length' ? 50 + Number(to) / 10 : to));
    assert.deepEqual(scores(narrow).slice(0, 4), [3, 2, 3, 3]);
    const once = perfect();
    const rows = once.notebook.rows.filter((_, k) => k % 3 === 0);
    const work = changed(once, {
      rows,
      conclusion: { ...once.notebook.conclusion, evidence: rows.map(({ row }) => row) },
    });
    assert.deepEqual(scores(work).slice(0, 4), [3, 3, 2, 3]);
  });

  it('a wrong unit costs a point of measuring', () => {
    const work = perfect();
    const columns = work.notebook.columns.map((each) => (each.column === 'time' ? { ...each, unit: 'kg' } : each));
    assert.deepEqual(scores(changed(work, { columns })).slice(0, 4), [3, 3, 2, 3]);
  });

  it('LAB-11: invented readings are found; what was only typed is told from it', () => {
    const work = perfect();
    const other = (text: string) => String(Number(text) + 0.37);
    const rows = work.notebook.rows.map((each, k) => {
      const { time, ...cells } = each.cells;
      return k < 3 && time ? { ...each, cells: { ...cells, time: { ...time, text: other(time.text) } } } : each;
    });
    const found = judged(changed(work, { rows }))[3];
    assert.equal(found?.score, 1);
    assert.deepEqual(found.reasons[0]?.rows, [1, 2, 3]);
    const typed = work.notebook.rows.map((each) => {
      const { time, ...cells } = each.cells;
      return time ? { ...each, cells: { ...cells, time: { text: time.text } } } : each;
    });
    assert.equal(judged(changed(work, { rows: typed }))[3]?.score, 2);
    // Of another pupil's bench: every number is strange.
    assert.equal(judged({ ...work, seed: seedOf(77) })[3]?.score, 0);
  });

  it('right numbers with a wrong claim lose the conclusion alone', () => {
    const work = perfect();
    const said = { ...work.notebook.conclusion, direction: 'falls' as const };
    assert.deepEqual(scores(changed(work, { conclusion: said })), [3, 3, 3, 3, 3, 1]);
  });

  it('work that is partly done has what it has, and nothing is nothing', () => {
    const work = perfect();
    const half = changed(work, { plot: emptyNotebook.plot, conclusion: emptyNotebook.conclusion });
    assert.deepEqual(scores(half), [3, 3, 3, 3, 0, 0]);
    assert.deepEqual(scores({ ...work, actions: [], notebook: emptyNotebook }), [0, 0, 0, 0, 0, 0]);
  });

  it('LAB-13: readings of real apparatus are judged by the same rules, but for their trace', () => {
    const work = perfect();
    const columns = work.notebook.columns.map((each) => {
      return 'formula' in each.source ? each : { ...each, source: { typed: true as const } };
    });
    const rows = work.notebook.rows.map(({ row, cells }) => {
      const plain = Object.entries(cells).map(([name, { text }]) => [name, { text }] as const);
      return { row, cells: Object.fromEntries(plain) };
    });
    assert.deepEqual(scores({ ...changed(work, { columns, rows }), actions: [], isReal: true }), [3, 3, 3, 3, 3, 3]);
  });
});
