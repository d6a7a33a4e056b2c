import type { Dice } from '../dice.ts';

export type Time = 'start' | 'end';

/** A pupil of the measured year, as nobody but the simulation knows them. Abilities in logits. */
export type TruePupil = {
  readonly school: string;
  readonly language: 'kk' | 'ru';
  readonly sex: 'female' | 'male';
  readonly ability: Readonly<Record<Time, number>>;
  /** Whether the pupil sits: not there on the day; gone from the school before the end. */
  readonly sits: Readonly<Record<Time, boolean>>;
  readonly hasLeft: boolean;
};

export type TrueSchool = {
  readonly school: string;
  readonly pupils: readonly TruePupil[];
  /** How much its pupils learn in the year, on average. */
  readonly growth: number;
  /** Somebody told this class the answers before the end. */
  readonly isTold: boolean;
};

/** Which items are not what they seem. */
export type Spoilt = {
  /** Its key names another option than the right one. */
  readonly wrongKey: string;
  /** An anchor that was taught for between start and end: easier at the end by `drift` logits. */
  readonly drifted: string;
  readonly drift: number;
  /** Harder in Russian by `difference` logits. */
  readonly inRussian: string;
  readonly difference: number;
  /** Harder for boys, by as much. */
  readonly forBoys: string;
};

export type TrueYear = {
  readonly schools: readonly TrueSchool[];
  /** Difficulties in logits by item. */
  readonly difficulties: ReadonlyMap<string, number>;
  readonly spoilt: Spoilt;
};

export type Shape = {
  /** Pupils of each school; the last one is told the answers. */
  readonly sizes: readonly number[];
  readonly items: readonly string[];
  readonly spoilt: Spoilt;
  /** Mean growth, its spread between schools, and within them. */
  readonly growth: { readonly mean: number; readonly between: number; readonly within: number };
  /** The part of the start's variance that lies between schools. */
  readonly icc: number;
  readonly absent: number;
  readonly leaving: number;
};

/** A year as it truly was: the same shape and dice give the same year. */
export function aTrueYear(dice: Dice, { sizes, items, spoilt, growth, icc, absent, leaving }: Shape): TrueYear {
  const schools = sizes.map((size, n): TrueSchool => {
    const [own, sexes] = [dice.child(`school ${n}`), dice.child(`sexes ${n}`)];
    const level = Math.sqrt(icc) * normal(own);
    const learned = growth.mean + growth.between * normal(own);
    const pupils = Array.from({ length: size }, (_, at): TruePupil => {
      const start = level + Math.sqrt(1 - icc) * normal(own);
      const end = start + learned + growth.within * normal(own);
      const [isThere, isThereAgain, hasLeft] = [own.unit() >= absent, own.unit() >= absent, own.unit() < leaving];
      // Every other school is Russian in every third seat, so that language and school are not the same thing.
      const language = n % 2 === at % 2 ? 'ru' : 'kk';
      const sits = { start: isThere, end: isThereAgain && !hasLeft };
      const sex = sexes.int(2) === 0 ? 'female' : 'male';
      return { school: nameOf(n), language, sex, ability: { start, end }, sits, hasLeft };
    });
    return { school: nameOf(n), pupils, growth: learned, isTold: n === sizes.length - 1 };
  });
  const spread = dice.child('items').shuffled(items.map((_, n) => -1.6 + (3.2 * n) / (items.length - 1)));
  return { schools, difficulties: new Map(items.map((item, n) => [item, spread[n] ?? 0])), spoilt };
}

/** How hard an item is for a pupil at a time. */
export function difficultyAt(
  { difficulties, spoilt }: Pick<TrueYear, 'difficulties' | 'spoilt'>,
  item: string,
  time: Time,
  { language, sex }: Pick<TruePupil, 'language' | 'sex'>,
): number {
  const drift = item === spoilt.drifted && time === 'end' ? -spoilt.drift : 0;
  const foreign = item === spoilt.inRussian && language === 'ru' ? spoilt.difference : 0;
  const boyish = item === spoilt.forBoys && sex === 'male' ? spoilt.difference : 0;
  return (difficulties.get(item) ?? 0) + drift + foreign + boyish;
}

/** The mean growth of those who sat at both times. */
export function trueGrowth({ schools }: Pick<TrueYear, 'schools'>): number {
  const both = schools.flatMap(({ pupils }) => pupils.filter(({ sits }) => sits.start && sits.end));
  return both.reduce((sum, { ability }) => sum + ability.end - ability.start, 0) / both.length;
}

function nameOf(n: number): string {
  return `village-${n + 1}`;
}

/** Normal, by Box and Muller (1958). */
export function normal(dice: Dice): number {
  return Math.sqrt(-2 * Math.log(1 - dice.unit())) * Math.cos(2 * Math.PI * dice.unit());
}
