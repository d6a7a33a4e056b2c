import { byOdex } from '../../model/by-odex.ts';
import type { Published } from '../../model/published.ts';
import { heartModel, highest, pulseOf } from './model.ts';

/** The highest pulse, and the way down as the equation P′ = (rest − P)/τ gives it. */
export function published(): readonly Published[] {
  const resting = heartModel.begin({ rest: 70, gain: 2, calm: 40, breath: 15 });
  const worked = { ...resting, from: 130 };
  const rates = (_: number, [pulse = 0]: readonly number[]) => [(70 - pulse) / 40];
  const most = {
    what: 'highest pulse at 14',
    got: highest,
    wanted: 198.2,
    source: 'Tanaka et al. 2001: 208 − 0.7·age',
  };
  const ways = [10, 40, 120].map((seconds): Published => {
    const [wanted = NaN] = byOdex(rates, 0, [130], seconds);
    const got = pulseOf(heartModel.advance(worked, 1000 * seconds));
    return { what: `pulse after ${seconds} s`, of: 'ode', got, wanted, source: 'odex 2.0.4' };
  });
  return [{ ...most, of: 'closed' }, ...ways];
}
