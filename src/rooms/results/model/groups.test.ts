import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { diceOf } from './dice.ts';
import { districtStandings, standingsOf } from './distinct.ts';
import { growthMean, meanOf } from './group-mean.ts';
import { grownOf, type Measured } from './measured.ts';
import { spreadWith } from './working.ts';

const ownMean = (values: readonly number[]) => {
  return { n: values.length, mean: values.reduce((a, b) => a + b, 0) / values.length };
};

describe('told from the region, or not', () => {
  it('RES-13: where all schools are alike, anybody is named in about 5 of 100 studies', () => {
    const dice = diceOf(11);
    let [schools, districts] = [0, 0];
    const studies = 200;
    for (let n = 0; n < studies; n++) {
      const all = Array.from({ length: 134 }, () =>
        Array.from({ length: 1 + Math.floor(dice.next() * 12) }, () => 500 + 108 * dice.normal()),
      );
      const own = all.map(ownMean);
      const spread = spreadWith(own, { mean: 500, between: 0, within: 108 ** 2 });
      if (standingsOf(own, spread).some((each) => each !== 'alike')) schools += 1;
      const twelve = Array.from({ length: 12 }, (_, d) => own.filter((_school, s) => s % 12 === d));
      if (districtStandings(twelve, spread).some((each) => each !== 'alike')) districts += 1;
    }
    assert.ok(schools / studies <= 0.085, `${schools / studies}`);
    assert.ok(districts / studies <= 0.085, `${districts / studies}`);
  });

  it('RES-13: a school of twelve that is far above is named, a school of two that seems as far is not', () => {
    const dice = diceOf(2);
    const others = Array.from({ length: 134 }, () => ({ n: 6, mean: 500 + 45 * dice.normal() }));
    const spread = spreadWith(others, { mean: 500, between: 500, within: 108 ** 2 });
    const own = [...others, { n: 12, mean: 650 }, { n: 2, mean: 650 }];
    assert.deepEqual(standingsOf(own, spread).slice(-2), ['above', 'alike']);
  });
});

const linkOf = (error: number) => ({ error, freedom: 20, share: 0 });

describe('the mean of a group', () => {
  const measured = (n: number, school: string, plausible: readonly number[], cell = 'mathematics-6'): Measured => {
    const at = { person: `p${n}` as PersonId, school: school as SchoolId, cell };
    return { ...at, score: plausible[0] ?? 0, error: 40, plausible };
  };

  it('RES-11: the interval of a region’s mean holds the truth in 93 to 97 of 100, with schools as clusters, few or many', () => {
    const dice = diceOf(17);
    let held = 0;
    const studies = 300;
    for (let study = 0; study < studies; study++) {
      let n = 0;
      const pupils = Array.from({ length: study % 2 === 0 ? 40 : 6 }, (_, s) => {
        const school = 500 + 50 * dice.normal();
        return Array.from({ length: 5 }, () => {
          const score = school + 87 * dice.normal();
          return measured(n++, `s${s}`, [score, score, score]);
        });
      }).flat();
      const found = meanOf(pupils);
      assert.ok(found);
      const { low, high } = found;
      if (low <= 500 && 500 <= high) held += 1;
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
    const plain = growthMean(grown, linkOf(0));
    const linked = growthMean(grown, linkOf(6));
    assert.equal(plain?.mean, 40);
    assert.ok(plain && linked && Math.abs(linked.error ** 2 - plain.error ** 2 - 36) < 1e-9);
    assert.ok(plain.error ** 2 >= (4 / 3) * 100 - 1e-9, 'draws of 30, 40, 50: their variance by 1 + 1/3');
  });

  it('RES-11: a group of nobody has no mean', () => {
    assert.equal(meanOf([]), undefined);
    assert.equal(growthMean([], linkOf(6)), undefined);
  });
});
