import type { Formula } from './formula.ts';
import { solveCurve, solveLinear, type Curve, type Estimates, type FitRefusal } from './least-squares.ts';

/** So many of the best guesses are tried to the end. */
const tried = 4;

/** A formula of `x` as a curve of its other names, in their order. */
export function curveOf(formula: Formula): { readonly names: readonly string[]; readonly curve: Curve } {
  const names = formula.names.filter((name) => name !== 'x');
  const places = names.map((name) => formula.names.indexOf(name));
  const curve: Curve = (x, values) => {
    const given: Record<string, number> = { x };
    for (const [k, name] of names.entries()) given[name] = values[k] ?? NaN;
    const { value, by } = formula.at(given);
    return { value, by: places.map((place) => by[place] ?? 0) };
  };
  return { names, curve };
}

/**
 * The best fit of a curve for which nobody gives a first guess. Parameters in which the curve is linear follow from the
 * others (Golub and Pereyra 1973), so only those others are searched, over sizes that the points suggest; the best few are
 * then fitted to the end. Of the fits that converge, that with the smallest sum.
 */
export function solveUnguessed(
  curve: Curve,
  size: number,
  xs: readonly number[],
  ys: readonly number[],
  least = 0,
): Estimates | FitRefusal {
  if (xs.length < size) return 'too-few';
  const linear = linearIn(curve, size, xs);
  const guesses = guessesFor(size, linear, xs)
    .map((guess) => completed(curve, guess, linear, xs, ys))
    .filter(({ sum }) => Number.isFinite(sum))
    .toSorted((a, b) => a.sum - b.sum)
    .slice(0, tried);
  const fits = guesses.map(({ values }) => solveCurve(curve, xs, ys, values, undefined, least));
  const found = fits.filter((each) => typeof each !== 'string').toSorted((a, b) => a.sum - b.sum)[0];
  return found ?? fits.find((each) => typeof each === 'string') ?? 'not-converged';
}

/** Parameters that stand as factors of terms and nowhere else: no slope by one of them changes with any of them. */
function linearIn(curve: Curve, size: number, xs: readonly number[]): readonly number[] {
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  // Seen at several sizes: at one of them a slope may be nothing everywhere, which says nothing.
  const bases = [1, (from + to) / 2 || 1, 1 / (to - from || 1)].map((large) =>
    Array.from({ length: size }, (_, k) => large * (0.7 + 0.13 * k)),
  );
  const slopes = (values: readonly number[], k: number): readonly number[] =>
    xs.map((x) => curve(x, values).by[k] ?? 0);
  const isFreeOf = (k: number, moved: number): boolean => {
    const pairs = bases.map((base) => {
      const other = base.map((each, m) => (m === moved ? 1.7 * each : each));
      return [slopes(base, k), slopes(other, k)] as const;
    });
    const told = pairs.filter(([here]) => here.some((each) => Math.abs(each) > 1e-100));
    const isSame = (here: readonly number[], there: readonly number[]): boolean =>
      here.every((each, i) => Math.abs(each - (there[i] ?? NaN)) <= 1e-9 * Math.abs(each));
    return told.length > 0 && told.every(([here, there]) => isSame(here, there));
  };
  const linear: number[] = [];
  for (let k = 0; k < size; k++)
    if (isFreeOf(k, k) && linear.every((each) => isFreeOf(each, k) && isFreeOf(k, each))) linear.push(k);
  return linear;
}

/** Sizes for what is not linear: about one, about the points' x and their spread, and about one over it. */
function guessesFor(size: number, linear: readonly number[], xs: readonly number[]): readonly (readonly number[])[] {
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  const wide = to - from || 1;
  const few = [1, 1 / wide, 10 / wide];
  const some = [...few, (from + to) / 2, 3 / wide];
  const many = [...some, -1, -1 / wide, 0.1, 10, 0.3 / wide, 30 / wide, 0.1 * wide, 0.03 * wide, from, to, 3, 0.3];
  const open = size - linear.length;
  const of = open <= 2 ? many : open === 3 ? some : open <= 5 ? few : [1];
  let all: readonly (readonly number[])[] = [[]];
  for (let k = 0; k < size; k++)
    all = all.flatMap((each) => (linear.includes(k) ? [[...each, 1]] : of.map((value) => [...each, value])));
  return all;
}

/** A guess with its linear parameters solved, and the sum of squares that it leaves. */
function completed(
  curve: Curve,
  guess: readonly number[],
  linear: readonly number[],
  xs: readonly number[],
  ys: readonly number[],
): { readonly values: readonly number[]; readonly sum: number } {
  const points = xs.map((x) => curve(x, guess));
  const left = ys.map((each, i) => each - (points[i]?.value ?? NaN));
  const alone = { values: guess, sum: left.reduce((sum, each) => sum + each * each, 0) };
  if (linear.length === 0) return alone;
  const rows = points.map(({ by }) => linear.map((k) => by[k] ?? 0));
  const step = solveLinear(rows, left);
  if (typeof step === 'string' || !Number.isFinite(step.sum)) return alone;
  const moved = new Map(linear.map((k, place) => [k, step.values[place] ?? 0]));
  return { values: guess.map((each, k) => each + (moved.get(k) ?? 0)), sum: step.sum };
}
