/**
 * Elementary symmetric functions of a booklet: the coefficients γ of the product of its items' polynomials, where an item's is
 * Σ ε_k·x^degree_k. By the summation recursion (Andersen 1972; Verhelst, Glas & van der Sluis 1984; for more points Fischer &
 * Ponocny 1994): only positive numbers are added, so nothing cancels, where the difference recursion breaks down at forty items.
 */
export type Polynomial = { readonly degrees: Int32Array; readonly values: Float64Array };

/** The part of the scores that matters: no smaller one than `low` and no larger one than `high` is asked for. */
export type Range = { readonly low: number; readonly high: number };

/**
 * Rows of products, one more than there are items: `before` row i is the product of the items before i, up to the degree `high`; its
 * last row is γ. `after` row i carries weights of scores back to the products before i, so that Σ before·after = Σ weights·γ in
 * every row: with the weights n/γ one run gives the expected counts of all categories.
 */
export type Products = {
  readonly stride: number;
  /** The degree of each row of `before`. */
  readonly degree: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
};

export function emptyProducts(items: number, degree: number): Products {
  const stride = degree + 1;
  const rows = (): Float64Array => new Float64Array((items + 1) * stride);
  return { stride, degree: new Int32Array(items + 1), before: rows(), after: rows() };
}

export function fillBefore(items: readonly Polynomial[], { high }: Range, { stride, degree, before }: Products): void {
  before[0] = 1;
  degree[0] = 0;
  for (let i = 0; i < items.length; i++) {
    const { degrees, values } = items[i]!;
    degree[i + 1] = degree[i]! + degrees.at(-1)!;
    const [from, to] = [i * stride, (i + 1) * stride];
    const [known, top] = [Math.min(degree[i]!, high), Math.min(degree[i + 1]!, high)];
    for (let s = 0; s <= top; s++) before[to + s] = s <= known ? values[0]! * before[from + s]! : 0;
    for (let k = 1; k < degrees.length; k++) {
      const [shift, value] = [degrees[k]!, values[k]!];
      const end = Math.min(known, top - shift);
      for (let s = 0; s <= end; s++) before[to + shift + s]! += value * before[from + s]!;
    }
  }
}

/** `weights` stand in the last row of `after` before this is called. */
export function fillAfter(items: readonly Polynomial[], range: Range, { stride, degree, after }: Products): void {
  for (let i = items.length - 1; i >= 0; i--) {
    const { degrees, values } = items[i]!;
    const [from, to] = [(i + 1) * stride, i * stride];
    const high = Math.min(degree[i]!, range.high);
    for (let s = lowest(range, degree, i); s <= high; s++) {
      let sum = 0;
      for (let k = 0; k < degrees.length; k++) {
        const there = s + degrees[k]!;
        if (there <= range.high && there >= lowest(range, degree, i + 1)) sum += values[k]! * after[from + there]!;
      }
      after[to + s] = sum;
    }
  }
}

/** The least degree before item i from which a score of the range can still be reached. */
export function lowest({ low }: Range, degree: Int32Array, i: number): number {
  return Math.max(0, low - (degree.at(-1)! - degree[i]!));
}
