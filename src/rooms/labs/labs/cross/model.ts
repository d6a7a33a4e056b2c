import { ok, refuse } from '#kernel/result.ts';
import { chiSquare } from '../../model/chi-square.ts';
import { share, streamOf } from '../../model/noise.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

/** Peas by colour and form; yellow and round are dominant (Mendel 1866). */
export const peas = ['yellowRound', 'yellowWrinkled', 'greenRound', 'greenWrinkled'] as const;

/** `own`: the two plants that nobody knows, by colour alone; `di`: YyRr × YyRr; `linked`: AaBb × aabb of two linked genes. */
export const crosses = ['own', 'di', 'linked'] as const;
export type Cross = (typeof crosses)[number];

export type Garden = {
  /** 0: both own plants are Yy; 1: one is Yy, the other yy. */
  readonly pair: number;
  /** How often linked genes come apart. */
  readonly recombination: number;
  readonly cross: Cross;
  readonly seeds: number;
  /** How many of each kind were harvested; none before a cross. */
  readonly harvest?: readonly number[];
};

export const crossHidden: readonly HiddenSpec[] = [
  { name: 'pair', from: 0, to: 1, step: 1 },
  { name: 'recombination', from: 0.08, to: 0.42 },
];

/** The shares of the four kinds among the offspring. */
export function sharesOf({
  cross,
  pair,
  recombination,
}: Pick<Garden, 'cross' | 'pair' | 'recombination'>): readonly number[] {
  const green = greenShare(pair);
  if (cross === 'own') return [1 - green, 0, green, 0];
  if (cross === 'di') return [9 / 16, 3 / 16, 3 / 16, 1 / 16];
  return [(1 - recombination) / 2, recombination / 2, recombination / 2, (1 - recombination) / 2];
}

/** Yy × Yy gives a quarter of green peas, Yy × yy a half. */
export function greenShare(pair: number): number {
  return pair < 0.5 ? 1 / 4 : 1 / 2;
}

/** What theory says of a cross, for the test by χ²: 3 : 1, 9 : 3 : 3 : 1, or four alike where genes are not linked. */
export const expected: Readonly<Record<Cross, readonly number[]>> = {
  own: [3, 0, 1, 0],
  di: [9, 3, 3, 1],
  linked: [1, 1, 1, 1],
};

/** Each seed is of one kind by chance. */
export function harvested(garden: Garden, seed: readonly number[], n: number): readonly number[] {
  const shares = sharesOf(garden);
  const counts = [0, 0, 0, 0];
  const stream = streamOf('peas');
  for (let k = 0; k < garden.seeds; k++) {
    let left = share(seed, stream, n * 2000 + k);
    let kind = 0;
    while (kind < 3 && left >= (shares[kind] ?? 0)) left -= shares[kind++] ?? 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** A garden of peas: one chooses the parents and how many seeds to harvest. */
export const crossModel: Model<Garden> = {
  begin: ({ pair = 0, recombination = 0.2 }: Hidden) => ({ pair, recombination, cross: 'own', seeds: 200 }),
  advance: (garden) => garden,
  act: (garden, deed, seed, n) => {
    const { harvest: _, ...bare } = garden;
    if ('set' in deed) {
      if (deed.set === 'seeds') return ok({ ...bare, seeds: Number(deed.to) });
      return ok({ ...bare, cross: crosses.find((each) => each === deed.to) ?? garden.cross });
    }
    if (!('do' in deed)) return ok(garden);
    return deed.do === 'cross'
      ? ok({ ...garden, harvest: harvested(garden, seed, n) })
      : refuse('labs.no-such-deed', 409);
  },
  value: ({ harvest, cross }, instrument) => {
    if (!harvest) return undefined;
    if (instrument === 'chi') return chiSquare(harvest, expected[cross]);
    // What the parents did not show together: the new kinds.
    if (instrument === 'new') return cross === 'linked' ? (harvest[1] ?? 0) + (harvest[2] ?? 0) : undefined;
    const kind = peas.findIndex((each) => each === instrument);
    return cross === 'own' && kind % 2 === 1 ? undefined : harvest[kind];
  },
};
