import type { MarginalData } from './marginal-data.ts';
import type { Layout } from './parameters.ts';
import type { Nodes } from './quadrature.ts';

/**
 * The marginal likelihood of items and normal populations (Bock & Aitkin, Psychometrika 46, 1981; Muraki 1992 for more points),
 * with its exact first and second derivatives (Louis 1982). Ability is θ = mean + sd·u, so nodes go with their group: wherever it
 * stands and however narrow it is, none of it falls outside. One vector holds cumulative thresholds, then slopes, then mean
 * and sd of each group; `isFree` says which of them are looked for.
 */
export type MarginalTask = {
  readonly layout: Layout;
  readonly data: MarginalData;
  readonly nodes: Nodes;
  readonly groups: number;
  readonly isFree: Uint8Array;
  readonly hasFreeSlopes: boolean;
};

export function slopeAt(layout: Layout, n: number): number {
  return layout.size + n;
}

export function meanAt(layout: Layout, group: number): number {
  return layout.size + layout.items.length + 2 * group;
}

/** Curves of all items at the nodes of one group. */
export type CurveTable = {
  readonly theta: Float64Array;
  /** Chance of each category with a parameter, parameter × node. */
  readonly chance: Float64Array;
  /** Points above the least: expected and their variance; log of the sum of weights; item × node. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly logNorm: Float64Array;
};
