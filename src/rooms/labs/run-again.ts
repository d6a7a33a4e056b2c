import type { House } from '#http/house.ts';
import { findLab } from './labs/find-lab.ts';
import type { Notebook } from './model/notebook.ts';
import type { Seed } from './model/noise.ts';
import { judged } from './model/rubric/rubric.ts';
import type { SkillScore } from './model/rubric/skill.ts';
import { readRun } from './model/read-run.ts';
import { checkActions, type ActionFault } from './model/seen.ts';
import { seedOf } from './model/seed.ts';
import type { Action } from './model/world.ts';
import { openedNotebook } from './notes.ts';
import { findNote, runsOf, type WorkRow } from './queries.ts';

/** A work as the school runs it again. */
export type Rerun = {
  readonly notebook: Notebook;
  readonly turn: number;
  readonly actions: readonly Action[];
  /** What is wrong with the bench's history; absent where nothing is. */
  readonly fault?: ActionFault;
  /** The lab has another version now: its numbers are not those of this work, and nothing is proposed. */
  readonly isOtherVersion: boolean;
  readonly scores: readonly SkillScore[];
};

/** LAB-8: the world of a work, run again from its actions with the seed that this school gives this pupil. */
export async function rerun(house: House, work: WorkRow, turn?: number): Promise<Rerun> {
  const note = await findNote(house.log.read, work.work, turn);
  const notebook = openedNotebook(house.log.vault, note);
  const { actions, fault } = joined(await runsOf(house.log.read, work.work));
  const spec = await findLab(work.lab)?.load();
  const task = spec?.tasks.find((each) => each.task === work.task);
  const about = { notebook, turn: note?.turn ?? 0, actions, ...(fault ? { fault } : {}) };
  if (!spec || !task || spec.version !== work.version) return { ...about, isOtherVersion: true, scores: [] };
  const seed: Seed = seedOf(work.key, work.lab);
  const scores = judged({ spec, task, seed, actions, notebook, isReal: work.isReal === 1 });
  return { ...about, isOtherVersion: false, scores };
}

/** LAB-7: runs put together; what is cut off, out of order or was sent otherwise before is named, and the rest is kept. */
export function joined(runs: readonly { readonly first: number; readonly run: string }[]): {
  readonly actions: readonly Action[];
  readonly fault: ActionFault | undefined;
} {
  const actions: Action[] = [];
  const again: Action[] = [];
  for (const { first, run } of runs) {
    for (const action of readRun(first, run) ?? []) (action.n <= actions.length ? again : actions).push(action);
  }
  const fault = checkActions(actions, again);
  const sound = actions.findIndex(({ n }, k) => n !== k + 1);
  return { actions: sound < 0 ? actions : actions.slice(0, sound), fault };
}
