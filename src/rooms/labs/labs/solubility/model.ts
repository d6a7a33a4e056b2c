import { ok, refuse } from '#kernel/result.ts';
import { exp } from '../../model/elementary.ts';
import type { Hidden, Model } from '../../model/world.ts';

export const salts = ['kno3', 'nh4cl', 'x'] as const;
export const places = ['air', 'hot', 'ice'] as const;
type Place = (typeof places)[number];

/** A test tube with a salt and water, a thermometer in it, at one of three places. */
export type Tube = {
  /** Of the pupil's own salt X: grams in 100 g of water at 40 °C, and how many more a degree. */
  readonly at40: number;
  readonly rise: number;
  readonly kind: string;
  /** Grams. */
  readonly salt: number;
  readonly water: number;
  readonly place: Place;
  readonly at: number;
  /** The temperature when the tube came to this place, and when that was. */
  readonly from: number;
  readonly since: number;
};

/** The temperature of each place, and the time constant in milliseconds with which the tube comes to it. */
const around: Readonly<Record<Place, { readonly warmth: number; readonly constant: number }>> = {
  air: { warmth: 20, constant: 900_000 },
  hot: { warmth: 95, constant: 60_000 },
  ice: { warmth: 1, constant: 120_000 },
};
const room = 20;

/**
 * Grams in 100 g of water, from 0 °C, at equal steps. KNO₃ as in school tables, which go back to Lange's
 * Handbook of Chemistry; NH₄Cl: Sigma-Aldrich, «Solubility table of compounds in water at temperature».
 */
const tables: Readonly<Record<string, { readonly step: number; readonly grams: readonly number[] }>> = {
  kno3: { step: 10, grams: [13.3, 20.9, 31.6, 45.8, 63.9, 85.5, 110, 138, 169, 202, 246] },
  nh4cl: { step: 20, grams: [29.7, 37.56, 46, 55.3, 65.6, 77.3] },
};

/** How much of a salt 100 g of water dissolve at a temperature: the table, joined by cubic curves (Catmull and Rom 1974). */
export function solubilityOf({ kind, at40, rise }: Pick<Tube, 'kind' | 'at40' | 'rise'>, warmth: number): number {
  const table = tables[kind];
  if (!table) return at40 + rise * (warmth - 40);
  const { step, grams } = table;
  const place = Math.min(grams.length - 1, Math.max(0, warmth / step));
  const k = Math.min(grams.length - 2, Math.floor(place));
  const x = place - k;
  const of = (n: number): number => grams[n] ?? 0;
  const [b, c] = [of(k), of(k + 1)];
  const [a, d] = [k > 0 ? of(k - 1) : 2 * b - c, k + 2 < grams.length ? of(k + 2) : 2 * c - b];
  return b + (x / 2) * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)));
}

/** Newton's law of cooling, from the moment at which the tube came here. */
export function warmthOf({ place, from, since, at }: Tube): number {
  const { warmth, constant } = around[place];
  return warmth + (from - warmth) * exp(-(at - since) / constant);
}

/** Grams of salt that lie undissolved: the tube is stirred, so that it is always in equilibrium. */
export function crystalsOf(state: Tube): number {
  return Math.max(0, state.salt - (solubilityOf(state, warmthOf(state)) * state.water) / 100);
}

/** At which temperature the first crystals fall on cooling; by halving, for solubility grows with temperature. */
export function crystallisingAt(tube: Pick<Tube, 'kind' | 'at40' | 'rise' | 'salt' | 'water'>): number {
  let [low, high] = [0, 100];
  for (let n = 0; n < 50; n++) {
    const middle = (low + high) / 2;
    if ((solubilityOf(tube, middle) * tube.water) / 100 < tube.salt) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export const solubilityModel: Model<Tube> = {
  begin: ({ at40 = 50, rise = 0.5 }: Hidden) => {
    return { at40, rise, kind: 'kno3', salt: 10, water: 25, place: 'air', at: 0, from: room, since: 0 };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    if (!('set' in deed)) return 'do' in deed ? refuse('labs.no-such-deed', 409) : ok(state);
    if (deed.set === 'place') return ok({ ...state, place: deed.to as Place, from: warmthOf(state), since: state.at });
    const to = deed.set === 'kind' ? deed.to : Number(deed.to);
    // Another salt or another amount is another tube, made up at the warmth of the room.
    return ok({ ...state, [deed.set]: to, from: room, since: state.at });
  },
  value: (state, instrument) => (instrument === 'thermometer' ? warmthOf(state) : undefined),
};
