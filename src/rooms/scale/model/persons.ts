import { bookletsOf } from './booklets.ts';
import { expectedByScore, type Expected, type Prior } from './eap.ts';
import type { ItemModel } from './item-model.ts';
import { knownItems } from './mml.ts';
import type { Answers } from './responses.ts';
import { weightedLikelihood, type Measure } from './wle.ts';

/** What a person reached: the weighted likelihood estimate, points of those that could be had, and what is expected under a prior. */
export type PersonMeasure = Measure & { readonly points: number; readonly of: number; readonly expected?: Expected };

/** One measure a person, undefined where nothing was answered; `priors` are of the groups. Each score of a booklet is worked out once. */
export function measurePersons(
  answers: Answers,
  models: readonly ItemModel[],
  priors?: readonly Prior[],
): readonly (PersonMeasure | undefined)[] {
  const known = knownItems(answers, models);
  const modelAt = new Map(known.map(({ column, model }) => [column, model]));
  const width = answers.items.length;
  const measures = Array.from({ length: answers.persons }, (): PersonMeasure | undefined => undefined);
  for (const booklet of bookletsOf(answers, (column) => modelAt.has(column))) {
    const own = Array.from(booklet.items, (column) => modelAt.get(column)!);
    const of = Array.from(booklet.items, (column) => answers.items[column]!.most).reduce((sum, most) => sum + most, 0);
    const seen = new Map<string, PersonMeasure | undefined>();
    for (const person of booklet.persons) {
      let [points, score] = [0, 0];
      for (let at = 0; at < own.length; at++) {
        const value = answers.points[person * width + booklet.items[at]!]!;
        points += value;
        score += own[at]!.slope * value;
      }
      const prior = priors?.[answers.group[person]!];
      const key = `${score} ${points} ${prior ? answers.group[person]! : ''}`;
      if (!seen.has(key)) seen.set(key, measureOf(own, score, points, of, prior));
      measures[person] = seen.get(key);
    }
  }
  return measures;
}

function measureOf(
  models: readonly ItemModel[],
  score: number,
  points: number,
  of: number,
  prior: Prior | undefined,
): PersonMeasure | undefined {
  const measure = weightedLikelihood(models, score);
  if (!measure) return undefined;
  return { ...measure, points, of, ...(prior ? { expected: expectedByScore(models, score, prior) } : {}) };
}
