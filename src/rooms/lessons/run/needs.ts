import { minute } from '#kernel/time.ts';
import { needOf, sinceOf, stateOf, type AttemptState, type PupilState } from '../board.ts';

/** Why a pupil should be seen to in a lesson: what a board knows (LES-7), and being far behind the phase. */
export type RunNeed = 'hand' | 'repeating' | 'still' | 'behind' | 'none';

/** LES-70: before this nobody is behind; then who has done less than half of what the time would have it. */
const settlingMilliseconds = 5 * minute;

/** The phase as a pupil's lane has it now. */
export type PhaseNow = {
  readonly startsAt: number;
  readonly spent: number;
  readonly left: number;
  /** Questions of the lessons that the part names; 0 where its work is not on the tablet. */
  readonly questions: number;
  readonly isOn: boolean;
};

export type InRun = {
  readonly attempt: AttemptState | undefined;
  /** When a hand was raised in the lesson, apart from an attempt; 0 while it is down. */
  readonly hand: number;
  readonly isReady: boolean;
};

export type Situation = { readonly state: PupilState; readonly need: RunNeed; readonly since: number };

/**
 * LES-70: what a pupil does, and what help they need. Silence and being behind say something only where the work of the
 * phase is on the tablet, and nothing of who is ready with it.
 */
export function situationIn({ attempt, hand, isReady }: InRun, phase: PhaseNow, now: number): Situation {
  const state = stateOf(attempt, now);
  const raised = Math.max(hand, attempt?.hand ?? 0);
  if (raised > 0) return { state, need: 'hand', since: raised };
  const need = needOf(attempt, now);
  if (need === 'repeating' && attempt) return { state, need, since: sinceOf(attempt, need) };
  if (isReady || !phase.isOn || phase.questions === 0) return { state, need: 'none', since: now };
  if (need === 'still' && attempt) return { state, need, since: sinceOf(attempt, need) };
  return { state, need: isBehind(attempt, phase) ? 'behind' : 'none', since: phase.startsAt };
}

function isBehind(attempt: AttemptState | undefined, { spent, left, questions }: PhaseNow): boolean {
  if (spent < settlingMilliseconds || attempt?.finishedAt) return false;
  const timeGone = spent / (spent + left);
  return (attempt?.answered ?? 0) / questions < timeGone / 2;
}

const urgency: Readonly<Record<RunNeed, number>> = { hand: 0, repeating: 1, still: 2, behind: 3, none: 4 };

/** LES-70: in the order in which help matters; of one kind who has waited longest. Who needs nobody keeps their seat. */
export function byRunNeed(a: Omit<Situation, 'state'>, b: Omit<Situation, 'state'>): number {
  const byKind = urgency[a.need] - urgency[b.need];
  return byKind !== 0 || a.need === 'none' ? byKind : a.since - b.since;
}
