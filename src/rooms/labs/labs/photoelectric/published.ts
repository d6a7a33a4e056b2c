import type { Published } from '../../model/published.ts';
import { currentOf, photonOf, stoppingOf } from './model.ts';

/** Einstein's equation for sodium and caesium at lines of mercury, as computed from the exact constants of the SI. */
export function published(): readonly Published[] {
  const lines = [253.65, 365.02, 404.66, 435.83, 546.07];
  const known: readonly (readonly [string, number, readonly number[]])[] = [
    ['Na', 2.36, [2.528, 1.0366, 0.7039, 0.4848, 0]],
    ['Cs', 1.95, [2.938, 1.4466, 1.1139, 0.8948, 0.3205]],
  ];
  const source = 'eU = hc/λ − A with the constants of the SI';
  const stopping = known.flatMap(([metal, work, volts]) =>
    lines.map((wavelength, k): Published => {
      const got = stoppingOf({ work, wavelength });
      return {
        what: `${metal} at ${wavelength} nm`,
        of: 'closed',
        got,
        wanted: volts[k] ?? NaN,
        within: 5.1e-5,
        scale: 1,
        source,
      };
    }),
  );
  const codata = 'hc = 1239.841984… eV·nm (CODATA 2018)';
  const half = { work: 2, full: 300, wavelength: 1239.841984332002 / 3, brightness: 50, coarse: 0.5, fine: 0 };
  return [
    ...stopping,
    { what: 'hc', of: 'closed', got: photonOf(1), wanted: 1239.841984332002, source: codata },
    { what: 'current at half of U', of: 'closed', got: currentOf(half), wanted: 75, source: 'I = I₀·(1 − U/Uₛ)' },
  ];
}
