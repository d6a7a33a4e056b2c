import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitConditional } from './model/cml.ts';
import { placeOf, shifted, thresholdsOf, type ItemModel } from './model/item-model.ts';
import { fitMarginally, fitPopulations } from './model/mml.ts';
import type { Responses } from './model/responses.ts';
import { weightedLikelihood } from './model/wle.ts';
import { lsat6 } from './testing/lsat.ts';
import { answers, near, valueOf } from './testing/numbers.ts';
import { abilities, simulated, spreadItems } from './testing/simulated.ts';

const partial: readonly ItemModel[] = [
  ...spreadItems(8),
  ...[-1, 0, 1].map((b): ItemModel => {
    return { item: `p${b}`, slope: 1, points: [0, 1, 2, 3], cumulative: [0, b - 0.6, 2 * b - 0.4, 3 * b] };
  }),
];

function rowsOf({ items, persons, data }: Responses): number[][] {
  return Array.from({ length: persons }, (_, n) => [...data.subarray(n * items.length, (n + 1) * items.length)]);
}

function from(items: Responses['items'], rows: readonly (readonly number[])[]): Responses {
  return { items, persons: rows.length, data: Int8Array.from(rows.flat()) };
}

test('SCL-1 who has no point or all of them changes no difficulty', () => {
  const inner = rowsOf(lsat6).filter((row) => ![0, 5].includes(row.reduce((sum, each) => sum + each, 0)));
  const [all, some] = [lsat6, from(lsat6.items, inner)].map((each) => valueOf(fitConditional(answers(each))));
  near(some!.places, all!.places, 1e-9);
  near(some!.placeSe, all!.placeSe, 1e-9);
});

test('SCL-1 the order of pupils and of items changes nothing', () => {
  const order = [3, 0, 4, 1, 2];
  const mixed = rowsOf(lsat6)
    .toReversed()
    .map((row) => order.map((n) => row[n]!));
  const items = order.map((n) => lsat6.items[n]!);
  const [plain, other] = [lsat6, from(items, mixed)].map((each) => valueOf(fitConditional(answers(each))));
  near(
    other!.places,
    order.map((n) => plain!.places[n]!),
    1e-9,
  );
});

test('SCL-1 weights count only by their proportions; a weight of two is a person who came twice', () => {
  const weight = Float64Array.from({ length: lsat6.persons }, (_, n) => (n % 3 === 0 ? 2 : 1));
  const [once, scaled] = [weight, weight.map((each) => each * 7)].map((each) =>
    valueOf(fitConditional(answers({ ...lsat6, weight: each }))),
  );
  near(scaled!.places, once!.places, 1e-9);
  const twice = rowsOf(lsat6).flatMap((row, n) => (n % 3 === 0 ? [row, row] : [row]));
  near(valueOf(fitConditional(answers(from(lsat6.items, twice)))).places, once!.places, 1e-9);
});

test('SCL-1 partial credit: parameters are found again within their errors, with items that some never got', () => {
  const data = simulated('pcm', partial, abilities('pcm', 3000), (person, item) => (person % 2 ? item < 9 : item > 1));
  const fit = valueOf(fitConditional(answers(data)));
  const middle = partial.reduce((sum, model) => sum + placeOf(model), 0) / partial.length;
  const off = fit.places.map((b, n) => (b - placeOf(partial[n]!) + middle) / fit.placeSe[n]!);
  assert.ok(
    off.every((each) => Math.abs(each) < 4),
    off.join(' '),
  );
  const steps = fit.models.flatMap((model, n) => {
    const truth = thresholdsOf(partial[n]!);
    return thresholdsOf(model).map((step, k) => (step - truth[k]! + middle) / fit.stepSe[n]![k]!);
  });
  assert.ok(
    steps.every((each) => Math.abs(each) < 4),
    steps.join(' '),
  );
  assert.ok(fit.gradient <= 1e-6);
});

test('SCL-1 two booklets of the same answers move no difficulty out of its error', () => {
  const items = spreadItems(20);
  const whole = simulated('split', items, abilities('split', 2000));
  const halves = rowsOf(whole).map((row, person) => row.map((each, n) => ((person % 2 ? n < 14 : n >= 6) ? each : -1)));
  const [one, two] = [whole, from(whole.items, halves)].map((each) => valueOf(fitConditional(answers(each))));
  const off = two!.places.map((b, n) => (b - one!.places[n]!) / two!.placeSe[n]!);
  assert.ok(off.every((each) => Math.abs(each) < 3.5));
});

test('SCL-3 two roads: conditional and marginal likelihood agree on differences of difficulty, and on the population', () => {
  const data = simulated('roads', partial, abilities('roads', 4000, 0.4, 1.2));
  const table = answers(data);
  const [conditional, marginal] = [valueOf(fitConditional(table)), valueOf(fitMarginally(table, 'rasch'))];
  const middle = marginal.places.reduce((sum, each) => sum + each, 0) / marginal.places.length;
  near(
    marginal.places.map((each) => each - middle),
    conditional.places,
    0.03,
    'b',
  );
  const [population] = valueOf(fitPopulations(table, conditional.models)).groups;
  near([population!.mean, population!.sd], [-middle, marginal.groups[0]!.sd], 0.01, 'population');
});

test('SCL-5 the sum of points is enough; moving all items moves a person by as much', () => {
  const { models } = valueOf(fitConditional(answers(lsat6)));
  for (let score = 0; score <= 5; score++) {
    const here = weightedLikelihood(models, score)!;
    const there = weightedLikelihood(
      models.map((model) => shifted(model, 1.5)),
      score,
    )!;
    near([there.theta - 1.5, there.se], [here.theta, here.se], 1e-8);
  }
});
