import type { Language } from '#kernel/language.ts';
import type { Answer, Score } from '#rooms/library/model/question.ts';

/** The newest try at a question. */
export type Tried = { readonly answer: Answer; readonly tries: number; readonly points: number; readonly of: number };

/** How far a pupil has come in a lesson, as the tablet keeps it: all that a reload needs. */
export type Progress = {
  readonly attempt: string;
  readonly assignment: string | undefined;
  readonly language: Language;
  /** The number of the step on the screen. */
  readonly step: number;
  readonly tried: Readonly<Record<string, Tried>>;
  /** What was typed or chosen and not yet checked. */
  readonly drafts: Readonly<Record<string, Answer>>;
  readonly hinted: readonly string[];
  readonly isHandUp: boolean;
  readonly finishedAt: number | undefined;
};

export type QuestionState = 'right' | 'tried' | 'open';

export function newProgress(attempt: string, assignment: string | undefined, language: Language): Progress {
  return {
    attempt,
    assignment,
    language,
    step: 0,
    tried: {},
    drafts: {},
    hinted: [],
    isHandUp: false,
    finishedAt: undefined,
  };
}

/** A pupil's own attempt as `GET /lessons/attempts/:attempt/own` tells it. */
export type OwnAttempt = {
  readonly attempt: string;
  readonly assignment: string;
  readonly language: Language;
  readonly finishedAt: number;
  readonly isHandUp: boolean;
  readonly answers: readonly (Tried & { readonly question: string })[];
};

/** LES-26: the progress of an attempt that was begun on another tablet. */
export function progressOf({ attempt, assignment, language, finishedAt, isHandUp, answers }: OwnAttempt): Progress {
  const tried = Object.fromEntries(answers.map(({ question, ...newest }) => [question, newest]));
  const begun = newProgress(attempt, assignment || undefined, language);
  return { ...begun, tried, isHandUp, finishedAt: finishedAt > 0 ? finishedAt : undefined };
}

export function withDraft(progress: Progress, question: string, answer: Answer): Progress {
  return { ...progress, drafts: { ...progress.drafts, [question]: answer } };
}

/** LES-21: the newest try counts, and how many there were is kept. */
export function withTry(progress: Progress, question: string, answer: Answer, { points, of }: Score): Progress {
  const { [question]: _, ...drafts } = progress.drafts;
  const tries = (progress.tried[question]?.tries ?? 0) + 1;
  return { ...progress, drafts, tried: { ...progress.tried, [question]: { answer, tries, points, of } } };
}

export function withHint(progress: Progress, question: string): Progress {
  return progress.hinted.includes(question) ? progress : { ...progress, hinted: [...progress.hinted, question] };
}

export function stateOf({ tried }: Progress, question: string): QuestionState {
  const newest = tried[question];
  if (!newest) return 'open';
  return newest.points === newest.of ? 'right' : 'tried';
}

/**
 * LES-86: what the screen says of a question. In a test it says whether an answer is right when the test is finished, and
 * only that there is one before.
 */
export function shownState(
  { isTest }: { readonly isTest?: boolean | undefined },
  progress: Progress,
  question: string,
): QuestionState | 'kept' {
  const state = stateOf(progress, question);
  return isTest && progress.finishedAt === undefined && state !== 'open' ? 'kept' : state;
}

export type Tally = { readonly right: number; readonly answered: number };

export function tallyOf({ tried }: Pick<Progress, 'tried'>): Tally {
  const all = Object.values(tried);
  return { right: all.filter(({ points, of }) => points === of).length, answered: all.length };
}

/**
 * LES-22: whether what the tablet keeps is of an older assignment and done: then the lesson begins anew. Unfinished work
 * goes on, whoever assigned the lesson again.
 */
export function isOver({ finishedAt, assignment }: Progress, wanted: string | undefined): boolean {
  return finishedAt !== undefined && wanted !== undefined && wanted !== assignment;
}
