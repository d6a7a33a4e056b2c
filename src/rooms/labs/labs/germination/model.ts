import { ok, refuse } from '#kernel/result.ts';
import { exp, log, pow } from '../../model/elementary.ts';
import { share, streamOf } from '../../model/noise.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

export type Dish = {
  /** The temperature at which these seeds sprout soonest, the millilitres of water that suit them, the share that lives. */
  readonly best: number;
  readonly thirst: number;
  readonly alive: number;
  readonly water: number;
  readonly temperature: number;
  readonly light: number;
  /** How late each seed is among its kind, from 0 to 1; none before they are sown. */
  readonly seeds: readonly number[];
  readonly day: number;
};

export const germinationHidden: readonly HiddenSpec[] = [
  { name: 'best', from: 25, to: 31 },
  { name: 'thirst', from: 8, to: 11 },
  { name: 'alive', from: 0.9, to: 1 },
];

export const seedsInDish = 20;
const lastDay = 21;
/** Oats grow from 3 to 37 °C (base 0–5, ceiling 31–37 °C: Sci. Rep. 10:18013, 2020, table 3, after Ramirez-Villegas et al.), and so the seeds here. */
const [coldest, hottest] = [3, 37];
/** Days until half have sprouted where all suits them, and how alike they are. */
const [soonest, alike] = [2, 5];

/** How fast seeds sprout at a temperature, as a share of the fastest: the beta function of Yin et al. (1995). */
export function warmthShare(temperature: number, best: number): number {
  if (temperature <= coldest || temperature >= hottest) return 0;
  const falling = (hottest - temperature) / (hottest - best);
  return falling * pow((temperature - coldest) / (best - coldest), (best - coldest) / (hottest - best));
}

/** A dry seed does not sprout; one under water has no air. */
export function waterShare(water: number, thirst: number): number {
  const share = (water / thirst) * exp(1 - water / thirst);
  return share * share;
}

/** The day on which a seed sprouts, by how late it is among its kind; undefined where it never does. Light is not needed. */
export function sproutDay(dish: Dish, late: number): number | undefined {
  const speed = warmthShare(dish.temperature, dish.best) * waterShare(dish.water, dish.thirst);
  if (speed <= 0 || late >= dish.alive) return undefined;
  if (late <= 0) return 0;
  return (soonest / speed) * exp(log(late / (dish.alive - late)) / alike);
}

export function isSprouted(dish: Dish, late: number): boolean {
  const day = sproutDay(dish, late);
  return day !== undefined && day <= dish.day;
}

export function sproutedIn(dish: Dish): number {
  return dish.seeds.filter((late) => isSprouted(dish, late)).length;
}

/** A dish of seeds. Its days pass by deeds: nobody waits a week at a screen. */
export const germinationModel: Model<Dish> = {
  begin: ({ best = 28, thirst = 10, alive = 1 }: Hidden) => {
    return { best, thirst, alive, water: 10, temperature: 20, light: 12, seeds: [], day: 0 };
  },
  advance: (dish) => dish,
  act: (dish, deed, seed, n) => {
    if ('set' in deed) {
      return dish.day > 0 ? refuse('labs.germination.no.growing', 409) : ok({ ...dish, [deed.set]: Number(deed.to) });
    }
    if (!('do' in deed)) return ok(dish);
    if (deed.do === 'sow') {
      const stream = streamOf('seeds');
      const seeds = Array.from({ length: seedsInDish }, (_, k) => share(seed, stream, n * seedsInDish + k));
      return ok({ ...dish, seeds, day: 0 });
    }
    if (deed.do !== 'day' && deed.do !== 'week') return refuse('labs.no-such-deed', 409);
    if (dish.seeds.length === 0) return refuse('labs.germination.no.seeds', 409);
    const day = dish.day + (deed.do === 'day' ? 1 : 7);
    return day > lastDay ? refuse('labs.germination.no.later', 409) : ok({ ...dish, day });
  },
  value: (dish, instrument) => (instrument === 'count' && dish.seeds.length > 0 ? sproutedIn(dish) : undefined),
};
