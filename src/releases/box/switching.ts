import type { Asked, BackReason, LauncherState } from './state.ts';

/** A release that is tried and does not stay up after so many starts is gone back from. */
const triedStarts = 2;
/** Power cuts and crashes of the machine count too, with more patience. */
const interruptedStarts = 4;

/** What happens to the release that runs. */
export type LauncherEvent =
  | { readonly what: 'starts' }
  | { readonly what: 'exited' }
  | { readonly what: 'fails'; readonly why: BackReason }
  | { readonly what: 'stayed' }
  | { readonly what: 'asked'; readonly asked: Asked };

/**
 * The only place where it is decided which release runs (REL-6 to REL-9). Holds:
 * - there is always a current release, and `previous` is never the current one;
 * - a good release is left only when somebody asks; one that is tried is left at once for the one before;
 * - after going back nothing is gone back from again by itself: no endless to and fro.
 */
export function afterEvent(state: LauncherState, event: LauncherEvent, now: number): LauncherState {
  switch (event.what) {
    case 'starts': {
      if (state.phase === 'good') return state;
      if (state.starts >= interruptedStarts) return goBack(state, 'interrupted', now);
      return { ...state, starts: state.starts + 1 };
    }
    case 'exited':
      return state.phase === 'trying' && state.starts >= triedStarts ? goBack(state, 'crashed', now) : state;
    case 'fails':
      return state.phase === 'trying' ? goBack(state, event.why, now) : state;
    case 'stayed':
      return state.phase === 'trying' ? { ...state, phase: 'good', starts: 0 } : state;
    case 'asked':
      return askedFor(state, event.asked, now);
    default:
      return event satisfies never;
  }
}

function askedFor(state: LauncherState, { to, why }: Asked, now: number): LauncherState {
  if (to === state.current) return state;
  if (why === 'back') return to === state.previous ? goBack(state, 'asked', now) : state;
  const { wentBack: _gone, ...rest } = state;
  return {
    ...rest,
    current: to,
    previous: state.current,
    phase: 'trying',
    since: now,
    starts: 0,
    bad: state.bad.filter((version) => version !== to),
  };
}

/** Without a release before, the current one is tried for ever. */
function goBack(state: LauncherState, why: BackReason, now: number): LauncherState {
  const { current, previous, ...rest } = state;
  if (!previous) return { ...state, starts: 0 };
  return {
    ...rest,
    current: previous,
    phase: 'good',
    since: now,
    starts: 0,
    wentBack: { from: current, to: previous, why, at: now },
    bad: [...state.bad.filter((version) => version !== current), current],
  };
}
