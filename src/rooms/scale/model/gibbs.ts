import type { Chance } from './chance.ts';
import { thetaAt, thetaGrid } from './likelihood.ts';

/** An ability drawn from a person's likelihood under a normal prior, between the nodes of the grid too. */
export function drawAbility(
  chance: Chance,
  row: Float64Array | undefined,
  mean: number,
  sd: number,
  room: Float64Array,
): number {
  const { least, step, count } = thetaGrid;
  const from = Math.max(0, Math.floor((mean - 7 * sd - least) / step));
  const to = Math.min(count - 1, Math.ceil((mean + 7 * sd - least) / step));
  if (!row || from > to) return mean + sd * chance.normal();
  // A normal density on even nodes is a product of a product: two multiplications a node, and no exponential.
  const scale = 1 / (2 * sd * sd);
  let weight = Math.exp(-((thetaAt(from) - mean) ** 2) * scale);
  let ratio = Math.exp(-step * (2 * (thetaAt(from) - mean) + step) * scale);
  const bend = Math.exp(-2 * step * step * scale);
  let sum = 0;
  for (let q = from; q <= to; q++) {
    sum += weight * row[q]!;
    room[q] = sum;
    weight *= ratio;
    ratio *= bend;
  }
  if (!(sum > 0)) return mean + sd * chance.normal();
  const wanted = chance.unit() * sum;
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (room[middle]! > wanted) high = middle;
    else low = middle + 1;
  }
  return thetaAt(low) + step * (chance.unit() - 0.5);
}

/** A covariance matrix of one or two times. */
export type Covariance = readonly number[];

/** L with L·Lᵀ = the covariance, as [a] or [a, 0, b, c]. */
export function rootOf(matrix: Covariance): readonly number[] {
  if (matrix.length === 1) return [Math.sqrt(matrix[0]!)];
  const a = Math.sqrt(matrix[0]!);
  const b = matrix[2]! / a;
  return [a, 0, b, Math.sqrt(Math.max(1e-12, matrix[3]! - b * b))];
}

export function inverseOf(matrix: Covariance): Covariance {
  if (matrix.length === 1) return [1 / matrix[0]!];
  const [a, b, c, d] = matrix as readonly [number, number, number, number];
  const whole = a * d - b * c;
  return [d / whole, -b / whole, -c / whole, a / whole];
}

/** A covariance matrix drawn from the inverse Wishart distribution (Bartlett's decomposition), of these squares and degrees of freedom. */
export function drawCovariance(chance: Chance, squares: Covariance, freedom: number): Covariance {
  if (squares.length === 1) return [squares[0]! / chiSquare(chance, freedom)];
  const root = rootOf(inverseOf(squares));
  const [a, b, c] = [Math.sqrt(chiSquare(chance, freedom)), chance.normal(), Math.sqrt(chiSquare(chance, freedom - 1))];
  const [one, two, three] = [root[0]! * a, root[2]! * a + root[3]! * b, root[3]! * c];
  return inverseOf([one * one, one * two, one * two, two * two + three * three]);
}

/** Marsaglia & Tsang, A simple method for generating gamma variables, ACM TOMS 26, 2000. */
function chiSquare(chance: Chance, freedom: number): number {
  const d = Math.max(freedom, 2) / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = chance.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(chance.unit()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v;
  }
}
