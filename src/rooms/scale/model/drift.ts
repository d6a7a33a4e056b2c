/** An anchor as it was at the start and at the end of the year, each on the scale of its own calibration. */
export type AnchorPair = {
  readonly item: string;
  readonly start: number;
  readonly startSe: number;
  readonly end: number;
  readonly endSe: number;
};

/** By how much an anchor moved against the others, in logits and in robust standard deviations. */
export type AnchorShift = {
  readonly item: string;
  readonly shift: number;
  readonly z: number;
  readonly isDropped: boolean;
};

export type AnchorLink = {
  readonly anchors: readonly AnchorShift[];
  /** To be added to places of the end's own scale so that they stand on the start's. */
  readonly shift: number;
  /**
   * SCL-7: what the choice of just these anchors makes unsure: sd of the shifts by the root of how many there are.
   */
  readonly error: number;
  /** How many of a form's items are anchors that were kept, as a share. */
  readonly share: number;
  /** The same by leaving out one anchor after another; equal to the other where all weigh the same. */
  readonly jackknife: number;
  /** Degrees of freedom of the error. */
  readonly freedom: number;
};

/** Beyond so many robust standard deviations, and so many logits, an anchor has drifted. */
const farZ = 3;
const farLogits = 0.3;
const fewest = 3;

/**
 * Which anchors still carry the scale. The robust z of a shift is its distance from the median by 0.74 times the interquartile range (Huynh & Meyer
 * 2010), or by the standard error that shifts have from sampling where that is more: the range of ten anchors is often small by chance. The
 * furthest is dropped and all are judged anew, while any is further than 3 and 0.3 logits and more than three are left. Undefined
 * without two anchors. `formItems` is how many items a form has.
 */
export function linkByAnchors(pairs: readonly AnchorPair[], formItems = pairs.length): AnchorLink | undefined {
  if (pairs.length < 2) return undefined;
  const shifts = pairs.map(({ start, end }) => start - end);
  const dropped = new Set<number>();
  const sampling = Math.sqrt(mean(pairs.map(({ startSe, endSe }) => startSe ** 2 + endSe ** 2)));
  let z = robustZ(shifts, dropped, sampling);
  while (pairs.length - dropped.size > fewest) {
    const kept = [...shifts.keys()].filter((n) => !dropped.has(n));
    const furthest = kept.reduce((far, n) => (Math.abs(z[n]!.z) > Math.abs(z[far]!.z) ? n : far));
    if (Math.abs(z[furthest]!.z) <= farZ || Math.abs(z[furthest]!.off) <= farLogits) break;
    dropped.add(furthest);
    z = robustZ(shifts, dropped, sampling);
  }
  const kept = shifts.filter((_, n) => !dropped.has(n));
  const shift = mean(kept);
  const spread = Math.sqrt(kept.reduce((sum, each) => sum + (each - shift) ** 2, 0) / (kept.length - 1));
  return {
    anchors: pairs.map(({ item }, n) => ({ item, shift: z[n]!.off, z: z[n]!.z, isDropped: dropped.has(n) })),
    shift,
    error: spread / Math.sqrt(kept.length),
    share: Math.min(1, kept.length / formItems),
    jackknife: jackknifeOf(kept),
    freedom: kept.length - 1,
  };
}

function robustZ(
  shifts: readonly number[],
  dropped: ReadonlySet<number>,
  sampling: number,
): readonly { readonly off: number; readonly z: number }[] {
  const kept = shifts.filter((_, n) => !dropped.has(n)).toSorted((a, b) => a - b);
  const middle = quantile(kept, 0.5);
  const range = Math.max(sampling, 0.74 * (quantile(kept, 0.75) - quantile(kept, 0.25)));
  return shifts.map((each) => ({ off: each - middle, z: range > 1e-12 ? (each - middle) / range : 0 }));
}

/** Between neighbours by their distance (type 7 of Hyndman & Fan 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

function jackknifeOf(of: readonly number[]): number {
  const without = of.map((_, out) => mean(of.filter((_, n) => n !== out)));
  const middle = mean(without);
  return Math.sqrt(((of.length - 1) / of.length) * without.reduce((sum, each) => sum + (each - middle) ** 2, 0));
}

function mean(of: readonly number[]): number {
  return of.reduce((sum, each) => sum + each, 0) / of.length;
}
