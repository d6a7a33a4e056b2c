import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { byOdex } from './by-odex.ts';
import { cos, exp, sin } from './elementary.ts';
import { advanceTrack, solved, trackFrom, valuesAt, type Rates } from './ode.ts';

/** Hares and lynxes (Lotka 1925, Volterra 1926): α 0.55, β 0.028, γ 0.80, δ 0.024. */
const hunted: Rates = (_, [x = 0, y = 0]) => [0.55 * x - 0.028 * x * y, 0.024 * x * y - 0.8 * y];
const swings: Rates = (_, [angle = 0, speed = 0]) => [speed, -9.8103 * sin(angle)];
const forced: Rates = (t, [x = 0, v = 0]) => [v, -4 * x - 0.3 * v + cos(1.7 * t)];

const far = (got: readonly number[], wanted: readonly number[]): number => {
  const size = Math.max(...wanted.map(Math.abs));
  return Math.max(...got.map((each, k) => Math.abs(each - (wanted[k] ?? NaN)) / size));
};

describe('equations of motion', () => {
  it('meet odex within 5·10⁻⁸, on steps and between them', () => {
    const cases: readonly (readonly [Rates, readonly number[]])[] = [
      [hunted, [30, 4]],
      [swings, [2, 0]],
      [forced, [1, 0]],
    ];
    for (const [rates, first] of cases)
      for (const to of [0.37, 5, 20, 61.7]) {
        const off = far(solved(rates, 0, first, [to])[0] ?? [], byOdex(rates, 0, first, to));
        assert.ok(off < 5e-8, `${off} off at ${to}`);
      }
  });

  it('meet a closed form', () => {
    const times = [0.1, 0.5, 1, 3, 9];
    for (const [k, [y = NaN]] of solved((_, [x = 0]) => [-2 * x], 0, [5], times).entries())
      assert.ok(Math.abs(y - 5 * exp(-2 * (times[k] ?? 0))) < 1e-9);
  });

  it('what Lotka and Volterra’s equations keep drifts by less than 10⁻⁶ over a hundred cycles', () => {
    const kept = ([x = 0, y = 0]: readonly number[]): number =>
      0.024 * x - 0.8 * Math.log(x) + 0.028 * y - 0.55 * Math.log(y);
    const [last = []] = solved(hunted, 0, [30, 4], [950]);
    assert.ok(Math.abs(kept(last) / kept([30, 4]) - 1) < 1e-6);
  });

  it('LAB-2: how time is sliced changes nothing, to the last bit', () => {
    const whole = valuesAt(advanceTrack(hunted, trackFrom(hunted, 0, [30, 4]), 20));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 40 }), (cuts) => {
        let track = trackFrom(hunted, 0, [30, 4]);
        for (const cut of cuts.toSorted((a, b) => a - b)) track = advanceTrack(hunted, track, cut / 1000);
        assert.deepEqual(valuesAt(advanceTrack(hunted, track, 20)), whole);
      }),
      { numRuns: 100 },
    );
  });

  it('rates that are no numbers are named, not run for ever', () => {
    const track = trackFrom(() => [NaN], 0, [1]);
    assert.throws(() => advanceTrack(() => [NaN], track, 1), /no numbers/u);
    assert.deepEqual(
      valuesAt(
        advanceTrack(
          () => [0],
          trackFrom(() => [0], 0, [7]),
          1e6,
        ),
      ),
      [7],
    );
  });
});
