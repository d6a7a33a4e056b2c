import { atan, cos, exp, log, pow, sin, tan } from './elementary.ts';

/** A value and its derivatives by each name of the formula: so that an uncertainty and a fit need no small differences. */
export type Dual = { readonly value: number; readonly by: readonly number[] };

export function constant(value: number, size: number): Dual {
  return { value, by: Array.from({ length: size }, () => 0) };
}

export function variable(value: number, place: number, size: number): Dual {
  return { value, by: Array.from({ length: size }, (_, k) => (k === place ? 1 : 0)) };
}

/** `f` at a, its slope there being `slope`. */
const chained = (a: Dual, value: number, slope: number): Dual => ({ value, by: a.by.map((each) => slope * each) });

const combined = (a: Dual, b: Dual, value: number, byA: number, byB: number): Dual => ({
  value,
  by: a.by.map((each, k) => byA * each + byB * (b.by[k] ?? 0)),
});

export const negative = (a: Dual): Dual => chained(a, -a.value, -1);
export const plus = (a: Dual, b: Dual): Dual => combined(a, b, a.value + b.value, 1, 1);
export const minus = (a: Dual, b: Dual): Dual => combined(a, b, a.value - b.value, 1, -1);
export const times = (a: Dual, b: Dual): Dual => combined(a, b, a.value * b.value, b.value, a.value);
export const over = (a: Dual, b: Dual): Dual =>
  combined(a, b, a.value / b.value, 1 / b.value, -a.value / (b.value * b.value));

/** a to the power b; of a negative a only to a whole power. */
export function raised(a: Dual, b: Dual): Dual {
  const value = pow(a.value, b.value);
  const byBase = b.value === 0 ? 0 : b.value * pow(a.value, b.value - 1);
  return combined(a, b, value, byBase, a.value > 0 ? value * log(a.value) : 0);
}

export const functions: Readonly<Record<string, (a: Dual) => Dual>> = {
  sqrt: (a) => chained(a, Math.sqrt(a.value), 0.5 / Math.sqrt(a.value)),
  abs: (a) => chained(a, Math.abs(a.value), Math.sign(a.value)),
  exp: (a) => chained(a, exp(a.value), exp(a.value)),
  ln: (a) => chained(a, log(a.value), 1 / a.value),
  lg: (a) => chained(a, log(a.value) / log(10), 1 / (a.value * log(10))),
  sin: (a) => chained(a, sin(a.value), cos(a.value)),
  cos: (a) => chained(a, cos(a.value), -sin(a.value)),
  tan: (a) => chained(a, tan(a.value), 1 / cos(a.value) ** 2),
  arctan: (a) => chained(a, atan(a.value), 1 / (1 + a.value ** 2)),
  /** Degrees as radians. */
  rad: (a) => chained(a, (a.value * Math.PI) / 180, Math.PI / 180),
};
