import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { rate } from './lab.ts';
import { concentrationOf, constantOf, hiddenAfter, rateModel, sulphurOf } from './model.ts';

describe('thiosulphate and acid', () => {
  it('hydrogen iodide with 176 kJ/mol decays at 600 K as it was measured, from its constant at 500 K', () => {
    // Silberberg, Chemistry, sample problem 16.8: 9.51·10⁻⁹ and 1.10·10⁻⁵ L/(mol·s).
    const [cool, warm] = [500, 600].map((kelvin) =>
      constantOf({ ...rateModel.begin({ activation: 176_000 }), temperature: kelvin - 273.15 }),
    ) as [number, number];
    assert.ok(Math.abs(warm / cool / (1.1e-5 / 9.51e-9) - 1) < 0.005, String(warm / cool));
  });

  it('sulphur follows dS/dt = k·(c − S), integrated in small steps, and hides the cross when it has grown so far', () => {
    const state = { ...rateModel.begin({}), volume: 5 };
    const [c, k] = [concentrationOf(state), constantOf(state)];
    const after = hiddenAfter(state);
    const step = after / 20_000;
    let sulphur = 0;
    for (let n = 0; n < 20_000; n++) {
      const half = sulphur + (step / 2) * k * (c - sulphur);
      sulphur += step * k * (c - half);
    }
    assert.ok(Math.abs(sulphurOf(state, after) - 1) < 1e-9);
    assert.ok(Math.abs(sulphur / 3e-4 - 1) < 1e-9, String(sulphur));
  });

  it('twice the concentration, half the time: to 1 % where little is used up', () => {
    const [thin, thick] = [20, 40].map((volume) => hiddenAfter({ ...rateModel.begin({}), volume })) as [number, number];
    assert.ok(Math.abs(thin / thick - 2) < 0.01);
  });

  it('LAB-2: nothing is NaN; what reacts is not changed, and the stopwatch is stopped once', () => {
    neverNaN(rate, 100);
    const mixed = rateModel.act(rateModel.begin({}), { do: 'mix' }, aSeed(1), 1);
    assert.ok(mixed.ok);
    const refusedKey = (state: typeof mixed.value, deed: Parameters<typeof rateModel.act>[1]): string => {
      const done = rateModel.act(state, deed, aSeed(1), 2);
      return done.ok ? '' : done.error.key;
    };
    assert.equal(refusedKey(mixed.value, { set: 'volume', to: 10 }), 'labs.rate.no.mixed');
    assert.equal(refusedKey(rateModel.begin({}), { do: 'stop' }), 'labs.rate.no.still');
    const stopped = rateModel.act(rateModel.advance(mixed.value, 12_300), { do: 'stop' }, aSeed(1), 2);
    assert.ok(stopped.ok);
    assert.equal(rateModel.value(rateModel.advance(stopped.value, 60_000), 'stopwatch', aSeed(1), 3), 12.3);
    assert.equal(refusedKey(stopped.value, { do: 'stop' }), 'labs.rate.no.stopped');
  });

  it('LAB-10: a careful pupil finds order and activation energy within what they state, and has all points', () => {
    for (const task of rate.tasks) {
      if (task.result) {
        const inside = recovered(rate, task.task, 60);
        assert.ok(inside >= 52, `${task.task}: ${inside} of 60`);
      }
      const { actions, notebook } = playCareful(rate, task, aSeed(4));
      const scores = judged({ spec: anyLab(rate), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        JSON.stringify(scores.filter(({ score }) => score < 3)),
      );
    }
  });
});
