import { exp, log } from './elementary.ts';
import { readFormula, type FormulaFault } from './formula.ts';
import { solveCurve, solveLinear, type Curve, type Estimates, type FitRefusal } from './least-squares.ts';
import type { FitKind, Notebook } from './notebook.ts';
import { curveOf, solveUnguessed } from './own-curve.ts';
import { workedOut } from './table.ts';

export type Point = { readonly row: number; readonly x: number; readonly y: number; readonly spread: number };

/** A fit as it stands: its parameters by name, with their standard errors. */
export type Fit = {
  readonly kind: FitKind;
  readonly points: readonly Point[];
  readonly names: readonly string[];
  readonly estimates: Estimates;
  readonly at: (x: number) => number;
};

export type NoFit = FitRefusal | FormulaFault['key'] | 'one-x' | 'not-positive';

/** The points of the notebook's plot: rows in which both columns have a number and that are not left out. */
export function pointsOf(notebook: Notebook): readonly Point[] {
  const { x, y, without } = notebook.plot;
  const table = workedOut(notebook);
  const [atX, atY] = [x, y].map((name) => table.columns.findIndex(({ column }) => column === name)) as [number, number];
  return table.rows.flatMap(({ row, cells }) => {
    const [a, b] = [cells[atX], cells[atY]];
    return a && b && !without.includes(row) ? [{ row, x: a.value, y: b.value, spread: b.uncertainty }] : [];
  });
}

/**
 * LAB-8: the fit that the notebook asks for. The points weigh alike: what pupils state as uncertainty is drawn as bars; how
 * sure the parameters are follows from what is left. But readings that all agree make nothing sure: no point is taken to be
 * surer than a number that was rounded to its stated uncertainty (width over √12; GUM, JCGM 100:2008, F.2.2.1).
 */
export function fitOf(notebook: Notebook): Fit | NoFit {
  const { fit: kind, own } = notebook.plot;
  if (!kind) return 'too-few';
  return fitted(kind, pointsOf(notebook), own);
}

export function fitted(kind: FitKind, points: readonly Point[], own = ''): Fit | NoFit {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  if (points.length < 2) return 'too-few';
  if (new Set(xs).size < 2) return 'one-x';
  const least = points.reduce((sum, { spread }) => sum + spread ** 2, 0) / points.length / 12;
  const made = (
    names: readonly string[],
    estimates: Estimates | FitRefusal,
    at: (values: readonly number[], x: number) => number,
  ): Fit | NoFit =>
    typeof estimates === 'string' ? estimates : { kind, points, names, estimates, at: (x) => at(estimates.values, x) };
  switch (kind) {
    case 'line':
      return made(
        ['a', 'b'],
        solveLinear(
          xs.map((x) => [x, 1]),
          ys,
          undefined,
          least,
        ),
        ([a = 0, b = 0], x) => a * x + b,
      );
    case 'proportional':
      return made(
        ['a'],
        solveLinear(
          xs.map((x) => [x]),
          ys,
          undefined,
          least,
        ),
        ([a = 0], x) => a * x,
      );
    case 'power': {
      if ([...xs, ...ys].some((each) => each <= 0)) return 'not-positive';
      const guess = solveLinear(
        xs.map((x) => [log(x), 1]),
        ys.map(log),
      );
      if (typeof guess === 'string') return guess;
      const [n = 0, a = 0] = guess.values;
      return made(
        ['a', 'n'],
        solveCurve(powerCurve, xs, ys, [exp(a), n], undefined, least),
        ([k = 0, m = 0], x) => k * exp(m * log(x)),
      );
    }
    case 'exponential': {
      if (ys.some((each) => each <= 0)) return 'not-positive';
      const guess = solveLinear(
        xs.map((x) => [x, 1]),
        ys.map(log),
      );
      if (typeof guess === 'string') return guess;
      const [k = 0, a = 0] = guess.values;
      return made(
        ['a', 'k'],
        solveCurve(exponentialCurve, xs, ys, [exp(a), k], undefined, least),
        ([c = 0, m = 0], x) => c * exp(m * x),
      );
    }
    case 'own':
      return ownFit(points, xs, ys, own, least, made);
  }
}

const powerCurve: Curve = (x, [a = 0, n = 0]) => {
  const power = exp(n * log(x));
  return { value: a * power, by: [power, a * power * log(x)] };
};

const exponentialCurve: Curve = (x, [a = 0, k = 0]) => {
  const power = exp(k * x);
  return { value: a * power, by: [power, a * x * power] };
};

type Made = (
  names: readonly string[],
  estimates: Estimates | FitRefusal,
  at: (values: readonly number[], x: number) => number,
) => Fit | NoFit;

/** A formula of x with parameters of the pupil's own: `a·(1 − exp(−b·x))`, without a first guess. */
function ownFit(
  points: readonly Point[],
  xs: readonly number[],
  ys: readonly number[],
  text: string,
  least: number,
  made: Made,
): Fit | NoFit {
  const formula = readFormula(text);
  if (!formula.ok) return formula.error.key;
  const { names, curve } = curveOf(formula.value);
  if (names.length === 0 || points.length < names.length) return 'too-few';
  return made(names, solveUnguessed(curve, names.length, xs, ys, least), (values, x) => curve(x, values).value);
}
