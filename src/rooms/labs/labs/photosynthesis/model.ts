import { ok } from '#kernel/result.ts';
import { exp, pow } from '../../model/elementary.ts';
import { lagged } from '../../model/instrument.ts';
import { poisson, streamOf } from '../../model/noise.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

export type Photosynthesis = {
  /** Milligrams of oxygen an hour for each µmol/(m²·s) of weak light. */
  readonly slope: number;
  /** The most oxygen that it can make, and what it breathes, in milligrams an hour at 25 °C. */
  readonly most: number;
  readonly breath: number;
  readonly distance: number;
  readonly soda: number;
  readonly temperature: number;
  readonly at: number;
  /** What it gave off when something was changed last, and when that was. */
  readonly from: number;
  readonly since: number;
};

export const hiddenOfPhotosynthesis: readonly HiddenSpec[] = [
  { name: 'slope', from: 0.042, to: 0.058 },
  { name: 'most', from: 20, to: 30 },
  { name: 'breath', from: 1, to: 2 },
];

/** The light of the lamp at one metre, µmol/(m²·s): it stands on the lamp. */
export const lampAtMetre = 20;
/** How sharply the curve bends from weak light to the most. */
const bend = 0.8;
/** In so many milliseconds the plant follows a change. */
const response = 20_000;
/** Bubbles a minute for each milligram of oxygen an hour. */
const bubblesOf = 4;

/** Light falls with the square of the distance in centimetres. */
export function lightOf(distance: number): number {
  return lampAtMetre / (distance / 100) ** 2;
}

/** The light curve: a non-rectangular hyperbola (Rabinowitch 1951), the smaller root of θP² − (αI + Pₘ)P + αI·Pₘ = 0. */
export function lightCurve(light: number, slope: number, most: number, theta: number): number {
  const sum = slope * light + most;
  return (sum - Math.sqrt(sum * sum - 4 * theta * slope * light * most)) / (2 * theta);
}

/** The most that is made with so much hydrogencarbonate (per cent) and warmth: 1 at 0.5 % and 25 °C. */
function enabled({ soda, temperature }: Photosynthesis): number {
  const warmth = (t: number): number => exp(-(((t - 28) / 12) ** 2));
  return ((3 * soda) / (soda + 1)) * (warmth(temperature) / warmth(25));
}

/** Breathing doubles with each ten degrees. */
function breathOf({ breath, temperature }: Photosynthesis): number {
  return breath * pow(2, (temperature - 25) / 10);
}

/** What it gives off once it has followed, in milligrams of oxygen an hour; below nothing it takes oxygen up. */
export function restOf(state: Photosynthesis): number {
  const most = state.most * enabled(state);
  return (most > 0 ? lightCurve(lightOf(state.distance), state.slope, most, bend) : 0) - breathOf(state);
}

/** What it gives off now. */
export function oxygenOf(state: Photosynthesis): number {
  return lagged(state.from, restOf(state), state.at - state.since, response);
}

/** The light at which it makes as much as it breathes: the curve's equation solved for the light. */
export function compensationOf({ slope, most, breath }: Pick<Photosynthesis, 'slope' | 'most' | 'breath'>): number {
  return (breath * (most - bend * breath)) / (slope * (most - breath));
}

/** Waterweed in a vessel before a lamp, with a bubble counter and an oxygen sensor. */
export const photosynthesisModel: Model<Photosynthesis> = {
  begin: ({ slope = 0.05, most = 25, breath = 1.5 }: Hidden) => {
    const begun = { slope, most, breath, distance: 50, soda: 0.5, temperature: 25, at: 0, from: 0, since: 0 };
    return { ...begun, from: restOf(begun) };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) =>
    ok('set' in deed ? { ...state, from: oxygenOf(state), since: state.at, [deed.set]: Number(deed.to) } : state),
  value: (state, instrument, seed, n) => {
    const oxygen = oxygenOf(state);
    if (instrument === 'sensor') return oxygen;
    return instrument === 'counter'
      ? poisson(seed, streamOf('bubbles'), n, bubblesOf * Math.max(0, oxygen))
      : undefined;
  },
};
