import { isRightNumber, readWithUnit } from './number.ts';
import type { Html, MediaRef } from './pack.ts';
import { matchesAny } from './spelling.ts';

/** A possible reply in `single` and `multiple`; `reply` is what the pupil reads who chose it. */
export type Option = { readonly html: Html; readonly right: boolean; readonly reply?: Html };

/** An expected wrong answer, and what the pupil reads who gives it. */
export type Mistake = { readonly value: string; readonly html: Html };

/** A piece of a gap question's line: text, or the number of a gap (from 0). */
export type GapPart = { readonly html: Html } | { readonly gap: number };

/** What every question has. */
export type Asked = {
  /** `q1`, `q2` … within its lesson. */
  readonly id: string;
  readonly stem: Html;
  readonly right: Html;
  readonly wrong: Html;
  readonly hint?: Html;
  readonly listen?: MediaRef;
};

export type ChoiceQuestion = Asked & { readonly kind: 'single' | 'multiple'; readonly options: readonly Option[] };

export type NumberQuestion = Asked & {
  readonly kind: 'number';
  /** In the form that `readNumber` reads. */
  readonly value: string;
  readonly tolerance?: string;
  /** Plain text. */
  readonly unit?: string;
  readonly mistakes: readonly Mistake[];
};

export type ShortQuestion = Asked & {
  readonly kind: 'short';
  readonly words: readonly string[];
  readonly mistakes: readonly Mistake[];
};

/** The items stand in the right order. */
export type OrderQuestion = Asked & { readonly kind: 'order'; readonly items: readonly Html[] };

/** `rights[n]` belongs to `lefts[n]`. */
export type MatchQuestion = Asked & {
  readonly kind: 'match';
  readonly lefts: readonly Html[];
  readonly rights: readonly Html[];
};

export type GapQuestion = Asked & {
  readonly kind: 'gap';
  readonly lines: readonly (readonly GapPart[])[];
  /** For each gap the spellings that are right. */
  readonly gaps: readonly (readonly string[])[];
};

export type Question = ChoiceQuestion | NumberQuestion | ShortQuestion | OrderQuestion | MatchQuestion | GapQuestion;

export type QuestionKind = Question['kind'];

export const questionKinds = [
  'single',
  'multiple',
  'number',
  'short',
  'order',
  'match',
  'gap',
] as const satisfies readonly QuestionKind[];

/** What a pupil answers. Numbers are places in the question as the pack has it, whatever order the screen showed. */
export type Answer =
  | { readonly kind: 'single'; readonly choice: number }
  | { readonly kind: 'multiple'; readonly choices: readonly number[] }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'short'; readonly text: string }
  /** All items, in the order in which the pupil put them. */
  | { readonly kind: 'order'; readonly order: readonly number[] }
  /** For each left side the right side that the pupil put to it, or null. */
  | { readonly kind: 'match'; readonly pairs: readonly (number | null)[] }
  /** For each gap what the pupil wrote, or an empty text. */
  | { readonly kind: 'gap'; readonly texts: readonly string[] };

/** Names a text of the question that the pupil now reads: see `feedbackHtml`. */
export type FeedbackKey = 'right' | 'wrong' | `option:${number}` | `mistake:${number}`;

export type Score = {
  /** From 0 to `of`. */
  readonly points: number;
  /** At least 1; depends on the question only. */
  readonly of: number;
  /** For each part of the answer whether it is right: LIB-12. */
  readonly parts: readonly boolean[];
  /** In the order in which they are read. */
  readonly feedback: readonly FeedbackKey[];
};

/**
 * LIB-10: what an answer is worth. Pure and total: an answer of another kind, of the wrong length or with places that
 * do not exist is worth nothing and never throws, so a server can score whatever a tablet sends.
 */
export function score(question: Question, answer: Answer): Score {
  switch (question.kind) {
    case 'single':
      return scoreSingle(question, answer.kind === 'single' ? answer.choice : -1);
    case 'multiple':
      return scoreMultiple(question, answer.kind === 'multiple' ? answer.choices : []);
    case 'number':
      return scoreNumber(question, answer.kind === 'number' ? answer.text : '');
    case 'short':
      return scoreShort(question, answer.kind === 'short' ? answer.text : '');
    case 'order':
      return scoreOrder(question, answer.kind === 'order' ? answer.order : []);
    case 'match':
      return scoreMatch(question, answer.kind === 'match' ? answer.pairs : []);
    case 'gap':
      return scoreGap(question, answer.kind === 'gap' ? answer.texts : []);
  }
}

/** LIB-11: the most points that the question gives. */
export function pointsOf(question: Question): number {
  switch (question.kind) {
    case 'single':
    case 'number':
    case 'short':
      return 1;
    case 'multiple':
      return question.options.filter((option) => option.right).length;
    case 'order':
      return question.items.length - 1;
    case 'match':
      return question.lefts.length;
    case 'gap':
      return question.gaps.length;
  }
}

