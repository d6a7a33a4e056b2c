import { err, ok, type Result } from '#kernel/result.ts';
import { fitConditional, type ConditionalFit } from './cml.ts';
import type { Calibration, ItemEstimate } from './estimates.ts';
import type { Fault } from './fault.ts';
import { fitOfItems } from './fit.ts';
import { thresholdsOf, type ItemModel } from './item-model.ts';
import { fitPopulations } from './mml.ts';
import { measurePersons, type PersonMeasure } from './persons.ts';
import { reliabilityOf } from './reliability.ts';
import { answersOf, type Responses } from './responses.ts';

/** A calibration with what scores are made of: the items as curves, and what each person reached. */
export type Calibrated = {
  readonly calibration: Calibration;
  readonly models: readonly ItemModel[];
  readonly measures: readonly (PersonMeasure | undefined)[];
  /** The errors of the items' places together, item × item in the order of `models`. */
  readonly covariance: Float64Array;
};

/**
 * The whole calibration of one table of answers: items by conditional likelihood, then populations (`groups` are their names), persons,
 * reliability and fit on that scale, on which the mean of the items' places is 0. Never throws on answers, whatever they are.
 */
export function calibrate(responses: Responses, groups: readonly string[] = ['']): Result<Calibrated, Fault> {
  const table = answersOf(responses, 'left-out');
  const scored = answersOf(responses, 'wrong');
  if (!table.ok) return table;
  if (!scored.ok) return scored;
  const items = fitConditional(table.value);
  if (!items.ok) return items;
  const { models, covariance, gradient, dropped } = items.value;
  const populations = fitPopulations(scored.value, models);
  if (!populations.ok) return populations;
  const priors = populations.value.groups;
  const measures = measurePersons(scored.value, models, priors);
  if (measures.every((measure) => measure === undefined)) return err({ why: 'nobody-answered', items: [] });
  const fit = new Map(
    fitOfItems(table.value, models, measurePersons(table.value, models)).map((each) => [each.item, each]),
  );
  const calibration: Calibration = {
    items: models.map((model, n) => ({ ...estimateOf(items.value, model, n), ...fit.get(model.item)! })),
    population: priors.map(({ mean, sd, meanSe }, g) => ({ group: groups[g] ?? String(g), mean, sd, se: meanSe })),
    reliability: reliabilityOf(scored.value, measures),
    isConverged: true,
    gradient,
    dropped,
  };
  return ok({ calibration, models, measures, covariance });
}

function estimateOf(
  { places, placeSe, stepSe }: ConditionalFit,
  model: ItemModel,
  n: number,
): Pick<ItemEstimate, 'item' | 'b' | 'se' | 'steps' | 'stepSe'> {
  return { item: model.item, b: places[n]!, se: placeSe[n]!, steps: thresholdsOf(model), stepSe: stepSe[n]! };
}
