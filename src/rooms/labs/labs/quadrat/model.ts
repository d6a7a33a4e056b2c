import { ok, refuse } from '#kernel/result.ts';
import { exp } from '../../model/elementary.ts';
import { poisson, streamOf } from '../../model/noise.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

export const plants = ['dandelion', 'plantain', 'clover', 'fescue', 'yarrow'] as const;

export type Meadow = {
  /** Dandelions on a square metre. */
  readonly dandelions: number;
  /** Square metres within the frame. */
  readonly area: number;
  /** Metres from the path. */
  readonly distance: number;
  /** What is within the frame where it fell; none before it was thrown. */
  readonly found?: readonly number[];
  /** How often it was thrown: where it lies in the picture. */
  readonly throws: number;
};

export const quadratHidden: readonly HiddenSpec[] = [{ name: 'dandelions', from: 2.5, to: 8 }];

/** Plants of each kind on a square metre: dandelions everywhere, plantain bears feet, the others need peace. */
export function densitiesAt(distance: number, dandelions: number): readonly number[] {
  const peace = (metres: number): number => 1 - exp(-distance / metres);
  return [dandelions, 2 + 4 * exp(-distance / 4), 5 * peace(3), 4 * peace(6), 2 * peace(8)];
}

/** 1 − Σn(n−1)/(N(N−1)): how likely two plants are of two kinds (Simpson, Nature 1949, 163, 688). 0 where there are none. */
export function simpson(counts: readonly number[]): number {
  const all = counts.reduce((sum, n) => sum + n, 0);
  return all < 2 ? 0 : 1 - counts.reduce((sum, n) => sum + n * (n - 1), 0) / (all * (all - 1));
}

/** A meadow beside a path. A frame is thrown without looking, and what is within is counted. */
export const quadratModel: Model<Meadow> = {
  begin: ({ dandelions = 4 }: Hidden) => ({ dandelions, area: 1, distance: 10, throws: 0 }),
  advance: (meadow) => meadow,
  act: (meadow, deed, seed, n) => {
    const { found: _, ...bare } = meadow;
    if ('set' in deed) return ok({ ...bare, [deed.set]: Number(deed.to) });
    if (!('do' in deed)) return ok(meadow);
    if (deed.do !== 'throw') return refuse('labs.no-such-deed', 409);
    const found = densitiesAt(meadow.distance, meadow.dandelions).map((density, k) =>
      poisson(seed, streamOf(`plant ${k}`), n, density * meadow.area),
    );
    return ok({ ...meadow, found, throws: meadow.throws + 1 });
  },
  value: ({ found }, instrument) => found?.[plants.findIndex((each) => each === instrument)],
};
