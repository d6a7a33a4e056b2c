import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { solved } from '../../model/ode.ts';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { population } from './lab.ts';
import { animalsIn, populationModel, ratesOf } from './model.ts';

const classic = { growth: 0.55, room: Infinity, catching: 0.028, gain: 0.024, dying: 0.8 };

describe('a reserve', () => {
  it('Lotka and Volterra: from 30 and 4 at 20 there are 18.489301 and 5.203177 (SciPy DOP853, and odex)', () => {
    const [[x = 0, y = 0] = []] = solved(ratesOf(classic), 0, [30, 4], [20]);
    assert.ok(Math.abs(x - 18.489301) < 1e-6 && Math.abs(y - 5.203177) < 1e-6, `${x} ${y}`);
  });

  it('their invariant holds to 1e-6 over a hundred cycles', () => {
    const of = ([x = 0, y = 0]: readonly number[]) => 0.024 * x - 0.8 * Math.log(x) + 0.028 * y - 0.55 * Math.log(y);
    const [last = []] = solved(ratesOf(classic), 0, [30, 4], [947.2]);
    assert.ok(Math.abs(of(last) / of([30, 4]) - 1) < 1e-6);
  });

  it('without lynxes hares grow as Verhulst’s curve, N = K / (1 + (K/N₀ − 1)·exp(−r·t)), in closed form', () => {
    let reserve = populationModel.begin({ room: 450, growth: 0.5 });
    for (let month = 1; month <= 24; month++) {
      const after = populationModel.act(reserve, { do: 'month' }, aSeed(1), month);
      assert.ok(after.ok);
      reserve = after.value;
      const known = 450 / (1 + (450 / 50 - 1) * Math.exp(-0.5 * month));
      assert.ok(Math.abs(animalsIn(reserve).hares / known - 1) < 1e-9);
    }
  });

  it('LAB-2: nothing is NaN, nothing falls below 0', () => neverNaN(population, 30));

  it('LAB-10: a careful pupil finds how many hares the reserve feeds, and has all points', () => {
    const inside = recovered(population, 'room', 12);
    assert.ok(inside >= 9, `${inside} of 12`);
    fullPoints(population, aSeed(3));
  });
});
