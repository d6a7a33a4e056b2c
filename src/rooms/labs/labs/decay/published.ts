import type { Published } from '../../model/published.ts';
import { decayModel, meanOf } from './model.ts';

/** Barium-137m, half of it after each 2.552 minutes. */
export function published(): readonly Published[] {
  const hidden = { halfLife: 2.552, rate: 60, disc: 900, background: 0.5, dead: 200 };
  const dropped = { ...decayModel.begin(hidden), source: 'drop', fresh: 0 } as const;
  const net = (from: number): number => meanOf(dropped, from, from + 1000) - hidden.background;
  return [0, 1, 2, 5, 8].map((n): Published => {
    const decay = Math.LN2 / (2.552 * 60);
    const wanted = (60 / decay) * (1 - Math.exp(-decay)) * 0.5 ** n;
    const source = 'Nuclear Data Sheets 108 (2007) 2173: 2.552 min';
    return {
      what: `counts in a second after ${n} half-lives`,
      of: 'closed',
      got: net(n * 2.552 * 60_000),
      wanted,
      source,
    };
  });
}
