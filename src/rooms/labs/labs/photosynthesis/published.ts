import type { Published } from '../../model/published.ts';
import { compensationOf, lightCurve, lightOf } from './model.ts';

/** P − R of the curve with α 0.05, Pₘ 25, θ 0.8 and R 1.5, worked out apart from the model, to the digits printed. */
const curve: readonly (readonly [number, number])[] = [
  [0, -1.5],
  [30, -0.019],
  [100, 3.275],
  [250, 9.34],
  [500, 15.775],
  [1000, 20.18],
  [2000, 22.049],
];

/** Where the curve less the breathing is nothing, by halving. */
function crossing(slope: number, most: number, breath: number): number {
  let [low, high] = [0, 2000];
  for (let n = 0; n < 80; n++) {
    const middle = (low + high) / 2;
    const b = slope * middle + most;
    const p = (2 * slope * middle * most) / (b + Math.sqrt(b * b - 4 * 0.8 * slope * middle * most));
    if (p < breath) low = middle;
    else high = middle;
  }
  return low;
}

/** The light curve, and the light at which a plant just feeds itself. */
export function published(): readonly Published[] {
  return [
    ...curve.map(([light, wanted]): Published => ({
      what: `net oxygen at ${light}`,
      of: 'closed',
      got: lightCurve(light, 0.05, 25, 0.8) - 1.5,
      wanted,
      within: 5e-4,
      source: 'non-rectangular hyperbola (Rabinowitch 1951; Thornley 1976)',
    })),
    {
      what: 'compensation point',
      of: 'closed',
      got: compensationOf({ slope: 0.05, most: 25, breath: 1.5 }),
      wanted: crossing(0.05, 25, 1.5),
      source: 'the same curve by halving',
    },
    {
      what: 'twice as far, a quarter of the light',
      of: 'closed',
      got: lightOf(20) / lightOf(40),
      wanted: 4,
      source: 'inverse square of the distance (Kepler 1604)',
    },
  ];
}
