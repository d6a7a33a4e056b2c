import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthOf, ownGrowth } from './model/growth.ts';
import { dichotomous, type ItemModel } from './model/item-model.ts';
import { latentRegression } from './model/latent-regression.ts';
import { likelihoodsOf } from './model/likelihood.ts';
import { linkTimes } from './model/link.ts';
import { plausibleValues } from './model/plausible.ts';
import { answersOf, type Responses } from './model/responses.ts';
import { near, valueOf } from './testing/numbers.ts';
import { abilities, simulated } from './testing/simulated.ts';

const persons = 850;
const school = Int32Array.from({ length: persons }, (_, n) => n % 134);
const first = abilities('year', persons);
const last = first.map((theta, n) => theta + 0.4 + 0.3 * (((n * 37) % 100) / 50 - 1));

/** Twenty-five items a time, ten of them the same, of which one is moved by `drift`. */
function year(drift: number): readonly [Responses, Responses] {
  const place = (n: number): number => -2 + (4 * ((n * 7) % 40)) / 39;
  const items = Array.from({ length: 40 }, (_, n): ItemModel => dichotomous(`i${n}`, place(n)));
  const end = items.slice(15).map((model, n) => (n === 3 ? dichotomous(model.item, place(18) + drift) : model));
  return [simulated('start', items.slice(0, 25), first), simulated('end', end, last)];
}

test('SCL-7 an anchor that drifted by one logit is dropped and named; the others carry the scale', () => {
  const [start, end] = year(1);
  const linked = valueOf(linkTimes(start, end));
  const dropped = linked.link.anchors.filter(({ isDropped }) => isDropped);
  assert.deepEqual(
    dropped.map(({ item }) => item),
    ['i18'],
  );
  assert.ok(dropped[0]!.shift < -0.5);
  assert.ok(valueOf(linkTimes(...year(0))).link.anchors.every(({ isDropped }) => !isDropped));
  assert.ok(linked.link.error >= linked.link.jackknife - 1e-12);
  near([linked.link.share], [9 / 25], 1e-12);
});

test('SCL-7 two roads: concurrent calibration and the four lines between separate ones tell the same growth', () => {
  const { populations, roads, link } = valueOf(linkTimes(...year(0)));
  const growth = populations.end.mean - populations.start.mean;
  assert.deepEqual(
    roads.map(({ method }) => method),
    ['mean-mean', 'mean-sigma', 'haebara', 'stocking-lord'],
  );
  near(
    roads.map((road) => road.growth),
    roads.map(() => growth),
    0.05,
  );
  assert.ok(link.error > 0.01 && link.error < 0.08, String(link.error));
});

test('SCL-7 forms without three common items are no link', () => {
  const [start, end] = year(0);
  const apart = { ...end, items: end.items.map(({ item, most }, n) => ({ item: n < 2 ? item : `${item}'`, most })) };
  const refused = linkTimes(start, apart);
  assert.ok(!refused.ok && refused.error.why === 'no-link');
});

test('SCL-6 plausible values: mean and spread as in the latent regression, wider than expected values; the same seed, the same values', () => {
  const [start, end] = year(0);
  const { models } = valueOf(linkTimes(start, end));
  const rows = [
    likelihoodsOf(valueOf(answersOf(start, 'wrong')), models.start),
    likelihoodsOf(valueOf(answersOf(end, 'wrong')), models.end),
  ];
  const girls = Float64Array.from(school, (_, n) => n % 2);
  const task = { rows, covariates: girls, columns: 1, school, draws: 10, seed: 'a' };
  const drawn = plausibleValues(task)!;
  const design = Float64Array.from({ length: 2 * persons }, (_, n) => (n % 2 === 0 ? 1 : girls[(n - 1) / 2]!));
  for (const [t, values] of drawn.values.entries()) {
    const regression = latentRegression(rows[t]!, design, 2)!;
    const found = values.map((draw) => regressed(draw, girls));
    near(
      [average(found.map(([mean]) => mean!)), average(found.map(([, difference]) => difference!))],
      regression.gamma,
      0.04,
      `time ${t}`,
    );
    near(
      [average(values.map((draw) => Math.sqrt(average(draw.map((each) => (each - average(draw)) ** 2)))))],
      [regression.sd],
      0.03,
      'sd',
    );
    assert.ok(regression.isConverged);
  }
  assert.deepEqual(plausibleValues(task)!.values, drawn.values);
  assert.notDeepEqual(plausibleValues({ ...task, seed: 'b' })!.values[0]![0], drawn.values[0]![0]);
  assert.equal(plausibleValues({ ...task, covariates: new Float64Array(persons), columns: 1 }), undefined);
});

test('SCL-12 growth of the same pupils: the three parts of its error, the link in every one', () => {
  const start = [first.map((each) => each + 0.1), first.map((each) => each - 0.1)];
  const end = [Float64Array.from(last), Float64Array.from(last)];
  const link = { error: 0.05, freedom: 9, share: 0 };
  const found = growthOf(start, end, school, link)!;
  near([found.growth, found.link, found.imputation], [average(last) - average(first), 0.0025, 1.5 * 0.02], 1e-9);
  near([found.se ** 2], [found.sampling + found.imputation + found.link], 1e-12);
  assert.ok(found.high - found.low > 2 * 1.96 * found.se);
  const unlinked = growthOf(start, end, school, { ...link, error: 0 })!;
  assert.ok(unlinked.se < found.se && unlinked.growth === found.growth);
  near([growthOf(start, end, school, { ...link, share: 0.4 })!.imputation], [0.6 * 1.5 * 0.02], 1e-9);
  assert.equal(growthOf(start, end, new Int32Array(persons), link), undefined);
  const own = ownGrowth({ theta: 0, se: 0.4 }, { theta: 0.6, se: 0.4 }, link);
  assert.ok(!own.isBeyond && own.se > 0.5);
});

function average(of: ArrayLike<number>): number {
  return Array.from(of).reduce((sum, each) => sum + each, 0) / of.length;
}

/** Intercept and difference of a draw by one column of zeros and ones. */
function regressed(draw: Float64Array, ones: Float64Array): readonly number[] {
  const [without, having] = [0, 1].map((which) => average(Array.from(draw).filter((_, n) => ones[n] === which)));
  return [without!, having! - without!];
}
