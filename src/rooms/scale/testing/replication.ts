import { chanceOf, type Chance } from '../model/chance.ts';
import { growthOf } from '../model/growth.ts';
import { dichotomous, type ItemModel } from '../model/item-model.ts';
import { likelihoodsOf } from '../model/likelihood.ts';
import { linkTimes, type LinkedCalibration } from '../model/link.ts';
import { plausibleValues } from '../model/plausible.ts';
import { answersOf, type Responses } from '../model/responses.ts';
import { shrinkSchools, type Measured } from '../model/shrink.ts';
import { valueOf } from './numbers.ts';
import { simulated } from './simulated.ts';

/** How many intervals there were, and how many of them had the truth in them. */
export type Hits = { readonly of: number; readonly hit: number };
export type Coverage = {
  readonly difficulty: Hits;
  readonly wle: Hits;
  readonly school: Hits;
  readonly growth: Hits;
};

const places = 25;
const anchors = 12;
const drift = 0.1;
const growth = 0.4;
const attrition = 0.08;

/**
 * One simulated year of one cell with known truth: schools of 1 to 12 pupils until there are `pupils`; two forms of 25 items with 12 in common, of which each
 * became easier or harder by a standard deviation of 0.1 logits; abilities with sd 0.9 within and 0.45 between schools, growth 0.4 with
 * sd 0.4 within and 0.15 between schools; 8 % do not come to the end. Everything is estimated as for a real cell.
 */
export function replicate(seed: string, pupils: number): Coverage {
  const chance = chanceOf(seed);
  const { school, schools } = schoolsOf(chance, pupils);
  const effect = normals(chance, schools, 0.45);
  const gain = normals(chance, schools, 0.15);
  const first = Float64Array.from(school, (at) => effect[at]! + 0.9 * chance.normal());
  const last = first.map((theta, n) => theta + growth + gain[school[n]!]! + 0.4 * chance.normal());
  const [startItems, endItems] = formsOf(chance);
  const stays = Uint8Array.from(school, () => (chance.unit() < attrition ? 0 : 1));
  const start = simulated(`${seed} start`, startItems, first);
  const end = simulated(`${seed} end`, endItems, last, (person) => stays[person] === 1);
  const linked = valueOf(linkTimes(start, end));
  // Scales are true up to where their zero lies: the mean place of the start's items.
  const zero = startItems.reduce((sum, { cumulative }) => sum + cumulative[1]!, 0) / places;
  const { calibration, measures } = linked.start;
  const within = (value: number, middle: number, reach: number): boolean => Math.abs(value - middle) <= reach;
  return {
    difficulty: hits(
      calibration.items.map(({ b, se }, n) => within(startItems[n]!.cumulative[1]! - zero, b, 1.96 * se)),
    ),
    wle: hits(measures.flatMap((each, n) => (each ? [within(first[n]! - zero, each.theta, 1.96 * each.se)] : []))),
    school: hits(
      shrinkSchools(bySchool(measures, school, schools)).schools.map(
        ({ low, high }, at) => low <= effect[at]! - zero && effect[at]! - zero <= high,
      ),
    ),
    growth: hits([growthCovers(seed, linked, { start, end }, school, stays)]),
  };
}

export function added(all: readonly Coverage[]): Coverage {
  const sum = (name: keyof Coverage): Hits => ({
    of: all.reduce((total, each) => total + each[name].of, 0),
    hit: all.reduce((total, each) => total + each[name].hit, 0),
  });
  return { difficulty: sum('difficulty'), wle: sum('wle'), school: sum('school'), growth: sum('growth') };
}

function growthCovers(
  seed: string,
  { models, link }: LinkedCalibration,
  tables: { readonly start: Responses; readonly end: Responses },
  school: Int32Array,
  stays: Uint8Array,
): boolean {
  const rows = [
    likelihoodsOf(valueOf(answersOf(tables.start, 'wrong')), models.start),
    likelihoodsOf(valueOf(answersOf(tables.end, 'wrong')), models.end),
  ];
  const drawn = plausibleValues({ rows, covariates: new Float64Array(0), columns: 0, school, draws: 10, seed })!;
  const kept = <T extends ArrayLike<number>>(of: T): number[] => Array.from(of).filter((_, n) => stays[n]);
  const found = growthOf(drawn.values[0]!.map(kept), drawn.values[1]!.map(kept), kept(school), link)!;
  return found.low <= growth && growth <= found.high;
}

function schoolsOf(chance: Chance, pupils: number): { readonly school: Int32Array; readonly schools: number } {
  const school: number[] = [];
  let schools = 0;
  while (school.length < pupils) {
    const size = Math.min(1 + chance.below(12), pupils - school.length);
    for (let n = 0; n < size; n++) school.push(schools);
    schools++;
  }
  return { school: Int32Array.from(school), schools };
}

function normals(chance: Chance, count: number, sd: number): Float64Array {
  return Float64Array.from({ length: count }, () => sd * chance.normal());
}

/** Anchors are every other item, so that they lie everywhere between easy and hard. */
function formsOf(chance: Chance): readonly [readonly ItemModel[], readonly ItemModel[]] {
  const place = (n: number): number => -2 + (4 * n) / (places - 1);
  const start = Array.from({ length: places }, (_, n) => dichotomous(`s${n}`, place(n)));
  const isAnchor = (n: number): boolean => n % 2 === 1 && n < 2 * anchors;
  const end = start.map((item, n) =>
    isAnchor(n) ? dichotomous(item.item, place(n) + drift * chance.normal()) : dichotomous(`e${n}`, place(n) + growth),
  );
  return [start, end];
}

function bySchool(
  measures: readonly ({ readonly theta: number; readonly se: number } | undefined)[],
  school: Int32Array,
  schools: number,
): readonly (readonly Measured[])[] {
  const pupils = Array.from({ length: schools }, (): Measured[] => []);
  for (const [n, measure] of measures.entries())
    if (measure) pupils[school[n]!]!.push({ value: measure.theta, se: measure.se });
  return pupils;
}

function hits(of: readonly boolean[]): Hits {
  return { of: of.length, hit: of.filter(Boolean).length };
}
