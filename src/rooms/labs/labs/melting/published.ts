import type { Published } from '../../model/published.ts';
import { heats, meltSeconds } from './model.ts';

/** Energy of ice and water by the CRC Handbook's values, in one sum. */
export function published(): readonly Published[] {
  const source = 'CRC Handbook of Chemistry and Physics: 333.55 J/g, 4.186 J/(g·K)';
  return [
    {
      what: 'g of water at 60 °C that melt 50 g of ice',
      of: 'closed',
      wanted: 66.4,
      within: 0.005,
      source,
      got: (50 * heats.melting) / (60 * heats.water),
    },
    {
      what: 's for 100 g from −8 °C at 200 W',
      of: 'closed',
      wanted: (100 * (333.55 + 16.8)) / 200,
      source,
      got: meltSeconds({ power: 200, first: -8 }, 100),
    },
  ];
}
