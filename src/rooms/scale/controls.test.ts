import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrate } from './model/calibration.ts';
import { difOf } from './model/dif.ts';
import { dichotomous } from './model/item-model.ts';
import { absent, answersOf, notReached, omitted, type Responses } from './model/responses.ts';
import { lsat6, lsat7 } from './testing/lsat.ts';
import { near, valueOf } from './testing/numbers.ts';
import { abilities, simulated, spreadItems } from './testing/simulated.ts';

/** The same table with other points where `change` says so. */
function changed(of: Responses, change: (points: number, person: number, item: number) => number): Responses {
  const width = of.items.length;
  return { ...of, data: of.data.map((points, at) => change(points, Math.floor(at / width), at % width)) };
}

const thirty = spreadItems(30);
const table = simulated('controls', thirty, abilities('controls', 850));

test('SCL-9 reliability of LSAT6 and LSAT7 as published (psych alpha, ltm); WLE reliability of a short test may be below 0', () => {
  const [six, seven] = [lsat6, lsat7].map((each) => valueOf(calibrate(each)).calibration.reliability);
  near([six!.alpha, six!.kr20!, seven!.alpha], [0.29499719, 0.29499719, 0.45340874], 1e-8, 'alpha');
  near([six!.wle], [-0.31], 0.01, 'WLE');
});

test('SCL-6 a wrong key shows: a negative correlation with the rest, and mean squares above all others', () => {
  const { items } = valueOf(
    calibrate(changed(table, (points, _, item) => (item === 11 ? 1 - points : points))),
  ).calibration;
  const [wrong, others] = [items[11]!, items.filter((_, n) => n !== 11)];
  assert.ok(wrong.itemRest < -0.1, String(wrong.itemRest));
  assert.ok(
    others.every(({ infit, outfit, itemRest }) => itemRest > 0.1 && infit < wrong.infit && outfit < wrong.outfit),
  );
  assert.ok(wrong.infit > 1.3);
});

test('SCL-8 DIF of 0.6 logits on 2 of 30 items is found by its class, and on no other item', () => {
  const side = Int32Array.from({ length: 3000 }, (_, person) => person % 2);
  const harder = thirty.map((model, n) =>
    n === 7 || n === 20 ? dichotomous(model.item, model.cumulative[1]! + 0.6) : model,
  );
  const ability = abilities('dif', 3000);
  const [plain, shifted] = [thirty, harder].map((items) => simulated('dif', items, ability));
  const both = changed(plain!, (points, person, item) => (side[person] ? shifted!.data[person * 30 + item]! : points));
  const found = difOf(valueOf(answersOf(both, 'left-out')), side);
  assert.deepEqual(
    found.filter(({ class: is }) => is !== 'A').map(({ item, isCalled }) => [item, isCalled]),
    [
      ['i7', true],
      ['i20', true],
    ],
  );
  assert.ok(found[7]!.delta < -1 && found[20]!.delta < -1);
  const few = difOf(valueOf(answersOf({ ...both, persons: 300, data: both.data.slice(0, 9000) }, 'left-out')), side);
  assert.ok(few.every(({ class: is, isCalled }) => isCalled === (is === 'C')));
});

test('SCL-9 a cohort without variance: the sd of its abilities and its reliability are near 0', () => {
  const { calibration } = valueOf(calibrate(simulated('flat', thirty, new Float64Array(850))));
  assert.ok(calibration.population[0]!.sd < 0.15, String(calibration.population[0]!.sd));
  assert.ok(Math.abs(calibration.reliability.alpha) < 0.2 && calibration.reliability.wle < 0.2);
  assert.ok(calibration.reliability.eap < 0.2);
});

test('SCL-3 what cannot be answered is refused by its reason', () => {
  const why = (of: Responses): string => {
    const result = calibrate(of);
    return result.ok ? 'none' : result.error.why;
  };
  const apart = changed(table, (points, person, item) => (person % 2 === Number(item < 15) ? absent : points));
  assert.equal(why(apart), 'no-link');
  assert.equal(why(changed(table, () => absent)), 'nobody-answered');
  assert.equal(why(changed(table, () => 1)), 'no-variance');
  assert.equal(why({ ...table, persons: 0, data: new Int8Array(0) }), 'nobody-answered');
  assert.equal(why({ ...table, persons: 1, data: table.data.slice(0, 30) }), 'no-variance');
  assert.equal(why(changed(table, (points, person) => (person === 4 ? 3 : points))), 'bad-data');
  assert.equal(why({ ...table, weight: new Float64Array(850) }), 'bad-data');
  assert.equal(why({ items: [], persons: 0, data: new Int8Array(0) }), 'nobody-answered');
});

test('SCL-3 an item that nobody answered, and one that everybody got, are named and left out', () => {
  const { calibration, models } = valueOf(
    calibrate(changed(table, (points, _, item) => (item === 3 ? absent : item === 4 ? 1 : points))),
  );
  assert.deepEqual(calibration.dropped, [
    { item: 'i3', why: 'nobody-answered' },
    { item: 'i4', why: 'no-variance' },
  ]);
  assert.equal(models.length, 28);
  assert.ok(calibration.items.every(({ se }) => se > 0 && se < 1));
});

test('SCL-3 points that nobody got: no parameter, and the others as they would be', () => {
  const most = table.items.map(({ item }, n) => ({ item, most: n < 3 ? 2 : 1 }));
  const same = valueOf(calibrate({ ...table, items: most })).calibration;
  near(
    same.items.map(({ b }) => b),
    valueOf(calibrate(table)).calibration.items.map(({ b }) => b),
    1e-9,
  );
  const doubled = { ...changed(table, (points, _, item) => (item < 3 ? 2 * points : points)), items: most };
  assert.ok(valueOf(calibrate(doubled)).calibration.items.every(({ steps }) => steps.length === 1));
});

test('SCL-5 all points, none, and no answer at all', () => {
  const of = changed(table, (points, person) => (person === 0 ? 1 : person === 1 ? 0 : person === 2 ? absent : points));
  const { measures } = valueOf(calibrate(of));
  assert.ok(Number.isFinite(measures[0]!.theta) && measures[0]!.theta > 3 && measures[0]!.se > 0.8);
  assert.ok(Number.isFinite(measures[1]!.theta) && measures[1]!.theta < -3);
  assert.equal(measures[2], undefined);
});

test('SCL-2 omitted is worth nothing; not reached says nothing of the item, and gives the pupil nothing', () => {
  const missing = (code: number): Responses =>
    changed(table, (points, person, item) => (item > 24 && person % 5 === 0 ? code : points));
  const [asOmitted, asZero] = [missing(omitted), missing(0)].map((each) => valueOf(calibrate(each)));
  near(
    asOmitted!.calibration.items.map(({ b }) => b),
    asZero!.calibration.items.map(({ b }) => b),
    0,
  );
  const unreached = valueOf(calibrate(missing(notReached)));
  const left = valueOf(calibrate(missing(absent)));
  near(
    unreached.calibration.items.map(({ b }) => b),
    left.calibration.items.map(({ b }) => b),
    0,
  );
  assert.equal(unreached.measures[0]!.of, 30);
  assert.equal(left.measures[0]!.of, 25);
});
