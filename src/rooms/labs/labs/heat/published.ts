import { byOdex } from '../../model/by-odex.ts';
import type { Rates } from '../../model/ode.ts';
import type { Published } from '../../model/published.ts';
import { warmthAfter } from './exchange.ts';

const [inside, body, loss] = [450, 120, 0.6];
const between = (inside * body) / ((inside + body) * 2.5);

/** Newton's law of cooling for the cup and the body in it, and a thermometer that comes after. */
const rates: Rates = (_, [a = 0, b = 0, probe = 0]) => [
  (between * (b - a) - loss * a) / inside,
  (between * (a - b)) / body,
  (a - probe) / 4,
];

export function published(): readonly Published[] {
  const copper = warmthAfter({ inside: 200 * 4.186, body: 38.5, loss: 0 }, { inside: 0, body: 80, probe: 0 }, 3600);
  const wanted = 20 + (38.5 * 80) / (38.5 + 200 * 4.186);
  const mixed = { what: '100 g of copper at 100 °C in 200 g of water at 20 °C', got: 20 + copper.inside, wanted };
  const ways = [0.5, 3, 12, 60, 400].flatMap((seconds): readonly Published[] => {
    const found = warmthAfter({ inside, body, loss }, { inside: 1, body: 75, probe: -2 }, seconds);
    const other = byOdex(rates, 0, [1, 75, -2], seconds);
    return [found.inside, found.body, found.probe].map((got, k) => ({
      what: `${['water', 'body', 'thermometer'][k] ?? ''} after ${seconds} s`,
      of: 'ode',
      got,
      wanted: other[k] ?? NaN,
      scale: 75,
      source: 'odex 2.0.4',
    }));
  });
  return [{ ...mixed, of: 'closed', source: 'Σ c·m·ΔT = 0; CRC Handbook: 385 and 4186 J/(kg·K)' }, ...ways];
}
