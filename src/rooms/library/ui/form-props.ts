import type { Answer, Question } from '../model/question.ts';

/** Says a sentence of the library's question words. */
export type SayHere = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export type FormProps<Q extends Question, A extends Answer['kind']> = {
  readonly question: Q;
  readonly answer: Extract<Answer, { kind: A }>;
  readonly change: (answer: Answer) => void;
  /** The order in which the screen shows what the question mixes. */
  readonly shown: readonly number[];
  /** What the last check said of each part of this very answer; undefined while it has not been checked. */
  readonly parts: readonly boolean[] | undefined;
  readonly isLocked: boolean;
  readonly say: SayHere;
};
