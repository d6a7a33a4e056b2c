import { minute } from '#kernel/time.ts';

/** What is known of a pupil's newest attempt when the board is drawn. */
export type AttemptState = {
  readonly beganAt: number;
  readonly lastAt: number;
  readonly finishedAt: number;
  /** When a hand was raised; 0 when it is down. */
  readonly hand: number;
  readonly answered: number;
  readonly right: number;
  readonly questions: number;
  /** Wrong tries at the question that the pupil is at, while it is not right. */
  readonly wrongTries: number;
};

export type Need = 'hand' | 'repeating' | 'still' | 'none';
export type PupilState = 'not-begun' | 'working' | 'finished';

/** LES-7: three wrong tries at one question, or this long without a word, and somebody should look. */
export const repeatedTries = 3;
export const stillMilliseconds = 4 * minute;

export function stateOf(attempt: AttemptState | undefined): PupilState {
  if (!attempt) return 'not-begun';
  return attempt.finishedAt > 0 ? 'finished' : 'working';
}

/** LES-7: what help a pupil needs: a raised hand before repeated mistakes, these before silence. */
export function needOf(attempt: AttemptState | undefined, now: number): Need {
  if (!attempt || attempt.finishedAt > 0) return 'none';
  if (attempt.hand > 0) return 'hand';
  if (attempt.wrongTries >= repeatedTries) return 'repeating';
  return now - attempt.lastAt > stillMilliseconds ? 'still' : 'none';
}

const urgency: Readonly<Record<Need, number>> = { hand: 0, repeating: 1, still: 2, none: 3 };

/** Who needs the teacher first: by kind of need, then who waits longest. */
export function byNeed(
  a: { readonly need: Need; readonly since: number },
  b: { readonly need: Need; readonly since: number },
): number {
  return urgency[a.need] - urgency[b.need] || a.since - b.since;
}
