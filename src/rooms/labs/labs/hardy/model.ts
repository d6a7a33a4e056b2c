import { ok, refuse } from '#kernel/result.ts';
import { chiSquare } from '../../model/chi-square.ts';
import { share, streamOf } from '../../model/noise.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

/** Snapdragons: RR is red, Rr pink, rr white. Each genotype is seen. */
export const flowers = ['red', 'pink', 'white'] as const;

export type Field = {
  /** The frequency of r before anybody pulls out white flowers. */
  readonly first: number;
  /** How many generations white flowers were pulled out before they had seeds. */
  readonly generation: number;
  /** How many plants are looked at. */
  readonly plants: number;
  readonly counts?: readonly number[];
};

export const hardyHidden: readonly HiddenSpec[] = [{ name: 'first', from: 0.3, to: 0.7 }];

/** q after so many generations in which rr has no offspring: q/(1 + n·q) (Haldane 1924; Falconer, Quantitative Genetics, 2). */
export function frequencyAfter(first: number, generations: number): number {
  return first / (1 + generations * first);
}

/** The shares of RR, Rr and rr where mating is by chance (Hardy 1908, Weinberg 1908). */
export function sharesAt(q: number): readonly number[] {
  return [(1 - q) ** 2, 2 * q * (1 - q), q * q];
}

/** The frequency of the second allele in counts of the three genotypes. */
export function frequencyIn([a = 0, b = 0, c = 0]: readonly number[]): number {
  const all = a + b + c;
  return all > 0 ? (b + 2 * c) / (2 * all) : 0;
}

/** χ² of counts against the shares of Hardy and Weinberg at their own frequency: one degree of freedom. */
export function chiOf(counts: readonly number[]): number {
  return chiSquare(counts, sharesAt(frequencyIn(counts)));
}

/** A field of snapdragons that are looked at in a sample. */
export const hardyModel: Model<Field> = {
  begin: ({ first = 0.5 }: Hidden) => ({ first, generation: 0, plants: 100 }),
  advance: (field) => field,
  act: (field, deed, seed, n) => {
    const { counts: _, ...bare } = field;
    if ('set' in deed) return ok({ ...bare, [deed.set]: Number(deed.to) });
    if (!('do' in deed)) return ok(field);
    if (deed.do !== 'sample') return refuse('labs.no-such-deed', 409);
    const [red = 0, pink = 0] = sharesAt(frequencyAfter(field.first, field.generation));
    const counts = [0, 0, 0];
    const stream = streamOf('flowers');
    for (let k = 0; k < field.plants; k++) {
      const drawn = share(seed, stream, n * 1000 + k);
      const kind = drawn < red ? 0 : drawn < red + pink ? 1 : 2;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return ok({ ...field, counts });
  },
  value: ({ counts }, instrument) => counts?.[flowers.findIndex((each) => each === instrument)],
};
