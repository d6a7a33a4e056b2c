import type { Language } from '#kernel/language.ts';
import type { Question } from '#rooms/library/model/question.ts';
import { another, objectiveOf, propose, type Askable } from '../model/propose.ts';

export type QuizKind = 'quiz' | 'section' | 'quarter';
export const quizKinds: readonly QuizKind[] = ['quiz', 'section', 'quarter'];

export type About = {
  readonly group: string;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly classes: readonly string[];
  readonly teacher: string;
};

export type GroupOfQuizzes = About & {
  readonly isMine: boolean;
  readonly quizzes: readonly {
    readonly quiz: string;
    readonly kind: QuizKind;
    readonly title: string;
    readonly at: number;
    readonly grades: readonly number[];
  }[];
};

export type PoolItem = {
  readonly id: string;
  readonly from: 'lesson' | 'bank';
  readonly grade: number;
  readonly objectives: readonly string[];
  readonly level?: string;
  readonly isUsed: boolean;
  readonly questions: Readonly<Partial<Record<Language, readonly Question[]>>>;
};

export type Pool = About & {
  /** Pupils of each grade. */
  readonly sizes: readonly number[];
  readonly objectives: readonly { readonly code: string; readonly kk: string; readonly ru: string }[];
  readonly items: readonly PoolItem[];
  /** Signs the addresses of media. */
  readonly signature: string;
};

export type Choice = { readonly objectives: readonly string[]; readonly count: number };
/** The items chosen for each grade. */
export type Chosen = Readonly<Record<number, readonly string[]>>;

/** The questions of an item in the reader's language, or in the first that it has. */
export function questionsOf({ questions }: Pick<PoolItem, 'questions'>, language: Language): readonly Question[] {
  return questions[language] ?? questions.kk ?? questions.ru ?? questions.en ?? [];
}

type AskableItem = Askable & { readonly item: PoolItem };

function askablesOf(pool: Pool, grade: number): readonly AskableItem[] {
  const own = pool.items.filter((item) => item.grade === grade);
  return own.map((item) => {
    const { id, objectives, level, isUsed } = item;
    return { id, objectives, level, isUsed, size: questionsOf(item, 'kk').length, item };
  });
}

/** The grades for which the pool has anything. */
export function gradesWith({ grades, items }: Pool): readonly number[] {
  return grades.filter((grade) => items.some((item) => item.grade === grade));
}

export function proposalOf(pool: Pool, grades: readonly number[], choice: Choice): Chosen {
  const of = (grade: number) => propose(askablesOf(pool, grade), wishIn(pool, grade, choice)).map(({ id }) => id);
  return Object.fromEntries(grades.map((grade) => [grade, of(grade)]));
}

/** An objective belongs to a grade: a grade that has none of those chosen is asked of all that it has. */
function wishIn(pool: Pool, grade: number, { objectives, count }: Choice): Choice {
  const own = new Set(pool.items.filter((item) => item.grade === grade).flatMap((item) => item.objectives));
  return { objectives: objectives.filter((code) => own.has(code)), count };
}

/** Puts another item in place of one; the same choice where there is none. */
export function swapped(pool: Pool, grade: number, ids: readonly string[], place: number, choice: Choice) {
  const next = anotherId(pool, grade, ids, place, choice);
  return next === undefined ? ids : ids.map((id, n) => (n === place ? next : id));
}

/** One item more, the first that is not chosen; undefined where all are. */
export function anotherId(
  pool: Pool,
  grade: number,
  ids: readonly string[],
  place: number,
  choice: Choice,
): string | undefined {
  const askables = askablesOf(pool, grade);
  const chosen = ids.flatMap((id) => askables.find((each) => each.id === id) ?? []);
  return another(askables, chosen, place, wishIn(pool, grade, choice).objectives)?.id;
}

export { objectiveOf };

/** The words of an objective in the reader's language; its code where there are none. */
export function objectiveText({ objectives }: Pool, code: string, language: Language): string {
  const found = objectives.find((each) => each.code === code);
  return found?.[language === 'ru' ? 'ru' : 'kk'] || code;
}
