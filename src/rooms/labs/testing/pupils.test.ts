import assert from 'node:assert/strict';
import { it } from 'node:test';
import { labs } from '../labs/list.ts';
import { judged } from '../model/rubric/rubric.ts';
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
