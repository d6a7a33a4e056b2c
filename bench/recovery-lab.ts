import { findLab } from '../src/rooms/labs/labs/find-lab.ts';
import { playCareful } from '../src/rooms/labs/model/careful.ts';
import { typedNumber } from '../src/rooms/labs/model/typed-number.ts';
import { hiddenOf } from '../src/rooms/labs/model/world.ts';

/** Of a task's careful pupils, in how many notebooks the stated interval has the bench's constant in it. */
export type TaskRecovery = {
  readonly lab: string;
  readonly task: string;
  readonly inside: number;
  readonly of: number;
};

// One lab's careful pupils, so many seeds a task: what `recovery` adds up.
const [name = '', seeds = '1'] = process.argv.slice(2);
const spec = await findLab(name)?.load();
if (!spec) throw new Error(`no lab ${name}`);
const all = spec.tasks.flatMap((task): readonly TaskRecovery[] => {
  const { result } = task;
  if (!result) return [];
  let inside = 0;
  for (let k = 1; k <= Number(seeds); k++) {
    const seed = [k, 2, 7, 1, 8, 2, 8, 1];
    const { conclusion } = playCareful(spec, task, seed).notebook;
    const [value, reach] = [typedNumber(conclusion.result), typedNumber(conclusion.uncertainty)];
    if (value.kind !== 'number' || reach.kind !== 'number') continue;
    if (Math.abs(value.value - result.truth(hiddenOf(spec.hidden, seed))) <= reach.value) inside++;
  }
  return [{ lab: name, task: task.task, inside, of: Number(seeds) }];
});
console.log(JSON.stringify(all));
