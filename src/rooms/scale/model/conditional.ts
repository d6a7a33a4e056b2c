import {
  emptyProducts,
  fillAfter,
  fillBefore,
  lowest,
  type Polynomial,
  type Products,
  type Range,
} from './elementary-symmetric.ts';
import type { Layout } from './parameters.ts';

/** A booklet as the conditional likelihood sees it: its items and how many persons (weighed) had each score above the least. */
export type ScoreCounts = { readonly items: Int32Array; readonly counts: Float64Array };

/** What the conditional likelihood of all booklets needs at one place, and room to work in. */
export type Conditional = {
  readonly layout: Layout;
  readonly polynomials: readonly Polynomial[];
  /** The logarithm of what the weights of each item were divided by. */
  readonly logNorm: Float64Array;
  readonly products: Products;
  readonly chain: Float64Array;
};

export function conditionalAt(layout: Layout, beta: Float64Array): Conditional {
  const logNorm = new Float64Array(layout.items.length);
  const polynomials = layout.items.map((_, n): Polynomial => {
    const own = beta.subarray(layout.first[n], layout.first[n + 1]);
    const weights = Float64Array.of(1, ...own.map((each) => Math.exp(-each)));
    const sum = weights.reduce((total, each) => total + each, 0);
    logNorm[n] = Math.log(sum);
    const points = layout.points[n]!;
    // Brought to the sum 1, the products are chances of scores: they neither overflow nor vanish.
    return {
      degrees: Int32Array.from(points, (point) => point - points[0]!),
      values: weights.map((each) => each / sum),
    };
  });
  const most = polynomials.reduce((sum, { degrees }) => sum + degrees.at(-1)!, 0);
  const products = emptyProducts(layout.items.length, most);
  return { layout, polynomials, logNorm, products, chain: new Float64Array(2 * (most + 1)) };
}

/** Adds to `gradient` and `information` (where given) what a booklet tells; answers with Σ n·log γ. */
export function addBooklet(
  of: Conditional,
  { items, counts }: ScoreCounts,
  gradient: Float64Array,
  information?: Float64Array,
): number {
  const { layout, logNorm, chain } = of;
  const polynomials = Array.from(items, (item) => of.polynomials[item]!);
  const low = counts.findIndex((count) => count > 0);
  if (low < 0) return 0;
  const high = counts.findLastIndex((count) => count > 0);
  const range = { low, high };
  const products = { ...of.products, degree: of.products.degree.subarray(0, items.length + 1) };
  fillBefore(polynomials, range, products);
  const last = items.length * products.stride;
  let logGamma = 0;
  let norm = 0;
  for (const item of items) norm += logNorm[item]!;
  for (let r = low; r <= high; r++) {
    const [count, gamma] = [counts[r]!, products.before[last + r]!];
    products.after[last + r] = count > 0 ? count / gamma : 0;
    if (count > 0) logGamma += count * (Math.log(gamma) + norm);
  }
  fillAfter(polynomials, range, products);
  const places = placesOf(layout, items);
  const expected = new Float64Array(places.length);
  for (let p = 0; p < places.length; p++) {
    const { n, k, at } = places[p]!;
    expected[p] = polynomials[n]!.values[k]! * met(products, range, n, polynomials[n]!.degrees[k]!);
    gradient[at]! += expected[p]!;
  }
  if (!information) return logGamma;
  for (let p = 0; p < places.length; p++) information[places[p]!.at * (layout.size + 1)]! += expected[p]!;
  addPairs(layout.size, polynomials, places, products, range, chain, information);
  if (low === high) takeSquare(layout.size, places, expected, 1 / counts[low]!, information);
  else takeSquares(layout.size, polynomials, places, products, counts, information);
  return logGamma;
}

type ParameterPlace = { readonly n: number; readonly k: number; readonly at: number };

function placesOf(layout: Layout, items: Int32Array): readonly ParameterPlace[] {
  const places: ParameterPlace[] = [];
  for (let n = 0; n < items.length; n++) {
    const [first, end] = [layout.first[items[n]!]!, layout.first[items[n]! + 1]!];
    for (let at = first; at < end; at++) places.push({ n, k: at - first + 1, at });
  }
  return places;
}

