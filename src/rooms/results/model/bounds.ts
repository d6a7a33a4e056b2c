/** A known sum of some unknown counts, each taken once. */
export type KnownSum = { readonly places: readonly number[]; readonly sum: number };
export type Bounds = { readonly low: number; readonly high: number };

/** Far below one pupil, far above what rounding leaves in a few hundred pivots over zeros and ones. */
const tiny = 1e-7;

/** A linear programme in canonical form: rows of coefficients with the right side behind them, and what is basic in each. */
type Tableau = { rows: Float64Array[]; basis: number[]; width: number };

/**
 * The least and the largest whole number that each target (a sum of unknown counts) can be, given the known sums and that
 * no count is below 0. Undefined where no counts fit. Every unknown must stand in a known sum. By the simplex method
 * (Dantzig 1951) with Bland's rule, which ends always; its bounds are exact where the tables are one tree split in two
 * (a network, whose corners are whole numbers), else never narrower than the truth allows.
 */
export function boundsOf(
  unknowns: number,
  known: readonly KnownSum[],
  targets: readonly (readonly number[])[],
): readonly Bounds[] | undefined {
  const tableau = feasible(unknowns, known);
  if (!tableau) return undefined;
  return targets.map((target) => {
    const high = extreme(tableau, target, 1);
    const low = extreme(tableau, target, -1);
    return { low: 0 - Math.floor(low + tiny * 10), high: Math.floor(high + tiny * 10) };
  });
}

/** Any counts that fit, found with one helping unknown a row, which must all come to 0. */
function feasible(unknowns: number, known: readonly KnownSum[]): Tableau | undefined {
  const wide = unknowns + known.length;
  const rows = known.map(({ places, sum }, n) => {
    const row = new Float64Array(wide + 1);
    for (const place of places) row[place] = 1;
    row[unknowns + n] = 1;
    row[wide] = sum;
    return row;
  });
  const tableau: Tableau = { rows, basis: known.map((_, n) => unknowns + n), width: wide };
  const cost = new Float64Array(wide);
  cost.fill(-1, unknowns);
  if (maximum(tableau, cost) < -tiny * 100) return undefined;
  return withoutHelpers(tableau, unknowns);
}

function withoutHelpers(tableau: Tableau, unknowns: number): Tableau {
  const { rows, basis, width } = tableau;
  for (let r = 0; r < rows.length; r++) {
    if ((basis[r] as number) < unknowns) continue;
    const at = (rows[r] as Float64Array).findIndex((value, n) => n < unknowns && Math.abs(value) > tiny);
    if (at >= 0) pivot(tableau, r, at);
  }
  // A row whose helper cannot leave says what the others say already.
  const kept = rows.map((_, r) => r).filter((r) => (basis[r] as number) < unknowns);
  return {
    rows: kept.map((r) => {
      const row = rows[r] as Float64Array;
      const short = new Float64Array(unknowns + 1);
      short.set(row.subarray(0, unknowns));
      short[unknowns] = row[width] as number;
      return short;
    }),
    basis: kept.map((r) => basis[r] as number),
    width: unknowns,
  };
}

function extreme(tableau: Tableau, target: readonly number[], sign: 1 | -1): number {
  const cost = new Float64Array(tableau.width);
  for (const place of target) cost[place] = sign;
  return maximum(tableau, cost);
}

/** The largest value of the costs from where the tableau stands; leaves the tableau there. */
function maximum(tableau: Tableau, cost: Float64Array): number {
  const { rows, basis, width } = tableau;
  const gain = Float64Array.from(cost);
  let value = 0;
  const price = (r: number): void => {
    const of = cost[basis[r] as number] ?? 0;
    if (of === 0) return;
    const row = rows[r] as Float64Array;
    for (let n = 0; n < width; n++) gain[n] = (gain[n] as number) - of * (row[n] as number);
    value += of * (row[width] as number);
  };
  for (let r = 0; r < rows.length; r++) price(r);
  for (;;) {
    const enters = gain.findIndex((each) => each > tiny);
    if (enters < 0) return value;
    const leaves = leavingRow(tableau, enters);
    if (leaves < 0) return Number.POSITIVE_INFINITY;
    pivot(tableau, leaves, enters);
    const row = rows[leaves] as Float64Array;
    const rate = gain[enters] as number;
    for (let n = 0; n < width; n++) gain[n] = (gain[n] as number) - rate * (row[n] as number);
    value += rate * (row[width] as number);
  }
}

function leavingRow({ rows, basis, width }: Tableau, enters: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [r, row] of rows.entries()) {
    const share = row[enters] as number;
    if (share <= tiny) continue;
    const ratio = Math.max(0, row[width] as number) / share;
    const isTie = Math.abs(ratio - least) <= tiny;
    if (isTie ? (basis[r] as number) < (basis[best] as number) : ratio < least) {
      best = r;
      least = Math.min(ratio, least);
    }
  }
  return best;
}

function pivot({ rows, basis, width }: Tableau, r: number, at: number): void {
  const row = rows[r] as Float64Array;
  const by = row[at] as number;
  for (let n = 0; n <= width; n++) row[n] = (row[n] as number) / by;
  for (const [other, each] of rows.entries()) {
    const share = each[at] as number;
    if (other === r || Math.abs(share) < 1e-12) continue;
    for (let n = 0; n <= width; n++) each[n] = (each[n] as number) - share * (row[n] as number);
  }
  basis[r] = at;
}
