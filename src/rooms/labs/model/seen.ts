import type { Shown } from './instrument.ts';
import type { Seed } from './noise.ts';
import { acted, emptyBench, type Bench, type WorldSpec } from './replay.ts';
import type { Action } from './world.ts';

/** A reading with the settings under which it was taken: what a pupil could see. */
export type Seen = {
  readonly n: number;
  readonly at: number;
  readonly instrument: string;
  readonly shown: Shown;
  readonly isZeroed: boolean;
  readonly settings: Readonly<Record<string, number | string>>;
};

export type History<State> = { readonly bench: Bench<State>; readonly seen: readonly Seen[] };

/** LAB-5: the bench after all actions, and each reading with what was set at its time. */
export function historyOf<State>(spec: WorldSpec<State>, seed: Seed, actions: readonly Action[]): History<State> {
  let bench = emptyBench(spec, seed);
  const seen: Seen[] = [];
  for (const action of actions) {
    const before = bench.readings.length;
    bench = acted(spec, seed, bench, action);
    for (const reading of bench.readings.slice(before))
      seen.push({ ...reading, isZeroed: bench.zeroed.has(reading.instrument), settings: bench.settings });
  }
  return { bench, seen };
}

/** What is wrong with a list of actions that should be a bench's history: the first fault, by the number at which it lies. */
export type ActionFault = {
  readonly key: 'labs.log.cut' | 'labs.log.reordered' | 'labs.log.edited';
  readonly n: number;
};

/** LAB-7: numbers from 1 without gaps, and a time that never goes back. `later`: what was sent again under a known number. */
export function checkActions(actions: readonly Action[], later: readonly Action[] = []): ActionFault | undefined {
  let at = 0;
  for (const [k, action] of actions.entries()) {
    if (action.n !== k + 1)
      return { key: actions.some(({ n }) => n === k + 1) ? 'labs.log.reordered' : 'labs.log.cut', n: k + 1 };
    if (action.at < at) return { key: 'labs.log.reordered', n: action.n };
    at = action.at;
  }
  const changed = later.find((each) => JSON.stringify(actions[each.n - 1]) !== JSON.stringify(each));
  return changed && { key: 'labs.log.edited', n: changed.n };
}
