import type { Published } from '../../model/published.ts';
import { amountOf, pressureOf } from './model.ts';

const gasConstant = 8.31446261815324;

/** The molar volume of CODATA, and carbon dioxide by van der Waals' equation, written out. */
export function published(): readonly Published[] {
  const source = 'CODATA 2018: 22.413 969 54 L/mol';
  const air: readonly Published[] = [
    {
      what: 'Pa of 1 mol of air',
      of: 'closed',
      got: pressureOf('air', 1, 0.02241396954, 273.15),
      wanted: 101_325,
      source,
      within: 1e-5,
    },
    {
      what: 'mol of air',
      of: 'closed',
      got: amountOf('air', 101_325, 0.02241396954, 273.15),
      wanted: 1,
      source,
      within: 3e-10,
    },
  ];
  const carbon = [
    [1, 1e-3, 300],
    [1.8e-3, 2.3e-5, 293.15],
    [2.5e-3, 6e-5, 353],
  ].flatMap(([amount = 0, volume = 0, kelvin = 0]): readonly Published[] => {
    const wanted = (amount * gasConstant * kelvin) / (volume - amount * 4.267e-5) - (0.364 * amount ** 2) / volume ** 2;
    const [got, back] = [pressureOf('co2', amount, volume, kelvin), amountOf('co2', wanted, volume, kelvin)];
    const law = 'van der Waals, a = 0.3640 Pa·m⁶/mol², b = 4.267·10⁻⁵ m³/mol';
    return [
      { what: `Pa of ${amount} mol of CO₂`, of: 'closed', got, wanted, source: law },
      { what: `mol of CO₂ at ${kelvin} K`, of: 'closed', got: back, wanted: amount, source: law },
    ];
  });
  return [...air, ...carbon];
}
