import type { Published } from '../../model/published.ts';
import { decayModel, meanOf } from './model.ts';

const hidden = { halfLife: 2.552, rate: 60, disc: 900, background: 0.5, dead: 200 };
const dropped = { ...decayModel.begin(hidden), source: 'drop', fresh: 0 } as const;

/** Barium-137m: half as much after each half-life, and the particles of a whole minute by the integral. */
export function published(): readonly Published[] {
  const source = 'half-life 2.552 min: Nuclear Data Sheets 108 (2007) 2173';
  const net = (from: number, seconds: number): number =>
    meanOf(dropped, from * 60_000, from * 60_000 + 1000 * seconds) - hidden.background * seconds;
  const halves = [1, 2, 3, 4, 5, 6, 7, 8].map((n): Published => {
    return {
      what: `after ${n} half-lives`,
      of: 'closed',
      got: net(n * 2.552, 1) / net(0, 1),
      wanted: 0.5 ** n,
      source,
    };
  });
  const each = Math.LN2 / 2.552 / 60;
  const minute = {
    what: 'a minute from the beginning',
    got: net(0, 60),
    wanted: (-60 / each) * Math.expm1(-60 * each),
  };
  return [...halves, { ...minute, of: 'closed', source: 'N₀/λ·(1 − exp(−λt))' }];
}
