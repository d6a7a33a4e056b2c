import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { enthalpy } from './lab.ts';
import { aboveRoom, capacityOf, cupModel, riseOf } from './model.ts';

const cupOf = (process: string, mass = 5) => ({ ...cupModel.begin({}), process, mass });

describe('the calorimeter', () => {
  it('50 mL each of acid and alkali of 1 mol/L set 2.792 kJ free; 8.004 g of ammonium nitrate take up 2.569 kJ (CRC)', () => {
    assert.ok(Math.abs(riseOf(cupOf('neutral')) * capacityOf(0) - 2792) < 1e-9);
    assert.ok(Math.abs(riseOf(cupOf('nitrate', 8.004)) * capacityOf(8.004) + 2569) < 1e-9);
  });

  it('cup and slow thermometer follow their equations, integrated by Runge and Kutta', () => {
    for (const process of ['neutral', 'nitrate']) {
      const state = cupOf(process);
      const [rise, mixing, cooling, response] = [riseOf(state), process === 'neutral' ? 2 : 6, state.cooling, 3];
      const slope = (t: number, [cup, shown]: readonly [number, number]): readonly [number, number] => [
        (rise / mixing) * Math.exp(-t / mixing) - cooling * cup,
        (cup - shown) / response,
      ];
      let now: readonly [number, number] = [0, 0];
      const step = 0.01;
      const moved = (by: readonly [number, number], far: number): readonly [number, number] => [
        now[0] + far * by[0],
        now[1] + far * by[1],
      ];
      for (let n = 0; n < 30_000; n++) {
        const t = n * step;
        const a = slope(t, now);
        const b = slope(t + step / 2, moved(a, step / 2));
        const c = slope(t + step / 2, moved(b, step / 2));
        const d = slope(t + step, moved(c, step));
        now = [0, 1].map(
          (k) => (now[k] ?? 0) + (step / 6) * ((a[k] ?? 0) + 2 * (b[k] ?? 0) + 2 * (c[k] ?? 0) + (d[k] ?? 0)),
        ) as unknown as readonly [number, number];
        if (n % 3000 === 2999) assert.ok(Math.abs(now[1] - aboveRoom(state, t + step)) < 1e-8, `${process} ${t}`);
      }
    }
  });

  it('LAB-2: nothing is NaN; what is mixed is not changed, and before that the stopwatch shows nothing', () => {
    neverNaN(enthalpy, 100);
    const begun = cupModel.begin({});
    assert.equal(cupModel.value(begun, 'stopwatch', aSeed(1), 1), undefined);
    const mixed = cupModel.act(begun, { do: 'mix' }, aSeed(1), 1);
    assert.ok(mixed.ok);
    const changed = cupModel.act(mixed.value, { set: 'mass', to: 3 }, aSeed(1), 2);
    assert.ok(!changed.ok && changed.error.key === 'labs.enthalpy.no.mixed');
    assert.deepEqual(cupModel.advance(cupModel.advance(mixed.value, 1000), 2345), cupModel.advance(mixed.value, 3345));
  });

  it('LAB-10: a careful pupil finds both heats within what they state, and has all points', () => {
    for (const task of enthalpy.tasks) {
      if (task.result) {
        const inside = recovered(enthalpy, task.task, 60);
        assert.ok(inside >= 52, `${task.task}: ${inside} of 60`);
      }
      const { actions, notebook } = playCareful(enthalpy, task, aSeed(4));
      const scores = judged({ spec: anyLab(enthalpy), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        JSON.stringify(scores.filter(({ score }) => score < 3)),
      );
    }
  });
});
