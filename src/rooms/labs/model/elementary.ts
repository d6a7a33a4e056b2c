/**
 * Sine, exponential, logarithm and their kin, the same to the last bit in every JavaScript engine. `Math.sin`, `Math.exp`
 * and others may differ between engines in the last bit, and a model that runs on for minutes makes a visible number of
 * that: then the server could not say whether a reading is what the tablet's instrument showed. Only `+ − × ÷` and
 * `Math.sqrt`, which IEEE 754 fixes, are used here. Errors are a few units in the last place; arguments of sine and
 * cosine are good to |x| < 10⁶.
 */

const halfPiHigh = 1.5707963267341256;
/** π/2 − `halfPiHigh`: together some 86 bits (Cody and Waite, Software Manual for the Elementary Functions, 1980). */
const halfPiLow = 6.077100506506192e-11;
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

const bits = new DataView(new ArrayBuffer(8));

/** 2 to a whole power, exact. */
function twoTo(power: number): number {
  if (power > 1023) return power > 2046 ? Infinity : twoTo(1023) * twoTo(power - 1023);
  if (power < -1022) return power < -2100 ? 0 : twoTo(-1022) * twoTo(power + 1022);
  bits.setUint32(0, (power + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** x = fraction · 2^power, √½ ≤ fraction < √2; for x > 0. */
function parted(x: number): { fraction: number; power: number } {
  if (x < 2.2250738585072014e-308) {
    const { fraction, power } = parted(x * twoTo(60));
    return { fraction, power: power - 60 };
  }
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  const power = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  const fraction = bits.getFloat64(0);
  return fraction > Math.SQRT2 ? { fraction: fraction / 2, power: power + 1 } : { fraction, power };
}

/** The sum of c[k]·x^k. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, each) => sum * x + each, 0);
}

const inverseFactorials = (from: number, step: number, count: number): readonly number[] => {
  let factorial = 1;
  for (let n = 2; n <= from; n++) factorial *= n;
  return Array.from({ length: count }, (_, k) => {
    const value = 1 / factorial;
    for (let n = from + k * step + 1; n <= from + (k + 1) * step; n++) factorial *= n;
    return value;
  });
};
const alternating = (all: readonly number[]): readonly number[] => all.map((each, k) => (k % 2 ? -each : each));

const sineSeries = alternating(inverseFactorials(1, 2, 9));
const cosineSeries = alternating(inverseFactorials(0, 2, 10));
const exponentialSeries = inverseFactorials(0, 1, 16);
const oddInverses = Array.from({ length: 14 }, (_, k) => 1 / (2 * k + 1));

/** x = quarter · π/2 + rest, |rest| ≤ π/4 and a little. */
function reduced(x: number): { quarter: number; rest: number } {
  const turns = Math.round(x / (halfPiHigh + halfPiLow));
  return { quarter: ((turns % 4) + 4) % 4, rest: x - turns * halfPiHigh - turns * halfPiLow };
}

const smallSin = (x: number): number => x * polynomial(sineSeries, x * x);
const smallCos = (x: number): number => polynomial(cosineSeries, x * x);

/** The sine of an angle in radians. */
export function sin(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  const { quarter, rest } = reduced(x);
  const value = quarter % 2 ? smallCos(rest) : smallSin(rest);
  return quarter < 2 ? value : -value;
}

/** The cosine of an angle in radians. */
export function cos(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  const { quarter, rest } = reduced(x);
  const value = quarter % 2 ? smallSin(rest) : smallCos(rest);
  return quarter === 1 || quarter === 2 ? -value : value;
}

/** The tangent of an angle in radians. */
export function tan(x: number): number {
  return sin(x) / cos(x);
}

/** e to the power x. */
export function exp(x: number): number {
  if (x !== x) return NaN;
  if (x > 709.8) return Infinity;
  if (x < -745.2) return 0;
  const power = Math.round(x / (ln2High + ln2Low));
  const rest = x - power * ln2High - power * ln2Low;
  return polynomial(exponentialSeries, rest) * twoTo(power);
}

/** The natural logarithm; −∞ at 0, NaN below. */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return Infinity;
  const { fraction, power } = parted(x);
  const s = (fraction - 1) / (fraction + 1);
  return power * ln2High + (2 * s * polynomial(oddInverses, s * s) + power * ln2Low);
}

/** The logarithm to base 10. */
export function log10(x: number): number {
  return log(x) / log(10);
}

/** x to the power y. Whole powers up to 64 by products; else x must be positive. */
export function pow(x: number, y: number): number {
  if (Number.isInteger(y) && Math.abs(y) <= 64) {
    let value = 1;
    for (let n = 0; n < Math.abs(y); n++) value *= x;
    return y < 0 ? 1 / value : value;
  }
  if (x === 0) return y > 0 ? 0 : Infinity;
  return exp(y * log(x));
}

/** The angle whose tangent is x, from −π/2 to π/2. */
export function atan(x: number): number {
  if (x !== x) return NaN;
  if (Math.abs(x) === Infinity) return Math.sign(x) * (halfPiHigh + halfPiLow);
  if (Math.abs(x) > 1) return Math.sign(x) * (halfPiHigh + halfPiLow) - atan(1 / x);
  // Twice halved, the angle is below π/16, where fourteen terms are enough.
  const half = x / (1 + Math.sqrt(1 + x * x));
  const quarter = half / (1 + Math.sqrt(1 + half * half));
  return 4 * quarter * polynomial(alternating(oddInverses), quarter * quarter);
}

/** The angle whose sine is x, for −1 ≤ x ≤ 1; NaN outside. */
export function asin(x: number): number {
  if (Math.abs(x) > 1) return NaN;
  if (Math.abs(x) === 1) return x * (halfPiHigh + halfPiLow);
  return atan(x / Math.sqrt((1 - x) * (1 + x)));
}

/** The angle whose cosine is x, for −1 ≤ x ≤ 1; NaN outside. */
export function acos(x: number): number {
  return halfPiHigh + halfPiLow - asin(x);
}

/** The hyperbolic tangent. */
export function tanh(x: number): number {
  if (Math.abs(x) < 1e-3) return x - (x * x * x) / 3 + (2 * x * x * x * x * x) / 15;
  const e = exp(2 * Math.max(-20, Math.min(20, x)));
  return (e - 1) / (e + 1);
}
