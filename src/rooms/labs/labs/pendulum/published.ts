import { byOdex } from '../../model/by-odex.ts';
import type { Published } from '../../model/published.ts';
import { angleAt, periodOf } from './swing.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** T/T₀ = (2/π)·K(sin θ₀/2); digits as computed by SciPy's ellipk. */
const ratios: readonly (readonly [degrees: number, ratio: number])[] = [
  [5, 1.0004762],
  [10, 1.0019072],
  [20, 1.007669],
  [30, 1.0174088],
  [45, 1.0399733],
  [60, 1.073182],
  [90, 1.1803406],
  [120, 1.3728805],
  [150, 1.7622037],
  [170, 2.4393627],
];

/** K(k) by the trapezoidal rule, which for a whole period of a smooth function is exact to the last digits. */
function ellipticIntegral(k: number): number {
  const parts = 400;
  const at = (n: number): number => 1 / Math.sqrt(1 - (k * Math.sin((Math.PI * n) / parts)) ** 2);
  return (Math.PI / 2 / parts) * Array.from({ length: parts }, (_, n) => at(n)).reduce((sum, each) => sum + each, 0);
}

export function published(): readonly Published[] {
  const printed = ratios.map(([degrees, wanted]): Published => {
    const got = periodOf(1, 9.80665, radians(degrees)) / periodOf(1, 9.80665, 0);
    return { what: `T/T₀ at ${degrees}°`, of: 'closed', got, wanted, within: 5e-8, source: 'SciPy, special.ellipk' };
  });
  const periods = [1, 10, 45, 90, 150].map((degrees): Published => {
    const [length, gravity] = [0.73, 9.8103];
    const wanted = 4 * Math.sqrt(length / gravity) * ellipticIntegral(Math.sin(radians(degrees) / 2));
    const got = periodOf(length, gravity, radians(degrees));
    return {
      what: `T at ${degrees}°`,
      of: 'closed',
      got,
      wanted,
      source: 'the complete elliptic integral, by quadrature',
    };
  });
  const swings = [5, 40, 80].flatMap((degrees) =>
    [0.3, 2, 7.7].map((seconds): Published => {
      const rates = (_: number, [angle = 0, speed = 0]: readonly number[]) => [speed, -(9.81 / 0.6) * Math.sin(angle)];
      const [wanted = NaN] = byOdex(rates, 0, [radians(degrees), 0], seconds);
      const got = angleAt(seconds, 0.6, 9.81, radians(degrees));
      const what = `θ after ${seconds} s from ${degrees}°`;
      return { what, of: 'ode', got, wanted, scale: radians(degrees), source: 'odex 2.0.4' };
    }),
  );
  return [...printed, ...periods, ...swings];
}
