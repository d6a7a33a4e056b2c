import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { diceOf, type Dice } from './dice.ts';
import { districtStandings, standingsOf } from './distinct.ts';
import { growthMean, meanOf } from './group-mean.ts';
import { grownOf, type Measured } from './measured.ts';
import { ownMean, shrink, spreadOf } from './school-value.ts';

/** 134 schools of 1 to 12 pupils, scores with SD 100, a quarter of it between schools, a test of reliability 0.85. */
function region(dice: Dice, icc: number) {
  return Array.from({ length: 134 }, () => {
    const truth = 500 + 100 * Math.sqrt(icc) * dice.normal();
    const pupils = 1 + Math.floor(dice.next() * 12);
    const scores = Array.from({ length: pupils }, () => {
      return truth + 100 * Math.sqrt(1 - icc) * dice.normal() + 42 * dice.normal();
    });
    return { truth, scores };
  });
}

describe('the value of a school', () => {
  for (const icc of [0.25, 0.08]) {
    it(`RES-12: its interval holds the true value in 93 to 97 of 100, also of schools of 1 to 12 pupils (ICC ${icc})`, () => {
      const dice = diceOf(5);
      let [held, all] = [0, 0];
      for (let n = 0; n < 60; n++) {
        const schools = region(dice, icc);
        const spread = spreadOf(schools.map(({ scores }) => scores));
        assert.ok(spread);
        for (const { truth, scores } of schools) {
          const { low, high } = shrink(ownMean(scores), spread);
          all += 1;
          if (low <= truth && truth <= high) held += 1;
        }
      }
      const share = held / all;
      assert.ok(share >= 0.93 && share <= 0.97, `${share}`);
    });
  }

  it('RES-12: it lies between the own mean and the region’s, nearer to the own the more pupils there are', () => {
    const spread = spreadOf(region(diceOf(1), 0.25).map(({ scores }) => scores));
    assert.ok(spread);
    const three = shrink({ n: 3, mean: 620 }, spread);
    const thirty = shrink({ n: 30, mean: 620 }, spread);
    assert.ok(spread.mean < three.value && three.value < thirty.value && thirty.value < 620);
    assert.ok(thirty.high - thirty.low < three.high - three.low);
  });

  it('RES-12: schools that differ in nothing all have the region’s value', () => {
    const dice = diceOf(3);
    const alike = Array.from({ length: 40 }, () => Array.from({ length: 6 }, () => 500 + 100 * dice.normal()));
    const spread = spreadOf(alike);
    assert.ok(spread && spread.between < 1500);
    assert.equal(spreadOf(alike.slice(0, 4)), undefined, 'of four schools no spread is told');
  });
});

describe('told from the region, or not', () => {
  it('RES-13: where all schools are alike, anybody is named in about 5 of 100 studies', () => {
    const dice = diceOf(11);
    let [schools, districts] = [0, 0];
    const studies = 200;
    for (let n = 0; n < studies; n++) {
      const all = Array.from({ length: 134 }, () =>
        Array.from({ length: 1 + Math.floor(dice.next() * 12) }, () => 500 + 108 * dice.normal()),
      );
      const spread = spreadOf(all);
      assert.ok(spread);
      const own = all.map(ownMean);
      if (standingsOf(own, spread).some((each) => each !== 'alike')) schools += 1;
      const twelve = Array.from({ length: 12 }, (_, d) => own.filter((_school, s) => s % 12 === d));
      if (districtStandings(twelve, spread).some((each) => each !== 'alike')) districts += 1;
    }
    assert.ok(schools / studies <= 0.085, `${schools / studies}`);
    assert.ok(districts / studies <= 0.085, `${districts / studies}`);
  });

  it('RES-13: a school of twelve that is far above is named, a school of two that seems as far is not', () => {
    const all = region(diceOf(2), 0.05).map(({ scores }) => scores);
    const spread = spreadOf(all);
    assert.ok(spread);
    const own = [...all.map(ownMean), { n: 12, mean: spread.mean + 150 }, { n: 2, mean: spread.mean + 150 }];
    assert.deepEqual(standingsOf(own, spread).slice(-2), ['above', 'alike']);
  });
});

describe('the mean of a group', () => {
  const measured = (n: number, school: string, plausible: readonly number[], cell = 'mathematics-6'): Measured => {
    const at = { person: `p${n}` as PersonId, school: school as SchoolId, cell };
    return { ...at, score: plausible[0] ?? 0, error: 40, plausible };
  };

  it('RES-11: the interval of a region’s mean holds the truth in 93 to 97 of 100, with schools as clusters', () => {
    const dice = diceOf(17);
    let held = 0;
    const studies = 300;
    for (let study = 0; study < studies; study++) {
      let n = 0;
      const pupils = Array.from({ length: 40 }, (_, s) => {
        const school = 500 + 50 * dice.normal();
        return Array.from({ length: 5 }, () => {
          const score = school + 87 * dice.normal();
          return measured(n++, `s${s}`, [score, score, score]);
        });
      }).flat();
      const found = meanOf(pupils);
      assert.ok(found);
      if (Math.abs(found.mean - 500) <= 1.96 * found.error) held += 1;
    }
    assert.ok(held / studies >= 0.92 && held / studies <= 0.98, `${held / studies}`);
  });

  it('RES-11: the spread of the draws and the link are in the error', () => {
    const start = [
      measured(1, 'a', [490, 500, 510]),
      measured(2, 'b', [500, 510, 520]),
      measured(3, 'b', [480, 480, 480]),
    ];
    const end = [
      measured(1, 'a', [520, 540, 560]),
      measured(2, 'b', [530, 550, 570]),
      measured(4, 'b', [500, 500, 500]),
    ];
    const { grown, left, joined } = grownOf(start, end);
    assert.deepEqual([grown.length, left.length, joined.length], [2, 1, 1]);
    const plain = growthMean(grown, 0);
    const linked = growthMean(grown, 6);
    assert.equal(plain?.mean, 40);
    assert.ok(plain && linked && Math.abs(linked.error ** 2 - plain.error ** 2 - 36) < 1e-9);
    assert.ok(plain.error ** 2 >= (4 / 3) * 100 - 1e-9, 'draws of 30, 40, 50: their variance by 1 + 1/3');
  });

  it('RES-11: a group of nobody has no mean', () => {
    assert.equal(meanOf([]), undefined);
    assert.equal(growthMean([], 6), undefined);
  });
});
