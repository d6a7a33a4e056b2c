import type { CarefulBench, LabSpec, LabTask } from './lab.ts';
import type { Notebook } from './notebook.ts';
import type { Seed } from './noise.ts';
import { historyOf } from './seen.ts';
import type { Action, Deed } from './world.ts';

/** Deeds with their pauses, in milliseconds, as numbered actions. */
export function actionsOf(deeds: readonly { readonly after: number; readonly deed: Deed }[]): readonly Action[] {
  let at = 0;
  return deeds.map(({ after, deed }, k) => {
    at += Math.max(0, Math.round(after));
    return { n: k + 1, at, ...deed };
  });
}

/** A careful pupil's whole work at a lab: what recovers the hidden constant, and what marks are tried with. */
export function playCareful<State>(
  spec: LabSpec<State>,
  task: LabTask,
  seed: Seed,
): { readonly actions: readonly Action[]; readonly notebook: Notebook; readonly seen: CarefulBench['readings'] } {
  const actions = actionsOf(spec.careful.deeds(task, seed));
  const { seen } = historyOf(spec, seed, actions);
  return { actions, seen, notebook: spec.careful.write(task, { readings: seen }) };
}
