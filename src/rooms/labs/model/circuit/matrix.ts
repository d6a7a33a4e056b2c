/** Equations solved for any right-hand side; undefined where they have no single answer. */
export type Solver = ((right: Float64Array) => Float64Array) | undefined;

/** Gauss's elimination with the largest pivot of each column, of `size` rows one after the other; `matrix` is not changed. */
export function factored(matrix: Float64Array, size: number): Solver {
  const m = Float64Array.from(matrix);
  const order = Array.from({ length: size }, (_, k) => k);
  const at = (row: number, column: number): number => m[row * size + column] ?? 0;
  for (let k = 0; k < size; k++) {
    let best = k;
    for (let row = k + 1; row < size; row++) if (Math.abs(at(row, k)) > Math.abs(at(best, k))) best = row;
    // What is left of conductances from a nanosiemens up is never so small.
    if (!(Math.abs(at(best, k)) > 1e-18)) return undefined;
    if (best !== k) {
      for (let column = 0; column < size; column++) {
        const held = at(k, column);
        m[k * size + column] = at(best, column);
        m[best * size + column] = held;
      }
      [order[k], order[best]] = [order[best] ?? 0, order[k] ?? 0];
    }
    for (let row = k + 1; row < size; row++) {
      const share = at(row, k) / at(k, k);
      if (share === 0) continue;
      m[row * size + k] = share;
      for (let column = k + 1; column < size; column++)
        m[row * size + column] = at(row, column) - share * at(k, column);
    }
  }
  const once = (right: Float64Array): Float64Array => {
    const x = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      let sum = right[order[row] ?? 0] ?? 0;
      for (let column = 0; column < row; column++) sum -= at(row, column) * (x[column] ?? 0);
      x[row] = sum;
    }
    for (let row = size - 1; row >= 0; row--) {
      let sum = x[row] ?? 0;
      for (let column = row + 1; column < size; column++) sum -= at(row, column) * (x[column] ?? 0);
      x[row] = sum / at(row, row);
    }
    return x;
  };
  return (right) => {
    const x = once(right);
    const rest = Float64Array.from(right, (wanted, row) => {
      let sum = wanted;
      for (let column = 0; column < size; column++) sum -= (matrix[row * size + column] ?? 0) * (x[column] ?? 0);
      return sum;
    });
    const more = once(rest);
    // What rounding took is put back once: megohms and milliohms stand in one circuit.
    return x.map((each, k) => each + (more[k] ?? 0));
  };
}
