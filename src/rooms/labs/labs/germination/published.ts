import type { Published } from '../../model/published.ts';
import { warmthShare } from './model.ts';

/** The beta function of temperature with the cardinal temperatures of oats. */
export function published(): readonly Published[] {
  const source = 'Yin et al. 1995; oats 0–5, 25–31 and 31–37 °C (Sci. Rep. 10:18013, 2020, table 3)';
  const edges = [3, 37].map((temperature): Published => {
    return {
      what: `speed at ${temperature} °C`,
      of: 'closed',
      got: warmthShare(temperature, 28),
      wanted: 0,
      scale: 1,
      source,
    };
  });
  const inner = [10, 20, 28, 34].map((temperature): Published => {
    const wanted = ((37 - temperature) / 9) * ((temperature - 3) / 25) ** (25 / 9);
    return { what: `speed at ${temperature} °C`, of: 'closed', got: warmthShare(temperature, 28), wanted, source };
  });
  return [...edges, ...inner];
}
