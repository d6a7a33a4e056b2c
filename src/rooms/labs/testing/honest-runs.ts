import { labs } from '../labs/list.ts';
import type { Notebook } from '../model/notebook.ts';
import { share, streamOf, type Seed } from '../model/noise.ts';
import { replay, type Reading } from '../model/replay.ts';
import type { Action } from '../model/world.ts';
import { instrumentOf, movedBy, withTexts } from './changed.ts';
import { carefulWork } from './pupils.ts';

/** What an honest pupil did and wrote at a task, and what the instruments showed in the engine in which it ran. */
type HonestRun = {
  readonly lab: string;
  readonly task: string;
  readonly seed: Seed;
  readonly actions: readonly Action[];
  readonly notebook: Notebook;
  readonly readings: readonly Reading[];
};

/** All tasks, by lab. */
export async function tasksOf(): Promise<readonly { readonly lab: string; readonly task: string }[]> {
  const specs = await Promise.all(labs.map(({ load }) => load()));
  return specs.flatMap(({ lab, tasks }) => tasks.map(({ task }) => ({ lab, task })));
}

/**
 * Careful pupils as people are: a pointer is read one division off now and then, a comma stands for a point. Runs in
 * Chromium as it does in Node.
 */
export async function honestRuns(lab: string, name: string, seeds: readonly Seed[]): Promise<readonly HonestRun[]> {
  const spec = await labs.find((each) => each.lab === lab)?.load();
  const task = spec?.tasks.find((each) => each.task === name);
  if (!spec || !task) throw new Error(`no task ${name} in ${lab}`);
  return seeds.map((seed) => {
    const careful = carefulWork(spec, task, seed);
    const stream = streamOf('eye of the pupil');
    const { work } = withTexts(careful, (text, { nth, column }) => {
      const about = instrumentOf(careful, column);
      const off = Math.floor(share(seed, stream, nth) * 3) - 1;
      const isRead = about?.scale === 'analogue' && !about.words;
      return (isRead && off !== 0 ? movedBy(text, about, off) : text).replace('.', ',');
    });
    const { readings } = replay(spec, seed, work.actions);
    return { lab, task: name, seed, actions: work.actions, notebook: work.notebook, readings };
  });
}
