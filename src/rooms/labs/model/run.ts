import type { Action } from './world.ts';

/** So many actions and no more are one run: it fits a record with ease. */
export const longestRun = 200;

/** Neighbouring actions as one short text: the pause before each, and what was done. */
export function packRun(actions: readonly Action[]): string {
  let before = 0;
  const all = actions.map((action) => {
    const pause = action.at - before;
    before = action.at;
    if ('set' in action) return [pause, 's', action.set, action.to];
    if ('do' in action) return [pause, 'd', action.do, action.with ?? []];
    return [pause, 'r', action.read];
  });
  return JSON.stringify(all);
}
