/** A known sum of some unknown counts, each taken once. */
export type KnownSum = { readonly places: readonly number[]; readonly sum: number };

/** Counts that fit all known sums, looked at from one side after the other. */
export type Fitting = {
  /** The largest (1) or the least (-1) that a sum of unknown counts can be. Leaves `counts` at such a case. */
  extreme(target: readonly number[], sign: 1 | -1): number;
  /** Counts that fit. */
  counts(): Float64Array;
};

/** Far below one pupil, far above what rounding leaves in a few hundred pivots over zeros and ones. */
export const tiny = 1e-6;
const zero = 1e-9;

/** A linear programme in canonical form: rows of coefficients with the right side behind them, and what is basic in each. */
type Tableau = { readonly rows: readonly Float64Array[]; readonly basis: number[]; readonly width: number };

/**
 * Opens the system of known sums, no count being below 0; undefined where no counts fit. Every unknown must stand in a
 * known sum. By the simplex method (Dantzig 1951), with Bland's rule where it stands still, so that it always ends. Its
 * bounds are exact where the tables are one tree split in two (a network, whose corners are whole numbers), else never
 * narrower than what the sums allow.
 */
export function fitting(unknowns: number, known: readonly KnownSum[]): Fitting | undefined {
  const tableau = feasible(unknowns, known);
  if (!tableau) return undefined;
  return {
    extreme: (target, sign) => {
      const cost = new Float64Array(unknowns);
      for (const place of target) cost[place] = sign;
      return sign * maximum(tableau, cost);
    },
    counts: () => {
      const counts = new Float64Array(unknowns);
      for (const [r, row] of tableau.rows.entries()) counts[tableau.basis[r] as number] = row[unknowns] as number;
      return counts;
    },
  };
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
  return maximum(tableau, cost) < -tiny ? undefined : withoutHelpers(tableau, unknowns);
}

function withoutHelpers(tableau: Tableau, unknowns: number): Tableau {
  const { rows, basis, width } = tableau;
  for (const [r, row] of rows.entries()) {
    if ((basis[r] as number) < unknowns) continue;
    const at = row.findIndex((value, n) => n < unknowns && Math.abs(value) > zero);
    if (at >= 0) pivot(tableau, r, at);
  }
  // A row whose helper cannot leave says what the others say already.
  const kept = [...rows.keys()].filter((r) => (basis[r] as number) < unknowns);
  const short = kept.map((r) => {
    const row = rows[r] as Float64Array;
    const own = new Float64Array(unknowns + 1);
    own.set(row.subarray(0, unknowns));
    own[unknowns] = row[width] as number;
    return own;
  });
  return { rows: short, basis: kept.map((r) => basis[r] as number), width: unknowns };
}

/** The largest value of the costs, from where the tableau stands; leaves the tableau there. */
function maximum(tableau: Tableau, cost: Float64Array): number {
  const { rows, basis, width } = tableau;
  const gain = new Float64Array(width + 1);
  gain.set(cost);
  for (const [r, row] of rows.entries()) subtract(gain, row, cost[basis[r] as number] ?? 0, width);
  let still = 0;
  for (;;) {
    const enters = still > rows.length ? gain.findIndex((each, n) => n < width && each > zero) : steepest(gain, width);
    if (enters < 0) return 0 - (gain[width] as number);
    const leaves = leavingRow(tableau, enters);
    if (leaves < 0) return Number.POSITIVE_INFINITY;
    const before = gain[width] as number;
    pivot(tableau, leaves, enters);
    subtract(gain, rows[leaves] as Float64Array, gain[enters] as number, width);
    still = before - (gain[width] as number) > zero ? 0 : still + 1;
  }
}

function subtract(from: Float64Array, row: Float64Array, by: number, width: number): void {
  if (by === 0) return;
  for (let n = 0; n <= width; n++) from[n] = (from[n] as number) - by * (row[n] as number);
}

function steepest(gain: Float64Array, width: number): number {
  let best = -1;
  let most = zero;
  for (let n = 0; n < width; n++) {
    if ((gain[n] as number) <= most) continue;
    most = gain[n] as number;
    best = n;
  }
  return best;
}

function leavingRow({ rows, basis, width }: Tableau, enters: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [r, row] of rows.entries()) {
    const share = row[enters] as number;
    if (share <= zero) continue;
    const ratio = Math.max(0, row[width] as number) / share;
    const isTie = Math.abs(ratio - least) <= zero;
    if (isTie ? (basis[r] as number) < (basis[best] as number) : ratio < least) {
      best = r;
      least = ratio;
    }
  }
  return best;
}

/** Most of a row is nothing: only what stands in it is taken from the others. */
function pivot({ rows, basis, width }: Tableau, r: number, at: number): void {
  const row = rows[r] as Float64Array;
  const by = row[at] as number;
  const filled: number[] = [];
  for (let n = 0; n <= width; n++) {
    if (row[n] === 0) continue;
    row[n] = (row[n] as number) / by;
    filled.push(n);
  }
  for (const [other, each] of rows.entries()) {
    const share = each[at] as number;
    if (other === r || share === 0) continue;
    for (const n of filled) {
      const value = (each[n] as number) - share * (row[n] as number);
      each[n] = Math.abs(value) < 1e-11 ? 0 : value;
    }
  }
  basis[r] = at;
}