/** Σ before[n][s]·after[n + 1][s + shift]. */
function met({ stride, degree, before, after }: Products, range: Range, n: number, shift: number): number {
  const [left, right] = [n * stride, (n + 1) * stride + shift];
  const end = Math.min(degree[n]!, range.high - shift);
  let sum = 0;
  for (let s = Math.max(0, lowest(range, degree, n + 1) - shift); s <= end; s++)
    sum += before[left + s]! * after[right + s]!;
  return sum;
}

/** How often two categories of different items are expected together. */
function addPairs(
  size: number,
  polynomials: readonly Polynomial[],
  places: readonly ParameterPlace[],
  { stride, degree, before, after }: Products,
  range: Range,
  chain: Float64Array,
  information: Float64Array,
): void {
  const half = chain.length / 2;
  for (let p = 0; p < places.length; p++) {
    const { n, k, at } = places[p]!;
    const { degrees, values } = polynomials[n]!;
    const shift = degrees[k]!;
    let [here, there] = [0, half];
    let top = Math.min(degree[n + 1]!, range.high);
    for (let s = 0; s <= top; s++) chain[s] = 0;
    for (let s = 0; s <= Math.min(degree[n]!, range.high - shift); s++)
      chain[s + shift] = values[k]! * before[n * stride + s]!;
    let of = n + 1;
    for (let q = p + 1; q < places.length; q++) {
      const other = places[q]!;
      if (other.n === n) continue;
      for (; of < other.n; of++) {
        top = multiply(chain, here, there, polynomials[of]!, top, lowest(range, degree, of), range.high);
        [here, there] = [there, here];
      }
      const { degrees: shifts, values: chances } = polynomials[other.n]!;
      const move = shifts[other.k]!;
      const right = (other.n + 1) * stride + move;
      const end = Math.min(top, range.high - move);
      let sum = 0;
      for (let s = Math.max(0, lowest(range, degree, other.n + 1) - move); s <= end; s++)
        sum += chain[here + s]! * after[right + s]!;
      information[at * size + other.at]! += chances[other.k]! * sum;
      information[other.at * size + at]! += chances[other.k]! * sum;
    }
  }
}

/** One more item into the product that stands at `from`; answers with its degree. Below `low` nothing can be reached any more. */
function multiply(
  chain: Float64Array,
  from: number,
  to: number,
  { degrees, values }: Polynomial,
  degree: number,
  low: number,
  high: number,
): number {
  const top = Math.min(degree + degrees.at(-1)!, high);
  for (let s = low; s <= top; s++) chain[to + s] = s <= degree ? values[0]! * chain[from + s]! : 0;
  for (let k = 1; k < degrees.length; k++) {
    const [shift, value] = [degrees[k]!, values[k]!];
    const end = Math.min(degree, top - shift);
    for (let s = low; s <= end; s++) chain[to + shift + s]! += value * chain[from + s]!;
  }
  return top;
}

/** Takes away what the scores alone explain: Σ n·E(x|r)·E(x|r)ᵀ. */
function takeSquares(
  size: number,
  polynomials: readonly Polynomial[],
  places: readonly ParameterPlace[],
  { stride, degree, before }: Products,
  counts: Float64Array,
  information: Float64Array,
): void {
  const items = polynomials.length;
  const most = degree[items]!;
  const behind = emptyProducts(items, most);
  fillBefore(polynomials.toReversed(), { low: 0, high: most }, behind);
  const mean = new Float64Array(places.length);
  for (let r = 0; r < counts.length; r++) {
    if (counts[r] === 0) continue;
    const gamma = before[items * stride + r]!;
    for (let p = 0; p < places.length; p++) {
      const { n, k } = places[p]!;
      const rest = r - polynomials[n]!.degrees[k]!;
      const [left, right] = [n * stride, (items - 1 - n) * behind.stride + rest];
      const end = Math.min(degree[n]!, rest);
      let sum = 0;
      for (let s = Math.max(0, rest - behind.degree[items - 1 - n]!); s <= end; s++)
        sum += before[left + s]! * behind.before[right - s]!;
      mean[p] = (polynomials[n]!.values[k]! * sum) / gamma;
    }
    takeSquare(size, places, mean, counts[r]!, information);
  }
}

function takeSquare(
  size: number,
  places: readonly ParameterPlace[],
  mean: Float64Array,
  times: number,
  information: Float64Array,
): void {
  for (let p = 0; p < places.length; p++) {
    const scaled = times * mean[p]!;
    if (scaled === 0) continue;
    const row = places[p]!.at * size;
    for (let q = 0; q < places.length; q++) information[row + places[q]!.at]! -= scaled * mean[q]!;
  }
}
