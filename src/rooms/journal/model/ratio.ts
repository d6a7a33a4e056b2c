/** A share that keeps its parts: whole numbers, `of` above 0 unless there is nothing to share. */
export type Ratio = { readonly part: number; readonly of: number };

export const nothing: Ratio = { part: 0, of: 0 };

/** The sum of points over the sum of what could be had: 8/12, 5/10 and 10/12 are 23/34. */
export function together(ratios: readonly Ratio[]): Ratio {
  return ratios.reduce((sum, { part, of }) => ({ part: sum.part + part, of: sum.of + of }), nothing);
}

/**
 * Whole per cent, halves upwards: 39.5 % is 40 %, 39.49 % is 39 %. Exact: no fraction is ever kept as a decimal. Throws
 * where there is nothing to share, which is a bug of the caller.
 */
export function wholePercent({ part, of }: Ratio): number {
  return halvesUp(100n * BigInt(part), BigInt(of));
}

/** The nearest whole number of a mean, halves upwards: 3.5 is 4. */
export function wholeMean(numbers: readonly number[]): number {
  return halvesUp(BigInt(numbers.reduce((sum, each) => sum + each, 0)), BigInt(numbers.length));
}

function halvesUp(part: bigint, of: bigint): number {
  if (of <= 0n) throw new Error('a share of nothing');
  return Number((2n * part + of) / (2n * of));
}

/** Shares by weights that add up to `whole`, as one share in lowest terms. */
export function weighted(parts: readonly { readonly weight: number; readonly ratio: Ratio }[], whole: number): Ratio {
  let part = 0n;
  let of = BigInt(whole);
  for (const { ratio } of parts) of *= BigInt(ratio.of);
  for (const { weight, ratio } of parts) part += (of / BigInt(whole) / BigInt(ratio.of)) * BigInt(weight * ratio.part);
  const shared = divisor(part, of);
  return { part: Number(part / shared), of: Number(of / shared) };
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}