/** The text behind a feedback key, or undefined if the question has none. */
export function feedbackHtml(question: Question, key: FeedbackKey): Html | undefined {
  if (key === 'right' || key === 'wrong') return question[key];
  const place = Number(key.slice(key.indexOf(':') + 1));
  if (key.startsWith('option:')) return 'options' in question ? question.options[place]?.reply : undefined;
  return 'mistakes' in question ? question.mistakes[place]?.html : undefined;
}

/**
 * LIB-18: whether an answer can be handed in. `incomplete`: something is still empty; `unreadable`: what stands in a
 * number's field is not a number. The screen says so and takes no attempt.
 */
export function readiness(question: Question, answer: Answer): 'ready' | 'incomplete' | 'unreadable' {
  if (answer.kind !== question.kind || isIncomplete(question, answer)) return 'incomplete';
  if (question.kind !== 'number' || answer.kind !== 'number') return 'ready';
  return readWithUnit(answer.text, question.unit) ? 'ready' : 'unreadable';
}

function isIncomplete(question: Question, answer: Answer): boolean {
  switch (answer.kind) {
    case 'single':
      return !('options' in question) || !(answer.choice in question.options);
    case 'multiple':
      return answer.choices.length === 0;
    case 'number':
    case 'short':
      return answer.text.trim() === '';
    case 'order':
      return answer.order.length < pointsOf(question) + 1;
    case 'match':
      return !isFull(answer.pairs, pointsOf(question), (right) => right === null);
    case 'gap':
      return !isFull(answer.texts, pointsOf(question), (text) => text.trim() === '');
  }
}

function isFull<T>(parts: readonly T[], length: number, isEmpty: (part: T) => boolean): boolean {
  return parts.length >= length && !parts.some(isEmpty);
}

function scoreSingle({ options }: ChoiceQuestion, choice: number): Score {
  const chosen = options[choice];
  const isRight = chosen?.right === true;
  const own: FeedbackKey[] = chosen?.reply ? [`option:${choice}`] : [];
  return { points: isRight ? 1 : 0, of: 1, parts: [isRight], feedback: [...own, isRight ? 'right' : 'wrong'] };
}

function scoreMultiple(question: ChoiceQuestion, choices: readonly number[]): Score {
  const chosen = new Set(choices);
  const parts = question.options.map((option, place) => option.right === chosen.has(place));
  const places = [...question.options.keys()].filter((place) => chosen.has(place));
  const hits = places.filter((place) => question.options[place]?.right).length;
  const replies = places
    .filter((place) => question.options[place]?.reply)
    .map((place): FeedbackKey => `option:${place}`);
  const points = Math.max(0, hits - (places.length - hits));
  return scored(points, pointsOf(question), parts, replies);
}

function scoreNumber({ value, mistakes, ...question }: NumberQuestion, text: string): Score {
  const isRight = isRightNumber(text, { ...question, value });
  const isMistake = (mistake: Mistake) => isRightNumber(text, { ...question, value: mistake.value });
  return oneOf(isRight, isRight ? -1 : mistakes.findIndex(isMistake));
}

function scoreShort(question: ShortQuestion, text: string): Score {
  const isRight = matchesAny(text, question.words);
  const mistake = isRight ? -1 : question.mistakes.findIndex(({ value }) => matchesAny(text, [value]));
  return oneOf(isRight, mistake);
}

function scoreOrder(question: OrderQuestion, order: readonly number[]): Score {
  const of = pointsOf(question);
  const isWhole = order.length === of + 1 && question.items.every((_, item) => order.includes(item));
  const parts = question.items.slice(1).map((_, step) => isWhole && order[step + 1] === (order[step] ?? NaN) + 1);
  return scored(parts.filter(Boolean).length, of, parts, []);
}

function scoreMatch(question: MatchQuestion, pairs: readonly (number | null)[]): Score {
  const parts = question.lefts.map((_, left) => pairs[left] === left);
  return scored(parts.filter(Boolean).length, pointsOf(question), parts, []);
}

function scoreGap(question: GapQuestion, texts: readonly string[]): Score {
  const parts = question.gaps.map((words, gap) => matchesAny(texts[gap] ?? '', words));
  return scored(parts.filter(Boolean).length, pointsOf(question), parts, []);
}

function scored(points: number, of: number, parts: readonly boolean[], more: readonly FeedbackKey[]): Score {
  return { points, of, parts, feedback: [points === of ? 'right' : 'wrong', ...more] };
}

/** The text for an expected mistake is read in place of the general one. */
function oneOf(isRight: boolean, mistake: number): Score {
  const feedback: FeedbackKey = isRight ? 'right' : mistake >= 0 ? `mistake:${mistake}` : 'wrong';
  return { points: isRight ? 1 : 0, of: 1, parts: [isRight], feedback: [feedback] };
}
