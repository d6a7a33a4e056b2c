import { share, streamOf } from '../../model/noise.ts';
import { phOf, pkWater, type Solution } from './solution.ts';

/** A pH as the lab has it beside what an independent solution gives. */
export type PhCase = { readonly name: string; readonly ours: number; readonly reference: number };

const decimals = 120;
/** One in whole numbers: 10⁻¹²⁰ of a mol/L, or of a product of constants, is the smallest step. */
const one = 10n ** BigInt(decimals);

/** A decimal as a whole number of the smallest steps, exact for what is written in decimals. */
function exact(value: number): bigint {
  const [digits = '0', power = '0'] = value.toExponential(16).split('e');
  const [whole = '0', part = ''] = digits.replace('-', '').split('.');
  const places = decimals + Number(power) - part.length;
  const size = BigInt(whole + part) * (places >= 0 ? 10n ** BigInt(places) : 1n);
  return (value < 0 ? -1n : 1n) * (places >= 0 ? size : size / 10n ** BigInt(-places));
}

type Polynomial = readonly bigint[];
const times = (a: bigint, b: bigint): bigint => (a * b) / one;
const added = (a: Polynomial, b: Polynomial): Polynomial =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? 0n) + (b[k] ?? 0n));
function multiplied(a: Polynomial, b: Polynomial): Polynomial {
  const product = Array.from({ length: a.length + b.length - 1 }, () => 0n);
  for (const [i, x] of a.entries())
    for (const [k, y] of b.entries()) product[i + k] = (product[i + k] ?? 0n) + times(x, y);
  return product;
}

/**
 * The pH by another way: the balance of charges multiplied out to one polynomial in [H⁺] (Ricci, Hydrogen Ion Concentration,
 * 1952), with coefficients of 120 decimals, whose only positive root is halved down to. No logarithm, no binary fraction and
 * no line of code is shared with `phOf`.
 */
function phByPolynomial({ sodium, chloride, acids }: Solution): number {
  const water = exact(10 ** -pkWater);
  // h² + (sodium − chloride)·h − Kw, over h.
  let balance: Polynomial = [-water, exact(sodium) - exact(chloride), one];
  let under: Polynomial = [one];
  const shares = acids.map(({ concentration, pks }) => {
    // Denominator Σ β(k)·h^(n−k), numerator Σ k·β(k)·h^(n−k): from the lowest power up.
    let beta = one;
    const betas = [one, ...pks.map((pk) => (beta = times(beta, exact(10 ** -pk))))].toReversed();
    const last = betas.length - 1;
    const all = exact(concentration);
    return { below: betas, above: betas.map((each, k) => times(each * BigInt(last - k), all)) };
  });
  for (const { below } of shares) under = multiplied(under, below);
  balance = multiplied(balance, under);
  for (const { above } of shares) {
    const others = shares.filter((each) => each.above !== above);
    const part = others.reduce<Polynomial>((product, { below }) => multiplied(product, below), above);
    balance = added(balance, [0n, ...part.map((each) => -each)]);
  }
  const at = (h: bigint): bigint => balance.reduceRight((sum, each) => times(sum, h) + each, 0n);
  let [low, high] = [0n, 100n * one];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (at(middle) > 0n) high = middle;
    else low = middle;
  }
  return -Math.log10(Number(high) / 10 ** decimals);
}

const seed = [2026, 11, 27, 4, 5, 6, 7, 8];

/** A mixture of a strong base, a strong acid and up to two weak acids, from dilute to strong. */
function mixtureOf(n: number): Solution {
  const draw = (name: string): number => share(seed, streamOf(name), n);
  const amount = (name: string): number => Number((10 ** (-5 + 5 * draw(name))).toPrecision(6));
  const pks = (name: string, count: number): readonly number[] => {
    const first = 1 + 6 * draw(`${name} first`);
    return Array.from({ length: count }, (_, k) => Number((first + k * (2 + 3 * draw(`${name} ${k}`))).toFixed(3)));
  };
  const acids = ['one', 'other'].slice(0, Math.floor(3 * draw('count')));
  return {
    sodium: draw('base?') < 0.8 ? amount('base') : 0,
    chloride: draw('acid?') < 0.5 ? amount('acid') : 0,
    acids: acids.map((name) => ({
      concentration: amount(name),
      pks: pks(name, 1 + Math.floor(3 * draw(`${name} n`))),
    })),
  };
}

/** What stands in a table of a textbook, each to two digits: 25.0 mL of 0.100 M acid with 0.100 M sodium hydroxide. */
const published: readonly { readonly acid: 'HCl' | 'CH3COOH'; readonly mL: number; readonly ph: number }[] = [
  { acid: 'HCl', mL: 25.1, ph: 10.3 },
  { acid: 'HCl', mL: 26, ph: 11.29 },
  { acid: 'HCl', mL: 35, ph: 12.22 },
  { acid: 'HCl', mL: 50, ph: 12.52 },
  { acid: 'CH3COOH', mL: 25, ph: 8.72 },
  { acid: 'CH3COOH', mL: 25.1, ph: 10.3 },
  { acid: 'CH3COOH', mL: 28, ph: 11.75 },
  { acid: 'CH3COOH', mL: 50, ph: 12.52 },
];

/** The table of OpenStax, Chemistry: Atoms First 2e, 14.7, table 14.4, as printed (to 0.01), with its own Kw and Ka. */
export function publishedPh(): readonly PhCase[] {
  return published.map(({ acid, mL, ph }) => {
    const [sodium, whole] = [(0.1 * mL) / (25 + mL), 2.5 / (25 + mL)];
    const acids = acid === 'HCl' ? [] : [{ concentration: whole, pks: [-Math.log10(1.8e-5)] }];
    const ours = phOf({ sodium, chloride: acid === 'HCl' ? whole : 0, acids }, 14);
    return { name: `${acid} + ${mL} mL`, ours, reference: ph };
  });
}

/** The figure `ph`: so many mixtures of all kinds, each by the lab's solver and by the polynomial. Largest difference: ≤ 10⁻⁴. */
export function phCases(count = 1000): readonly PhCase[] {
  return Array.from({ length: count }, (_, n) => {
    const mixture = mixtureOf(n);
    return { name: `mixture ${n}`, ours: phOf(mixture), reference: phByPolynomial(mixture) };
  });
}
