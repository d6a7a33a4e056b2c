import { err, ok, type Result } from '#kernel/result.ts';
import { bookletsOf, type Booklet } from './booklets.ts';
import { usedPoints } from './categories.ts';
import { addBooklet, conditionalAt, type ScoreCounts } from './conditional.ts';
import { estimableSet, linkedSets } from './connected.ts';
import type { Dropped, Fault } from './fault.ts';
import type { ItemModel } from './item-model.ts';
import { between, cholesky, inverseBy } from './matrix.ts';
import { climb, type Slope } from './newton.ts';
import { layoutOf, modelsOf, placeWeights, thresholdWeights, type Layout } from './parameters.ts';
import type { Answers } from './responses.ts';

/** Item parameters with what is known of their errors. `places` and `steps` have the mean of all places at 0. */
export type ConditionalFit = {
  readonly models: readonly ItemModel[];
  readonly places: Float64Array;
  readonly placeSe: Float64Array;
  readonly stepSe: readonly (readonly number[])[];
  /** Of the places, item × item. */
  readonly covariance: Float64Array;
  readonly logLik: number;
  readonly gradient: number;
  readonly steps: number;
  readonly dropped: readonly Dropped[];
};

/**
 * Rasch and partial credit parameters by conditional maximum likelihood (Andersen 1972; Fischer & Molenaar, Rasch Models, 1995,
 * chapters 3 and 15): no distribution of abilities is supposed. Answers may be missing: each set of items that persons answered has a
 * likelihood of its own. Newton's steps until no component of the gradient is larger than 1e-6 persons; standard errors of the
 * full observed information, under the condition that the places of all items have the mean 0.
 */
export function fitConditional(answers: Answers): Result<ConditionalFit, Fault> {
  const chosen = chooseItems(answers);
  if (!chosen.ok) return chosen;
  const { items, points, dropped } = chosen.value;
  const layout = layoutOf(
    items.map((item) => answers.items[item]!.item),
    items.map((item) => points[item]!),
  );
  const { observed, booklets } = sufficient(answers, items, layout);
  const slopeAt = conditionalSlope(layout, observed, booklets);
  const top = climb(centred(layout, startOf(layout, observed, booklets)), slopeAt);
  if (!top.isConverged) return err({ why: 'not-converged', items: layout.items });
  const beta = centred(layout, top.at);
  const lower = cholesky(top.curvature, layout.size);
  if (!lower) return err({ why: 'not-converged', items: layout.items });
  const errors = errorsOf(layout, inverseBy(lower, layout.size));
  const models = modelsOf(layout, beta);
  const places = Float64Array.from(
    items,
    (_, n) => beta[layout.first[n + 1]! - 1]! / layout.degree[layout.first[n + 1]! - 1]!,
  );
  return ok({ models, places, ...errors, logLik: top.logLik, gradient: top.gradient, steps: top.steps, dropped });
}

/** Which items have a difficulty that the answers tell, and which have none and why. */
export function chooseItems(answers: Answers): Result<
  {
    readonly items: readonly number[];
    readonly points: readonly (readonly number[])[];
    readonly dropped: readonly Dropped[];
  },
  Fault
> {
  const points = usedPoints(answers);
  const names = (of: readonly number[]): readonly string[] => of.map((item) => answers.items[item]!.item);
  const all = [...answers.items.keys()];
  const answered = all.filter((item) => points[item]!.length > 0);
  if (answered.length === 0) return err({ why: 'nobody-answered', items: names(all) });
  const varied = answered.filter((item) => points[item]!.length > 1);
  if (varied.length < 2) return err({ why: 'no-variance', items: names(answered) });
  const [main, ...apart] = linkedSets(answers, varied);
  if (apart.length > 0) return err({ why: 'no-link', items: names(apart.flat()) });
  const items = estimableSet(answers, main!, points);
  if (items.length < 2) return err({ why: 'no-variance', items: names(varied) });
  const dropped = all.flatMap((item): Dropped[] => {
    if (items.includes(item)) return [];
    const why =
      points[item]!.length === 0 ? 'nobody-answered' : points[item]!.length === 1 ? 'no-variance' : 'not-estimable';
    return [{ item: answers.items[item]!.item, why }];
  });
  return ok({ items, points, dropped });
}

