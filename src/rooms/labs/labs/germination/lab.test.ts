import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, neverNaN } from '../../testing.ts';
import { germination } from './lab.ts';
import { germinationModel, seedsInDish, sproutedIn, warmthShare, waterShare, type Dish } from './model.ts';

const sown = (settings: Partial<Dish>, day: number): number => {
  const many = Array.from({ length: 1000 }, (_, k) => (k + 0.5) / 1000);
  const dish = germinationModel.begin({ best: 28, thirst: 10, alive: 0.95 });
  return sproutedIn({ ...dish, ...settings, seeds: many, day }) / 1000;
};

describe('seeds', () => {
  it('oats sprout between 3 and 37 °C and soonest at their best, from 25 to 31 °C (Ramirez-Villegas et al., table 3)', () => {
    for (const best of [25, 28, 31]) {
      assert.equal(warmthShare(3, best), 0);
      assert.equal(warmthShare(37, best), 0);
      assert.ok(Math.abs(warmthShare(best, best) - 1) < 1e-12);
      for (const other of [best - 8, best - 2, best + 2, best + 4]) assert.ok(warmthShare(other, best) < 1);
    }
    assert.equal(waterShare(0, 10), 0);
    assert.equal(waterShare(10, 10), 1);
  });

  it('where all suits them half of the living have sprouted after two days, nearly all after a week', () => {
    assert.ok(Math.abs(sown({ temperature: 28 }, 2) - 0.95 / 2) < 0.002);
    assert.ok(sown({ temperature: 28 }, 7) > 0.94);
    assert.equal(sown({ temperature: 28, water: 0 }, 21), 0);
    assert.equal(sown({ temperature: 28, light: 0 }, 5), sown({ temperature: 28, light: 24 }, 5), 'they need no light');
  });

  it('LAB-2: nothing is NaN; nothing is set while seeds grow', () => {
    neverNaN(germination);
    const { act, begin } = germinationModel;
    const empty = act(begin({}), { do: 'day' }, aSeed(1), 1);
    assert.ok(!empty.ok && empty.error.key === 'labs.germination.no.seeds');
    const dish = act(begin({}), { do: 'sow' }, aSeed(1), 1);
    assert.ok(dish.ok && dish.value.seeds.length === seedsInDish);
    const grown = act({ ...dish.value, day: 7 }, { set: 'water', to: 4 }, aSeed(1), 2);
    assert.ok(!grown.ok && grown.error.key === 'labs.germination.no.growing');
  });

  it('LAB-12: a careful pupil has all points in each task, on 40 seeds', () => {
    for (let k = 1; k <= 40; k++) fullPoints(germination, aSeed(k));
  });
});
