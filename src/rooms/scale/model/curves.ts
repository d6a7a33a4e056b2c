import { momentsAt, type ItemModel } from './item-model.ts';
import { knownItems } from './mml.ts';
import type { PersonMeasure } from './persons.ts';
import type { Answers } from './responses.ts';

/** Of pupils of about the same ability: how many there were, and what share of the item's points they got and should have got. */
export type CurvePoint = {
  readonly theta: number;
  readonly share: number;
  readonly expected: number;
  readonly n: number;
};
export type ItemCurve = { readonly item: string; readonly points: readonly CurvePoint[] };

/** Sixths of the pupils: fewer hide the form of the curve, more are too small to say anything. */
const groups = 6;

/** What was answered beside what the model says, for each item, in six groups from the weakest to the strongest who had it. */
export function curvesOf(
  answers: Answers,
  models: readonly ItemModel[],
  measures: readonly (PersonMeasure | undefined)[],
): readonly ItemCurve[] {
  const width = answers.items.length;
  return knownItems(answers, models).map(({ model, column }): ItemCurve => {
    const most = model.points.at(-1)!;
    const had = measures.flatMap((measure, person) => {
      const points = answers.points[person * width + column]!;
      return measure && points >= 0 ? [{ theta: measure.theta, points }] : [];
    });
    had.sort((a, b) => a.theta - b.theta);
    const points = Array.from({ length: groups }, (_, g): CurvePoint | undefined => {
      const own = had.slice(Math.floor((g * had.length) / groups), Math.floor(((g + 1) * had.length) / groups));
      if (own.length === 0) return undefined;
      const mean = (of: (each: (typeof own)[number]) => number): number =>
        own.reduce((sum, each) => sum + of(each), 0) / own.length;
      return {
        theta: mean(({ theta }) => theta),
        share: mean((each) => each.points) / most,
        expected: mean(({ theta }) => momentsAt(model, theta).mean) / most,
        n: own.length,
      };
    });
    return { item: model.item, points: points.filter((point) => point !== undefined) };
  });
}
