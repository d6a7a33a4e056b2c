/**
 * Replicate weights for sampled or observed schools: `rows[r][unit]` is by what the weight of a unit is multiplied in replicate r, `scale`
 * by what the sum of squared differences is multiplied (Wolter, Introduction to Variance Estimation, 2nd edition, chapters 3 and 4).
 */
export type Replicates = { readonly rows: readonly Float64Array[]; readonly scale: number };

/** JK1: each school is left out once, the others weigh n/(n − 1). */
export function leaveOneOut(units: number): Replicates {
  const rows = Array.from({ length: units }, (_, out) => {
    return Float64Array.from({ length: units }, (_, unit) => (unit === out ? 0 : units / (units - 1)));
  });
  return { rows, scale: (units - 1) / units };
}

/** JK2: of each pair of alike schools one is left out and the other counts twice. `pairOf` numbers pairs from 0; a school alone is a pair of itself. */
export function leaveOneOfPair(pairOf: ArrayLike<number>): Replicates {
  const members = Map.groupBy(
    Array.from(pairOf, (_, unit) => unit),
    (unit) => pairOf[unit]!,
  );
  const rows = [...members.values()].flatMap(([first, second]) => {
    if (first === undefined || second === undefined) return [];
    return [Float64Array.from(pairOf, (_, unit) => (unit === first ? 2 : unit === second ? 0 : 1))];
  });
  return { rows, scale: 1 };
}

/** A statistic of weights, and of each replicate of them; answers with its value and sampling variance. */
export function replicated(
  { rows, scale }: Replicates,
  units: number,
  statistic: (weights: Float64Array) => number,
): { readonly value: number; readonly variance: number } {
  const value = statistic(new Float64Array(units).fill(1));
  let sum = 0;
  for (const row of rows) sum += (statistic(row) - value) ** 2;
  return { value, variance: scale * sum };
}