/** All that the likelihood needs of the answers: how often each category was given, and the scores of each booklet. */
function sufficient(
  answers: Answers,
  items: readonly number[],
  layout: Layout,
): { readonly observed: Float64Array; readonly booklets: readonly ScoreCounts[] } {
  const width = answers.items.length;
  const placeIn = new Map(items.map((item, n) => [item, n]));
  const observed = new Float64Array(layout.size);
  const booklets = bookletsOf(answers, (item) => placeIn.has(item)).map((booklet: Booklet): ScoreCounts => {
    const own = booklet.items.map((item) => placeIn.get(item)!);
    const most = own.reduce((sum, n) => sum + layout.points[n]!.at(-1)! - layout.points[n]![0]!, 0);
    const counts = new Float64Array(most + 1);
    for (const person of booklet.persons) {
      const weight = answers.weight[person]!;
      let score = 0;
      for (let at = 0; at < own.length; at++) {
        const value = answers.points[person * width + booklet.items[at]!]!;
        const points = layout.points[own[at]!]!;
        score += value - points[0]!;
        const k = points.indexOf(value);
        if (k > 0) observed[layout.first[own[at]!]! + k - 1]! += weight;
      }
      counts[score]! += weight;
    }
    return { items: own, counts };
  });
  return { observed, booklets };
}

function conditionalSlope(
  layout: Layout,
  observed: Float64Array,
  booklets: readonly ScoreCounts[],
): (beta: Float64Array, isFull: boolean) => Slope {
  const { size, degree } = layout;
  return (beta, isFull) => {
    const gradient = observed.map((each) => -each);
    const curvature = new Float64Array(isFull ? size * size : 0);
    let logLik = 0;
    for (let p = 0; p < size; p++) logLik -= observed[p]! * beta[p]!;
    const conditional = conditionalAt(layout, beta);
    for (const booklet of booklets) {
      logLik -= addBooklet(conditional, booklet, gradient, isFull ? curvature : undefined);
    }
    // Moving all abilities and items together changes nothing: that direction is closed, here and in the start.
    const scale = isFull ? 1e-3 * meanDiagonal(curvature, size) : 0;
    for (let p = 0; p < size && isFull; p++) {
      for (let q = 0; q < size; q++) curvature[p * size + q]! += scale * degree[p]! * degree[q]!;
    }
    return { logLik, gradient, curvature };
  };
}

function meanDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let p = 0; p < size; p++) sum += matrix[p * size + p]!;
  return sum / size;
}

/** Log odds of neighbouring categories among those who answered: near enough to begin with. */
function startOf(layout: Layout, observed: Float64Array, booklets: readonly ScoreCounts[]): Float64Array {
  const answered = new Float64Array(layout.items.length);
  for (const { items, counts } of booklets) {
    const persons = counts.reduce((sum, each) => sum + each, 0);
    for (const item of items) answered[item]! += persons;
  }
  const beta = new Float64Array(layout.size);
  for (let n = 0; n < layout.items.length; n++) {
    const own = observed.subarray(layout.first[n], layout.first[n + 1]);
    const least = answered[n]! - own.reduce((sum, each) => sum + each, 0);
    for (let k = 0; k < own.length; k++) beta[layout.first[n]! + k] = Math.log((least + 0.5) / (own[k]! + 0.5));
  }
  return beta;
}

/** The same parameters with the places' mean at 0. */
function centred(layout: Layout, beta: Float64Array): Float64Array {
  const count = layout.items.length;
  let mean = 0;
  for (let n = 0; n < count; n++) {
    const last = layout.first[n + 1]! - 1;
    mean += beta[last]! / layout.degree[last]! / count;
  }
  return beta.map((each, p) => each - mean * layout.degree[p]!);
}

/** Errors of places and steps under the condition of `centred`, from an inverse in which the closed direction is open. */
function errorsOf(layout: Layout, inverse: Float64Array): Pick<ConditionalFit, 'placeSe' | 'stepSe' | 'covariance'> {
  const count = layout.items.length;
  const mean = new Float64Array(layout.size);
  const places = layout.items.map((_, n) => placeWeights(layout, n));
  for (const place of places) for (let p = 0; p < layout.size; p++) mean[p]! += place[p]! / count;
  const conditioned = (weights: Float64Array): Float64Array => weights.map((each, p) => each - mean[p]!);
  const rows = places.map(conditioned);
  const covariance = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++) covariance[a * count + b] = between(rows[a]!, inverse, rows[b]!);
  const stepSe = layout.items.map((_, n) => {
    return layout.points[n]!.slice(1).map((_point, k) => {
      const weights = conditioned(thresholdWeights(layout, n, k));
      return Math.sqrt(Math.max(0, between(weights, inverse, weights)));
    });
  });
  return { placeSe: Float64Array.from(rows, (_, n) => Math.sqrt(covariance[n * count + n]!)), stepSe, covariance };
}
