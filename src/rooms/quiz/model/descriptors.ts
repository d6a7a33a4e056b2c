import type { QuizDescriptor } from '../records.ts';

/** A question of a test as descriptors see it. */
export type Counted = { readonly question: string; readonly objective: string; readonly of: number };

/** As many as an assessment of the journal has, and as long. */
export const mostDescriptors = 20;
const longestText = 200;

/** QUZ-6: a descriptor for each objective, in the order of the questions: what its questions give together. */
export function descriptorsOf(
  questions: readonly Counted[],
  textOf: (objective: string) => string,
): readonly QuizDescriptor[] {
  return [...Map.groupBy(questions, ({ objective }) => objective)].map(([objective, own]) => ({
    objective,
    text: textOf(objective).slice(0, longestText),
    max: own.reduce((sum, { of }) => sum + of, 0),
    questions: own.map(({ question }) => question),
  }));
}

/** QUZ-6: what somebody has in each descriptor: the points of its questions; one that was left out gives none. */
export function pointsIn(
  descriptors: readonly QuizDescriptor[],
  points: ReadonlyMap<string, { readonly points: number }>,
): readonly number[] {
  return descriptors.map(({ questions, max }) => {
    const sum = questions.reduce((all, question) => all + (points.get(question)?.points ?? 0), 0);
    return Math.max(0, Math.min(max, sum));
  });
}
