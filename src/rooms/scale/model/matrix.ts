/**
 * Small dense symmetric matrices, row after row in one array. Cholesky as in Golub & Van Loan, Matrix Computations,
 * 4th edition, algorithm 4.2.1.
 */

/** The lower triangle L with L·Lᵀ = the matrix, or undefined where it is not positive definite. */
export function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= lower[row * size + k]! * lower[column * size + k]!;
      if (row !== column) lower[row * size + column] = sum / lower[column * size + column]!;
      else if (sum > 1e-13 * Math.abs(matrix[row * size + row]!)) lower[row * size + row] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return lower;
}

/** Solves L·Lᵀ·x = `right`. */
export function solveBy(lower: Float64Array, size: number, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    let sum = x[row]!;
    for (let k = 0; k < row; k++) sum -= lower[row * size + k]! * x[k]!;
    x[row] = sum / lower[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row]!;
    for (let k = row + 1; k < size; k++) sum -= lower[k * size + row]! * x[k]!;
    x[row] = sum / lower[row * size + row]!;
  }
  return x;
}

/** The inverse of L·Lᵀ. */
export function inverseBy(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    unit.fill(0);
    unit[column] = 1;
    const solved = solveBy(lower, size, unit);
    for (let row = 0; row < size; row++) inverse[row * size + column] = solved[row]!;
  }
  return inverse;
}

/** aᵀ · matrix · b. */
export function between(a: ArrayLike<number>, matrix: Float64Array, b: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) {
    const left = a[row]!;
    if (left === 0) continue;
    for (let column = 0; column < b.length; column++) sum += left * matrix[row * b.length + column]! * b[column]!;
  }
  return sum;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

/** The largest absolute value. */
export function largest(of: ArrayLike<number>): number {
  let most = 0;
  for (let at = 0; at < of.length; at++) {
    const size = Math.abs(of[at]!);
    if (!(size <= most)) most = size;
  }
  return most;
}
