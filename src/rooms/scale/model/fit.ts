import { bookletsOf } from './booklets.ts';
import { momentsAt, type ItemModel } from './item-model.ts';
import { knownItems } from './mml.ts';
import type { PersonMeasure } from './persons.ts';
import type { Answers } from './responses.ts';

/** How an item keeps to the model: mean squares of residuals, 1 where it does; the correlation with the rest of the points. */
export type ItemFit = {
  readonly item: string;
  readonly infit: number;
  readonly outfit: number;
  readonly itemRest: number;
  readonly n: number;
};

/**
 * Infit (weighed by information) and outfit (Wright & Masters, Rating Scale Analysis, 1982, chapter 5) with each person's weighted
 * likelihood estimate; item–rest correlation within booklets. A wrong key shows as a negative correlation and mean squares far above 1.
 */
export function fitOfItems(
  answers: Answers,
  models: readonly ItemModel[],
  measures: readonly (PersonMeasure | undefined)[],
): readonly ItemFit[] {
  const width = answers.items.length;
  const rest = itemRest(answers);
  return knownItems(answers, models).map(({ model, column }) => {
    let [square, information, outer, n] = [0, 0, 0, 0];
    const moments = new Map<number, { readonly mean: number; readonly variance: number }>();
    for (let person = 0; person < answers.persons; person++) {
      const [points, measure] = [answers.points[person * width + column]!, measures[person]];
      if (points < 0 || !measure) continue;
      const known = moments.get(measure.theta) ?? momentsAt(model, measure.theta);
      moments.set(measure.theta, known);
      const residual = (points - known.mean) ** 2;
      square += residual;
      information += known.variance;
      outer += residual / known.variance;
      n++;
    }
    return { item: model.item, infit: square / information, outfit: outer / n, itemRest: rest[column]!, n };
  });
}

/** Correlation of each item with the points on the others, pooled within booklets; NaN where one of them does not vary. */
function itemRest(answers: Answers): Float64Array {
  const width = answers.items.length;
  const [together, own, others] = [0, 1, 2].map(() => new Float64Array(width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const { items, persons } of bookletsOf(answers)) {
    const totals = persons.map((person) =>
      items.reduce((sum, item) => sum + answers.points[person * width + item]!, 0),
    );
    for (const item of items) {
      const x = persons.map((person) => answers.points[person * width + item]!);
      const [meanX, meanRest] = [0, 0].map(
        (_, which) => x.reduce((sum, each, n) => sum + (which ? totals[n]! - each : each), 0) / x.length,
      );
      for (let n = 0; n < x.length; n++) {
        const [a, b] = [x[n]! - meanX!, totals[n]! - x[n]! - meanRest!];
        together[item]! += a * b;
        own[item]! += a * a;
        others[item]! += b * b;
      }
    }
  }
  return together.map((each, item) => each / Math.sqrt(own[item]! * others[item]!));
}
