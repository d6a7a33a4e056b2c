import { byOdex } from '../../model/by-odex.ts';
import type { Published } from '../../model/published.ts';
import { hookeModel, placeOf, restOf } from './model.ts';

/** Hooke's law, and the way to rest as the equation x″ = −2γ·x′ − (γ² + ω²)·x gives it. */
export function published(): readonly Published[] {
  const begun = hookeModel.begin({ stiffness: 9.81, first: 5 });
  const hung = { ...begun, mass: 100 };
  const rates = (_: number, [x = 0, v = 0]: readonly number[]) => [v, -2 * 2.5 * v - (2.5 ** 2 + 9 ** 2) * x];
  const rest = { what: 'x for 100 g at 9.81 N/m', got: restOf(hung), wanted: 15, source: 'x = mg/k (Hooke 1678)' };
  const ways = [100, 400, 1500].map((milliseconds): Published => {
    const [off = NaN] = byOdex(rates, 0, [-10, 25], milliseconds / 1000);
    const got = placeOf(hookeModel.advance(hung, milliseconds));
    return { what: `x after ${milliseconds} ms`, of: 'ode', got, wanted: 15 + off, source: 'odex 2.0.4' };
  });
  return [{ ...rest, of: 'closed' }, ...ways];
}
