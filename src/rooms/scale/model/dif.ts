import { bookletsOf } from './booklets.ts';
import { normalQuantile, twoSided } from './normal.ts';
import type { Answers } from './responses.ts';

/**
 * How an item treats two groups of the same ability. `delta` is below 0 where it is harder for the focal group: for items of one point
 * on the ETS scale (−2.35·ln α), for others the mean difference in standard deviations of the item. `isCalled`: with fewer than
 * 200 persons in a group only C is called.
 */
export type ItemDif = {
  readonly item: string;
  readonly delta: number;
  readonly se: number;
  readonly chi2: number;
  readonly p: number;
  readonly class: 'A' | 'B' | 'C';
  readonly isCalled: boolean;
  readonly reference: number;
  readonly focal: number;
};

/** Below so many persons in a group a B says nothing. */
export const fewForB = 200;

/** So many sets of items are forms; more are answers missing here and there, for which scores are compared as shares. */
const mostForms = 8;

/**
 * Mantel–Haenszel (Holland & Thayer 1988) within forms and scores, the item itself counted among the points; error by Phillips & Holland 1987; ETS
 * classes (Zieky 1993). Items of more points by Mantel 1963 and the standardized mean difference, classes as in NAEP (Zwick, Donoghue &
 * Grima 1993). Once more without the items that were B or C among the points that make persons alike. `side`: 0 reference, 1 focal,
 * −1 neither.
 */
export function difOf(answers: Answers, side: ArrayLike<number>): readonly ItemDif[] {
  const all = answers.items.map(() => true);
  const first = passOf(answers, side, all);
  const clean = first.map(({ class: is }) => is === 'A');
  return clean.every(Boolean) || !clean.some(Boolean) ? first : passOf(answers, side, clean);
}

function passOf(answers: Answers, side: ArrayLike<number>, isMatching: readonly boolean[]): readonly ItemDif[] {
  const match = matcherOf(answers, isMatching);
  return answers.items.map(({ item, most }, column) => {
    const strata = strataOf(answers, side, column, match);
    const found = most === 1 ? mantelHaenszel(strata) : mantel(strata);
    const [reference, focal] = [0, 1].map((which) => strata.reduce((sum, stratum) => sum + stratum[which]!.length, 0));
    const isCalled = found.class === 'C' || (found.class === 'B' && Math.min(reference!, focal!) >= fewForB);
    return { item, ...found, isCalled, reference: reference!, focal: focal! };
  });
}

/** Points of the reference and of the focal group that are alike. */
type Stratum = readonly [readonly number[], readonly number[]];

type Matcher = (person: number, column: number) => string;

/** Persons are alike who have the same points on the same form; where nearly everybody has a form of their own, about the same share of points. */
function matcherOf(answers: Answers, isMatching: readonly boolean[]): Matcher {
  const width = answers.items.length;
  const booklets = bookletsOf(answers);
  const formOf = new Int32Array(answers.persons).fill(-1);
  for (const [form, { persons }] of booklets.entries()) for (const person of persons) formOf[person] = form;
  const points = new Float64Array(answers.persons);
  const most = new Float64Array(answers.persons);
  for (let at = 0; at < answers.points.length; at++) {
    const [person, column] = [Math.floor(at / width), at % width];
    if (!isMatching[column] || answers.points[at]! < 0) continue;
    points[person]! += answers.points[at]!;
    most[person]! += answers.items[column]!.most;
  }
  return (person, column) => {
    const own = isMatching[column] ? 0 : answers.points[person * width + column]!;
    const ownMost = isMatching[column] ? 0 : answers.items[column]!.most;
    const score = points[person]! + own;
    return booklets.length <= mostForms
      ? `${formOf[person]} ${score}`
      : String(Math.round((20 * score) / (most[person]! + ownMost)));
  };
}

function strataOf(answers: Answers, side: ArrayLike<number>, column: number, match: Matcher): readonly Stratum[] {
  const width = answers.items.length;
  const strata = new Map<string, [number[], number[]]>();
  for (let person = 0; person < answers.persons; person++) {
    const [value, which] = [answers.points[person * width + column]!, side[person]!];
    if (value < 0 || (which !== 0 && which !== 1)) continue;
    const key = match(person, column);
    const stratum = strata.get(key) ?? [[], []];
    strata.set(key, stratum);
    stratum[which].push(value);
  }
  return [...strata.values()];
}

type Found = Pick<ItemDif, 'delta' | 'se' | 'chi2' | 'p' | 'class'>;

const nothing: Found = { delta: 0, se: Infinity, chi2: 0, p: 1, class: 'A' };

function mantelHaenszel(strata: readonly Stratum[]): Found {
  let [right, wrong, pr, cross, qs, excess, variance] = [0, 0, 0, 0, 0, 0, 0];
  for (const [reference, focal] of strata) {
    const [a, c] = [sum(reference), sum(focal)];
    const [b, d] = [reference.length - a, focal.length - c];
    const n = a + b + c + d;
    if (reference.length === 0 || focal.length === 0) continue;
    const [r, s, p, q] = [(a * d) / n, (b * c) / n, (a + d) / n, (b + c) / n];
    right += r;
    wrong += s;
    pr += p * r;
    cross += p * s + q * r;
    qs += q * s;
    excess += a - ((a + b) * (a + c)) / n;
    if (n > 1) variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
  }
  if (!(right > 0) || !(wrong > 0) || !(variance > 0)) return nothing;
  const delta = -2.35 * Math.log(right / wrong);
  const se = 2.35 * Math.sqrt(pr / (2 * right * right) + cross / (2 * right * wrong) + qs / (2 * wrong * wrong));
  const chi2 = Math.max(0, Math.abs(excess) - 0.5) ** 2 / variance;
  const size = Math.abs(delta);
  const isLarge = size >= 1.5 && size - normalQuantile(0.95) * se > 1;
  const isSure = size > normalQuantile(0.975) * se;
  return { delta, se, chi2, p: twoSided(Math.sqrt(chi2)), class: isLarge ? 'C' : size >= 1 && isSure ? 'B' : 'A' };
}

function mantel(strata: readonly Stratum[]): Found {
  let [excess, variance, difference, focals] = [0, 0, 0, 0];
  const all = strata.flatMap(([reference, focal]) => [...reference, ...focal]);
  for (const [reference, focal] of strata) {
    const [r, f] = [reference.length, focal.length];
    const n = r + f;
    if (r === 0 || f === 0) continue;
    const total = sum(reference) + sum(focal);
    const squares = sum(reference.map((each) => each * each)) + sum(focal.map((each) => each * each));
    excess += sum(focal) - (f * total) / n;
    if (n > 1) variance += ((r * f) / (n * n * (n - 1))) * (n * squares - total * total);
    difference += f * (sum(focal) / f - sum(reference) / r);
    focals += f;
  }
  const middle = sum(all) / all.length;
  const sd = Math.sqrt(sum(all.map((each) => (each - middle) ** 2)) / (all.length - 1));
  if (!(variance > 0) || !(sd > 0)) return nothing;
  const chi2 = (excess * excess) / variance;
  const p = twoSided(Math.sqrt(chi2));
  const delta = difference / focals / sd;
  const strength = p < 0.05 ? Math.abs(delta) : 0;
  const se = Math.sqrt(variance) / focals / sd;
  return { delta, se, chi2, p, class: strength >= 0.25 ? 'C' : strength >= 0.17 ? 'B' : 'A' };
}

function sum(of: readonly number[]): number {
  return of.reduce((total, each) => total + each, 0);
}
