import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { warmthAfter } from './exchange.ts';
import { heat } from './lab.ts';
import { heatModel, sinceOf, warmthAt, type Heat } from './model.ts';

const mixed = (change: Partial<Heat>, deeds: readonly string[] = ['pour', 'drop']): Heat =>
  deeds.reduce(
    (state, deed) => {
      const done = heatModel.act(state, { do: deed }, aSeed(1), 1);
      assert.ok(done.ok, deed);
      return done.value;
    },
    { ...heatModel.begin({ room: 20, boil: 100, cup: 50, metal: 385 }), ...change },
  );

describe('the calorimeter', () => {
  it('100 g of copper at 100 °C in 200 g of water at 20 °C come to 23.517 °C', () => {
    // c(Cu) = 385, c(water) = 4186 J/(kg·K): CRC Handbook of Chemistry and Physics; Σ c·m·(T − T_f) = 0.
    const contents = { inside: 200 * 4.186, body: 100 * 0.385, loss: 0 };
    const { inside, body, probe } = warmthAfter(contents, { inside: 0, body: 80, probe: 0 }, 600);
    assert.ok(Math.abs(20 + inside - 23.517) < 5e-4, String(20 + inside));
    assert.ok(Math.abs(body - inside) < 1e-9 && Math.abs(probe - inside) < 1e-9);
  });

  it('no heat is made or lost on the way: the balance holds to 1e-12 at every moment', () => {
    for (const seconds of [0, 0.3, 1, 4, 17, 60, 1000]) {
      const { inside, body } = warmthAfter(
        { inside: 670, body: 77, loss: 0 },
        { inside: 3, body: 71, probe: 0 },
        seconds,
      );
      const had = 670 * 3 + 77 * 71;
      assert.ok(Math.abs(670 * inside + 77 * body - had) < 1e-12 * had);
    }
  });

  it('exchange, loss and the slow thermometer are those of their equations, integrated by Runge and Kutta', () => {
    const [c1, c2, loss] = [450, 120, 0.6];
    const between = (c1 * c2) / ((c1 + c2) * 2.5);
    const slope = ([a, b, p]: readonly number[]): readonly number[] => [
      (between * ((b ?? 0) - (a ?? 0)) - loss * (a ?? 0)) / c1,
      (between * ((a ?? 0) - (b ?? 0))) / c2,
      ((a ?? 0) - (p ?? 0)) / 4,
    ];
    const moved = (from: readonly number[], by: readonly number[], times: number) =>
      from.map((each, k) => each + times * (by[k] ?? 0));
    let now: readonly number[] = [1, 75, -2];
    const step = 1 / 200;
    for (let n = 1; n <= 20_000; n++) {
      const one = slope(now);
      const two = slope(moved(now, one, step / 2));
      const three = slope(moved(now, two, step / 2));
      const four = slope(moved(now, three, step));
      now = now.map(
        (each, k) => each + (step / 6) * ((one[k] ?? 0) + 2 * (two[k] ?? 0) + 2 * (three[k] ?? 0) + (four[k] ?? 0)),
      );
      if (n % 2000 !== 0) continue;
      const found = warmthAfter({ inside: c1, body: c2, loss }, { inside: 1, body: 75, probe: -2 }, n * step);
      assert.ok(Math.abs(found.inside - (now[0] ?? 0)) < 1e-7 && Math.abs(found.body - (now[1] ?? 0)) < 1e-7);
      assert.ok(Math.abs(found.probe - (now[2] ?? 0)) < 1e-7);
    }
  });

  it('without a lid it cools faster, and slices of time change nothing', () => {
    const state = mixed({ body: 'water', mass: 150 });
    const open = heatModel.act(state, { set: 'lid', to: 'off' }, aSeed(1), 3);
    assert.ok(open.ok);
    const [closed, left] = [heatModel.advance(state, 600_000), heatModel.advance(open.value, 600_000)];
    assert.ok(warmthAt(closed, closed.at).inside > warmthAt(left, left.at).inside + 5);
    const sliced = heatModel.advance(heatModel.advance(open.value, 599_000), 1000);
    assert.deepEqual(sliced, left);
    assert.equal(sinceOf(left), 600_000);
  });

  it('LAB-2: nothing is NaN, and what cannot be done is refused with a word', () => {
    neverNaN(heat);
    const dry = mixed({ body: 'metal', water: 0 }, ['pour']);
    const refused = heatModel.act(dry, { do: 'drop' }, aSeed(1), 2);
    assert.ok(!refused.ok && refused.error.key === 'labs.heat.no.dry');
  });

  it('LAB-10: a careful pupil finds the metal and the cup within what they state, and has all points', () => {
    for (const name of ['metal', 'equivalent']) {
      const inside = recovered(heat, name, 200);
      assert.ok(inside >= 180, `${name}: ${inside} of 200`);
    }
    fullPoints(heat, aSeed(4));
  });
});
