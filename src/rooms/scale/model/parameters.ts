import type { ItemModel } from './item-model.ts';

/** Where the parameters of items stand in one vector: for each item those of all used points but the least. */
export type Layout = {
  readonly items: readonly string[];
  readonly points: readonly (readonly number[])[];
  /** The first parameter of each item; one more than there are items: the last is the size. */
  readonly first: Int32Array;
  readonly size: number;
  /** Points above the item's least, of each parameter. */
  readonly degree: Float64Array;
};

export function layoutOf(items: readonly string[], points: readonly (readonly number[])[]): Layout {
  const first = new Int32Array(items.length + 1);
  for (let n = 0; n < items.length; n++) first[n + 1] = first[n]! + points[n]!.length - 1;
  const degree = Float64Array.from(points.flatMap((of) => of.slice(1).map((point) => point - of[0]!)));
  return { items, points, first, size: first[items.length]!, degree };
}

/** The items with the parameters of `beta` (cumulative thresholds) and these slopes. */
export function modelsOf(layout: Layout, beta: Float64Array, slopes?: ArrayLike<number>): readonly ItemModel[] {
  return layout.items.map((item, n) => {
    const own = beta.subarray(layout.first[n], layout.first[n + 1]);
    return { item, slope: slopes?.[n] ?? 1, points: layout.points[n]!, cumulative: [0, ...own] };
  });
}

/** The linear function of the parameters that is the place of item `n`. */
export function placeWeights(layout: Layout, n: number): Float64Array {
  const weights = new Float64Array(layout.size);
  const last = layout.first[n + 1]! - 1;
  weights[last] = 1 / layout.degree[last]!;
  return weights;
}

/** The linear function that is the k-th threshold of item `n`. */
export function thresholdWeights(layout: Layout, n: number, k: number): Float64Array {
  const weights = new Float64Array(layout.size);
  const at = layout.first[n]! + k;
  const step = k === 0 ? layout.degree[at]! : layout.degree[at]! - layout.degree[at - 1]!;
  weights[at] = 1 / step;
  if (k > 0) weights[at - 1] = -1 / step;
  return weights;
}
