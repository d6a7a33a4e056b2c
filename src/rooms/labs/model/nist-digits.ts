import { readFormula } from './formula.ts';
import { solveCurve, solveLinear, type Estimates, type FitRefusal } from './least-squares.ts';
import { referenceCurves, type ReferenceCurve } from './nist-curves.ts';
import { longley, norris, wampler } from './nist.ts';
import { curveOf, solveUnguessed } from './own-curve.ts';

/** A fit of one of NIST's data sets, and how many digits of its certified values it meets at the least. */
export type Met = { readonly name: string; readonly how: string; readonly digits: number };

/** So many digits of a certified value are met, as NIST counts them: −lg of the relative error. */
export function digitsOf(got: number, certified: number): number {
  if (got === certified) return 15;
  const digits = -Math.log10(Math.abs(got - certified) / Math.abs(certified));
  return Number.isNaN(digits) ? 0 : digits;
}

/** What the least-squares core meets: lines and columns by QR, a pupil's formulas from NIST's guesses and from none. */
export function nistDigits(): readonly Met[] {
  const line = solveLinear(
    norris.x.map((x) => [1, x]),
    norris.y,
  );
  const columns = solveLinear(
    longley.x.map((row) => [1, ...row]),
    longley.y,
  );
  const fifth = solveLinear(
    wampler.x.map((x) => [1, x, x ** 2, x ** 3, x ** 4, x ** 5]),
    wampler.y,
  );
  return [
    met('Norris', 'line', line, norris.values, norris.errors),
    met('Longley', 'six columns', columns, longley.values, longley.errors),
    met('Wampler1', 'fifth degree', fifth, [1, 1, 1, 1, 1, 1], []),
    ...referenceCurves.flatMap(curvesMet),
  ];
}

function curvesMet({ name, formula: text, x, y, starts, values, errors, sum }: ReferenceCurve): readonly Met[] {
  const formula = readFormula(text);
  if (!formula.ok) throw new Error(`${name} is not read: ${formula.error.key}`);
  const { names, curve } = curveOf(formula.value);
  // Seven parameters of a fraction have other valleys: there a guess is needed.
  const alone = names.length > 5 ? [] : [['no guess', solveUnguessed(curve, names.length, x, y)] as const];
  const guessed = starts.map((start, k) => [`guess ${k + 1}`, solveCurve(curve, x, y, start)] as const);
  return [...alone, ...guessed].map(([how, found]) => met(name, how, inOrder(name, found), values, errors, sum));
}

/** Two like terms may come in either order. */
function inOrder(name: string, found: Estimates | FitRefusal): Estimates | FitRefusal {
  if (typeof found === 'string' || name !== 'MGH17' || (found.values[1] ?? 0) > 0) return found;
  const turned = (all: readonly number[]): readonly number[] => [0, 3, 4, 1, 2].map((k) => all[k] ?? NaN);
  return { ...found, values: turned(found.values), errors: turned(found.errors) };
}

function met(
  name: string,
  how: string,
  found: Estimates | FitRefusal,
  values: readonly number[],
  errors: readonly number[],
  sum?: number,
): Met {
  if (typeof found === 'string') return { name, how, digits: 0 };
  const all = [
    ...values.map((each, k) => digitsOf(found.values[k] ?? NaN, each)),
    ...errors.map((each, k) => digitsOf(found.errors[k] ?? NaN, each)),
    ...(sum === undefined ? [] : [digitsOf(found.sum, sum)]),
  ];
  return { name, how, digits: Math.min(...all) };
}
