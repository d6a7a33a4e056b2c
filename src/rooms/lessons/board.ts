import { minute } from '#kernel/time.ts';

/** What is known of a pupil's attempt when the board is drawn. */
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
  /** The question answered last: `q3`; empty before the first answer. */
  readonly lastQuestion: string;
};

export type Need = 'hand' | 'repeating' | 'still' | 'none';
export type PupilState = 'not-begun' | 'working' | 'paused' | 'finished';

/** LES-7: three wrong tries at one question, or this long without a word, and somebody should look. */
export const repeatedTries = 3;
export const stillMilliseconds = 4 * minute;
/** A lesson is read before its first question is answered. */
export const readingMilliseconds = 12 * minute;
/** LES-8: a lesson lasts 45 minutes. Who has been silent for longer is not there any more. */
export const pausedMilliseconds = 45 * minute;

export function stateOf(attempt: AttemptState | undefined, now: number): PupilState {
  if (!attempt) return 'not-begun';
  if (attempt.finishedAt > 0) return 'finished';
  return silenceOf(attempt, now) > pausedMilliseconds ? 'paused' : 'working';
}

/** LES-7: what help a pupil needs: a raised hand before repeated mistakes, these before silence. */
export function needOf(attempt: AttemptState | undefined, now: number): Need {
  if (!attempt || stateOf(attempt, now) !== 'working') return 'none';
  if (attempt.hand > 0) return 'hand';
  if (attempt.wrongTries >= repeatedTries) return 'repeating';
  const allowed = attempt.answered === 0 ? readingMilliseconds : stillMilliseconds;
  return silenceOf(attempt, now) > allowed ? 'still' : 'none';
}

/** Since when a pupil waits, or when they last did something. */
export function sinceOf(attempt: AttemptState, need: Need): number {
  return need === 'hand' ? attempt.hand : lastSignOf(attempt);
}

function silenceOf(attempt: AttemptState, now: number): number {
  return now - lastSignOf(attempt);
}

/** A raised hand is a sign of life too. */
function lastSignOf({ lastAt, hand }: AttemptState): number {
  return Math.max(lastAt, hand);
}

/** LES-9: the question that a pupil is at, from 1: the one after the last while that is right; 0 where it is not known. */
export function placeOf({ lastQuestion, wrongTries, questions }: AttemptState): number {
  const last = Number(/^q(\d+)$/.exec(lastQuestion)?.[1] ?? 0);
  const next = wrongTries > 0 ? last : last + 1;
  return Math.min(next, questions);
}

type Seated = { readonly need: Need; readonly since: number };

const urgency: Readonly<Record<Need, number>> = { hand: 0, repeating: 1, still: 2, none: 3 };

/**
 * LES-10: who needs the teacher first: by kind of need, then who waits longest. Who needs nobody stays in the order in
 * which they came: a seat moves only for a reason.
 */
export function byNeed(a: Seated, b: Seated): number {
  const byKind = urgency[a.need] - urgency[b.need];
  if (byKind !== 0 || a.need === 'none') return byKind;
  return a.since - b.since;
}

export type Counts = Readonly<Record<Exclude<Need, 'none'> | PupilState, number>>;

/** How many are in each state, and how many need somebody why. */
export function countsOf(pupils: readonly { readonly need: Need; readonly state: PupilState }[]): Counts {
  const counts = { hand: 0, repeating: 0, still: 0, 'not-begun': 0, working: 0, paused: 0, finished: 0 };
  for (const { need, state } of pupils) {
    counts[state]++;
    if (need !== 'none') counts[need]++;
  }
  return counts;
}

/** What a group is looked at for: its subject, and the lessons that it was given. */
export type Purpose = {
  readonly subject: string;
  /** `pack/lesson`. */
  readonly given: ReadonlySet<string>;
  /** When this pupil's grade was given something last; 0 where nothing is open. */
  readonly givenAt: number;
};

type Placed = AttemptState & { readonly pack: string; readonly lesson: string; readonly subject: string };

/**
 * LES-11: the attempt that a group's board shows of a pupil: the newest at what the group was given or at its subject.
 * One that was finished before something new was given says nothing about what the pupil does now. `elsewhere`: what
 * they are at instead, in a lesson of another subject.
 */
export function shownAttempt<A extends Placed>(
  newestFirst: readonly A[],
  purpose: Purpose,
  now: number,
): { readonly shown: A | undefined; readonly elsewhere: A | undefined } {
  const isOurs = (each: A): boolean =>
    each.subject === purpose.subject || purpose.given.has(`${each.pack}/${each.lesson}`);
  const isOver = (each: A): boolean => each.finishedAt > 0 && each.finishedAt < purpose.givenAt;
  const shown = newestFirst.find((each) => isOurs(each) && !isOver(each));
  const [newest] = newestFirst;
  const isAway = newest !== undefined && !isOurs(newest) && stateOf(newest, now) === 'working';
  return { shown, elsewhere: isAway ? newest : undefined };
}

/** LES-11: what a seat says. Who is elsewhere left the lesson of this group, and needs nobody here. */
export function situationOf(
  shown: AttemptState | undefined,
  isElsewhere: boolean,
  now: number,
): { readonly state: PupilState; readonly need: Need } {
  const state = stateOf(shown, now);
  if (isElsewhere) return { state: state === 'working' ? 'paused' : state, need: 'none' };
  return { state, need: needOf(shown, now) };
}
