import assert from 'node:assert/strict';
import { it } from 'node:test';
import { labs } from '../labs/list.ts';
import { judged } from '../model/rubric/rubric.ts';
import { actionsOf } from '../model/careful.ts';
import { historyOf } from '../model/seen.ts';
import { aSeed } from '../testing.ts';
import { pupilsOf } from './pupils.ts';

it('LAB-12: twelve kinds of pupils at every task of every lab have the points that their mistakes should cost', async () => {
  const other: string[] = [];
  let count = 0;
  for (const { load } of labs) {
    const spec = await load();
    for (const task of spec.tasks)
      for (const { kind, work, intended } of pupilsOf(spec, task, aSeed(1))) {
        count++;
        const points = judged(work).map(({ score }) => score);
        if (points.join() === intended.join()) continue;
        other.push(`${spec.lab}, ${task.task}: ${kind} has ${points.join('')}, not ${intended.join('')}`);
      }
  }
  assert.deepEqual(
    other.filter((each) => each.includes('perfect')),
    [],
  );
  // Where chance decides, as with a slope from few rows, a mark may be another: in one of twenty at most.
  assert.ok(other.length * 20 <= count, `${other.length} of ${count}\n${other.join('\n')}`);
});

it('LAB-12: a hand that comes up to a second late with each deed loses nothing by it', async () => {
  const lost: string[] = [];
  for (const { load } of labs) {
    const spec = await load();
    const seed = aSeed(2);
    for (const task of spec.tasks) {
      const actions = actionsOf(spec.careful.deeds(task, seed)).map((each, k) => ({
        ...each,
        at: each.at + 100 + ((k * 613) % 900),
      }));
      // In turn, however late the one before came.
      for (const [k, each] of actions.entries())
        actions[k] = { ...each, at: Math.max(each.at, actions[k - 1]?.at ?? 0) };
      const readings = historyOf(spec, seed, actions).seen;
      const notebook = spec.careful.write(task, { readings });
      const points = judged({ spec, task, seed, actions, notebook, isReal: false }).map(({ score }) => score);
      if (points.some((each) => each < 3)) lost.push(`${spec.lab}, ${task.task}: ${points.join('')}`);
    }
  }
  assert.deepEqual(lost, []);
});
