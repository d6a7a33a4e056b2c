import { err, ok, type Result } from '#kernel/result.ts';
import { chooseItems } from './cml.ts';
import type { Dropped, Fault } from './fault.ts';
import type { ItemModel } from './item-model.ts';
import { meanAt, slopeAt, type MarginalTask } from './marginal-task.ts';
import { marginalData } from './marginal-data.ts';
import { fitMarginal, startOf, type MarginalTop } from './marginal-fit.ts';
import { between } from './matrix.ts';
import { layoutOf, modelsOf, placeWeights, type Layout } from './parameters.ts';
import { normalNodes, type Nodes } from './quadrature.ts';
import type { Answers } from './responses.ts';

/** The normal abilities of one group, in logits; `persons` is how many (weighed) answered anything. */
export type NormalGroup = {
  readonly mean: number;
  readonly sd: number;
  readonly meanSe: number;
  readonly sdSe: number;
  readonly persons: number;
};

export type MarginalFit = {
  readonly models: readonly ItemModel[];
  readonly places: Float64Array;
  readonly placeSe: Float64Array;
  readonly slopes: Float64Array;
  readonly slopeSe: Float64Array;
  readonly groups: readonly NormalGroup[];
  readonly logLik: number;
  readonly gradient: number;
  readonly steps: number;
  readonly dropped: readonly Dropped[];
};

/**
 * `rasch`: slopes 1, the first group's mean 0 and the sd of each group looked for. `free`: a slope for each item (2PL; with more
 * points the generalized partial credit model), the first group standard normal: a diagnostic, not for reports.
 */
export type Slopes = 'rasch' | 'free';

/**
 * Items and normal populations by marginal maximum likelihood (Bock & Aitkin 1981), 61 nodes from −6 to 6 standard deviations of each
 * group, converged by gradient (1e-6 persons), standard errors of the full observed information.
 */
export function fitMarginally(
  answers: Answers,
  slopes: Slopes,
  nodes: Nodes = normalNodes(),
): Result<MarginalFit, Fault> {
  const chosen = chooseItems(answers);
  if (!chosen.ok) return chosen;
  const { items, points, dropped } = chosen.value;
  const layout = layoutOf(
    items.map((item) => answers.items[item]!.item),
    items.map((item) => points[item]!),
  );
  const hasFreeSlopes = slopes === 'free';
  const data = marginalData(answers, layout, items, hasFreeSlopes ? undefined : items.map(() => 1));
  const isFree = new Uint8Array(layout.size + items.length + 2 * answers.groups);
  isFree.fill(1, 0, layout.size);
  if (hasFreeSlopes) isFree.fill(1, layout.size, layout.size + items.length);
  for (let g = 0; g < answers.groups; g++) {
    const has = data.persons[g]! > 0 ? 1 : 0;
    isFree[meanAt(layout, g)] = g > 0 ? has : 0;
    isFree[meanAt(layout, g) + 1] = g > 0 || !hasFreeSlopes ? has : 0;
  }
  const task: MarginalTask = { layout, data, nodes, groups: answers.groups, isFree, hasFreeSlopes };
  const top = fitMarginal(task, startOf(task));
  if (!top?.isConverged) return err({ why: 'not-converged', items: layout.items });
  return ok({ ...itemsOf(layout, top), groups: groupsOf(task, top), ...ends(top), dropped });
}

/** The populations alone, the items as they are: on the scale of `models`. Items that are not in the answers' table are left out. */
export function fitPopulations(
  answers: Answers,
  models: readonly ItemModel[],
  nodes: Nodes = normalNodes(),
): Result<Pick<MarginalFit, 'groups' | 'logLik' | 'gradient' | 'steps'>, Fault> {
  const known = knownItems(answers, models);
  const layout = layoutOf(
    known.map(({ model }) => model.item),
    known.map(({ model }) => model.points),
  );
  const slopes = known.map(({ model }) => model.slope);
  const columns = known.map(({ column }) => column);
  const data = marginalData(answers, layout, columns, slopes);
  if (data.blocks.length === 0) return err({ why: 'nobody-answered', items: layout.items });
  const isFree = new Uint8Array(layout.size + known.length + 2 * answers.groups);
  for (let g = 0; g < answers.groups; g++)
    if (data.persons[g]! > 0) isFree.fill(1, meanAt(layout, g), meanAt(layout, g) + 2);
  const task: MarginalTask = { layout, data, nodes, groups: answers.groups, isFree, hasFreeSlopes: false };
  const start = startOf(task);
  for (let n = 0; n < known.length; n++) {
    start.set(known[n]!.model.cumulative.slice(1), layout.first[n]);
    start[slopeAt(layout, n)] = slopes[n]!;
  }
  const top = fitMarginal(task, start);
  if (!top?.isConverged) return err({ why: 'not-converged', items: layout.items });
  return ok({ groups: groupsOf(task, top), ...ends(top) });
}

/** The items of a table that have parameters, and where they stand in it. */
export function knownItems(
  answers: Answers,
  models: readonly ItemModel[],
): readonly { readonly model: ItemModel; readonly column: number }[] {
  const byItem = new Map(models.map((model) => [model.item, model]));
  return answers.items.flatMap(({ item }, column) => {
    const model = byItem.get(item);
    return model ? [{ model, column }] : [];
  });
}

function ends({ logLik, gradient, steps }: MarginalTop): Pick<MarginalFit, 'logLik' | 'gradient' | 'steps'> {
  return { logLik, gradient, steps };
}

function itemsOf(
  layout: Layout,
  { full, covariance }: MarginalTop,
): Pick<MarginalFit, 'models' | 'places' | 'placeSe' | 'slopes' | 'slopeSe'> {
  const slopes = full.slice(layout.size, layout.size + layout.items.length);
  const places = new Float64Array(layout.items.length);
  const placeSe = new Float64Array(layout.items.length);
  const slopeSe = new Float64Array(layout.items.length);
  for (let n = 0; n < layout.items.length; n++) {
    // The place is the intercept by the slope: the delta method carries the errors of both.
    const weights = new Float64Array(full.length);
    weights.set(placeWeights(layout, n));
    let intercept = 0;
    for (let p = layout.first[n]!; p < layout.first[n + 1]!; p++) intercept += weights[p]! * full[p]!;
    const at = slopeAt(layout, n);
    places[n] = intercept / slopes[n]!;
    for (let p = layout.first[n]!; p < layout.first[n + 1]!; p++) weights[p]! /= slopes[n]!;
    weights[at] = -places[n]! / slopes[n]!;
    placeSe[n] = Math.sqrt(Math.max(0, between(weights, covariance, weights)));
    slopeSe[n] = Math.sqrt(Math.max(0, covariance[at * full.length + at]!));
  }
  return { models: modelsOf(layout, full.subarray(0, layout.size), slopes), places, placeSe, slopes, slopeSe };
}

function groupsOf({ layout, groups, data }: MarginalTask, { full, covariance }: MarginalTop): readonly NormalGroup[] {
  return Array.from({ length: groups }, (_, g) => {
    const at = meanAt(layout, g);
    const se = (n: number): number => Math.sqrt(Math.max(0, covariance[n * full.length + n]!));
    // The likelihood does not see the sign of a standard deviation.
    return {
      mean: full[at]!,
      sd: Math.abs(full[at + 1]!),
      meanSe: se(at),
      sdSe: se(at + 1),
      persons: data.persons[g]!,
    };
  });
}
