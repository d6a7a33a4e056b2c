import type { AttemptState } from './replay.ts';
import { isGiven, replay } from './replay.ts';
import type { AttemptFlag, ResponseCode } from './response.ts';
import type { Branch, Tree } from './tree.ts';

/** Quicker than this nobody has read an item: three seconds, in tenths. */
const rapidTenths = 30;
/** From this share of its answers on an attempt is flagged (SIT-33); nothing is left out by a machine. */
const rapidShare = 0.2;

/** The branch that counts, and what it comes to. */
export type Outcome = {
  readonly branch: Branch;
  readonly state: AttemptState;
  /** Whether other branches wait for the teacher's word. */
  readonly isFork: boolean;
  /** Ended, and nothing that leads to its end is missing or edited (SIT-5). */
  readonly isComplete: boolean;
};

/**
 * Which way of an attempt is scored. `chosen`: the head that the teacher named, of any event on the way that counts.
 * Without that word the one that was ended, then the one with the most answers, then the longest (SIT-9).
 */
export function outcomeOf(tree: Tree, chosen?: string): Outcome | undefined {
  const all = tree.branches.map((branch) => ({ branch, state: replay(branch.events) }));
  const named = chosen ? all.filter(({ branch }) => branch.heads.includes(chosen)) : [];
  const open = named.length > 0 ? named : all;
  const [best] = open.toSorted((a, b) => weigh(b) - weigh(a) || compare(a.branch.head, b.branch.head));
  if (!best) return undefined;
  const isUnclear = tree.waiting.length > 0 || tree.broken.length > 0;
  return {
    ...best,
    isFork: open.length > 1,
    isComplete: best.state.final !== undefined && (!isUnclear || named.length > 0),
  };
}

function weigh({ state, branch }: { readonly state: AttemptState; readonly branch: Branch }): number {
  return (state.final === undefined ? 0 : 1e9) + state.answers.size * 1e5 + Math.min(branch.events.length, 99_999);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is known of each of `count` items (SIT-31). `ms` in milliseconds. */
export function codesOf(state: AttemptState, count: number): readonly (ResponseCode & { readonly ms: number })[] {
  const last = Math.max(-1, ...state.shown);
  return Array.from({ length: count }, (_, place) => {
    const ms = (state.times.get(place) ?? 0) * 100;
    const response = state.answers.get(place);
    if (isGiven(response)) return { state: 'answered', response, ms };
    return place <= last ? { state: 'omitted', ms } : { state: 'not-reached', ms };
  });
}

/** What of an attempt the events themselves say (SIT-33). */
export function flagsOf(state: AttemptState, isFork: boolean): readonly AttemptFlag[] {
  const answered = [...state.answers].filter(([, response]) => isGiven(response)).map(([place]) => place);
  const rapid = answered.filter((place) => (state.times.get(place) ?? 0) < rapidTenths).length;
  const isInterrupted = state.breaks.some(({ why }) => why !== 'hidden');
  return [
    ...(isInterrupted ? (['interrupted'] as const) : []),
    ...(answered.length > 0 && rapid / answered.length >= rapidShare ? (['rapid'] as const) : []),
    ...(isFork ? (['fork'] as const) : []),
  ];
}
