import { byOdex } from '../../model/by-odex.ts';
import { solved } from '../../model/ode.ts';
import type { Published } from '../../model/published.ts';
import { ratesOf } from './model.ts';

const classic = { growth: 0.55, room: Infinity, catching: 0.028, gain: 0.024, dying: 0.8 };
const crowded = { ...classic, room: 300 };

/** Hares and lynxes against odex, SciPy and Verhulst's closed form. */
export function published(): readonly Published[] {
  const [[x = NaN, y = NaN] = []] = solved(ratesOf(classic), 0, [30, 4], [20]);
  const source = 'SciPy, integrate.solve_ivp, DOP853';
  const printed: readonly Published[] = [
    { what: 'hares at 20', of: 'ode', got: x, wanted: 18.489301, within: 5e-7, source },
    { what: 'lynxes at 20', of: 'ode', got: y, wanted: 5.203177, within: 5e-7, source },
  ];
  const both = [classic, crowded].flatMap((lives) =>
    [3, 12.5, 47, 100].flatMap((time): readonly Published[] => {
      const [found = []] = solved(ratesOf(lives), 0, [30, 4], [time]);
      const wanted = byOdex(ratesOf(lives), 0, [30, 4], time);
      return found.map((got, k) => ({
        what: `${k === 0 ? 'hares' : 'lynxes'} at ${time}, room ${lives.room}`,
        of: 'ode',
        got,
        wanted: wanted[k] ?? NaN,
        source: 'odex 2.0.4',
      }));
    }),
  );
  const alone = [1, 5, 20].map((time): Published => {
    const [[got = NaN] = []] = solved(ratesOf({ ...crowded, growth: 0.5, room: 450 }), 0, [50, 0], [time]);
    const wanted = 450 / (1 + (450 / 50 - 1) * Math.exp(-0.5 * time));
    return { what: `hares alone at ${time}`, of: 'ode', got, wanted, source: 'Verhulst 1838, in closed form' };
  });
  return [...printed, ...both, ...alone];
}
