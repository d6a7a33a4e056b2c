import { byOdex } from '../../model/by-odex.ts';
import type { Published } from '../../model/published.ts';
import { aboveRoom, cupModel, riseOf } from './model.ts';

/** The cup that warms and cools, and its thermometer, against odex. */
export function published(): readonly Published[] {
  return ['neutral', 'nitrate'].flatMap((process) => {
    const state = { ...cupModel.begin({}), process, mass: 5 };
    const [rise, mixing] = [riseOf(state), process === 'neutral' ? 2 : 6];
    const rates = (t: number, [cup = 0, shown = 0]: readonly number[]) => [
      (rise / mixing) * Math.exp(-t / mixing) - state.cooling * cup,
      (cup - shown) / 3,
    ];
    return [2, 10, 60, 250].map((seconds): Published => {
      const wanted = byOdex(rates, 0, [0, 0], seconds)[1] ?? NaN;
      const got = aboveRoom(state, seconds);
      return {
        what: `${process} after ${seconds} s`,
        of: 'ode',
        got,
        wanted,
        scale: Math.abs(rise),
        source: 'odex 2.0.4',
      };
    });
  });
}
