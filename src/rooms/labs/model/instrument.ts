import { exp } from './elementary.ts';
import { gaussian, share, streamOf, type Seed } from './noise.ts';

/** What measures. It has a range and a smallest division, is never quite true, and can be spoilt. */
export type Instrument = {
  readonly name: string;
  /** Which of the lab's quantities it measures. */
  readonly quantity: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  /** The smallest division of the scale, or the last digit. */
  readonly step: number;
  /** The zero error is even from −zero to +zero, drawn for each pupil. */
  readonly zero: number;
  /** The pupil can set it to zero (`do: 'zero'`): then its zero error is gone. */
  readonly isZeroable?: boolean;
  /** Standard deviation of one reading. */
  readonly noise: number;
  /** What it shows goes on changing by itself: a reading is of its own row, and of no later one. */
  readonly isFleeting?: boolean;
  /** Beyond this it is spoilt for good and shows nothing. */
  readonly harm?: number;
  /** What is seen has no number: it is one of these, told in words (`labs.<lab>.seen.<word>`); its value is the place in this list. */
  readonly words?: readonly string[];
  /** `analogue`: a pointer on a scale, which the pupil reads; `digital`: a number. */
  readonly scale: 'digital' | 'analogue';
};

/** What an instrument shows. `nothing`: it is not connected, or there is nothing to measure. */
export type Shown = number | 'over-range' | 'broken' | 'nothing';

/** The pupil's own zero error of an instrument. */
export function zeroOf(seed: Seed, { name, zero }: Instrument): number {
  return zero * (2 * share(seed, streamOf(`zero ${name}`), 0) - 1);
}

/**
 * LAB-4: what the instrument shows at reading number `n` for a true value: with its zero error and its noise, on its
 * smallest division, within its range. The same seed and number give the same, on the tablet and on the server.
 */
export function shownBy(
  seed: Seed,
  instrument: Instrument,
  value: number | undefined,
  n: number,
  isZeroed: boolean,
): Shown {
  if (value === undefined || !Number.isFinite(value)) return 'nothing';
  const { name, from, to, step, noise } = instrument;
  const off = (isZeroed ? 0 : zeroOf(seed, instrument)) + noise * gaussian(seed, streamOf(name), n);
  const shown = onStep(value + off, step);
  return shown < from - step / 2 || shown > to + step / 2 ? 'over-range' : shown;
}

/** The nearest division, without the dust of binary fractions: 0.30000000000000004 is 0.3. */
export function onStep(value: number, step: number): number {
  const digits = decimalsOf(step);
  return Number((Math.round(value / step) * step).toFixed(digits));
}

/** So many digits after the comma has what is read on this division: 0.5 → 1, 0.05 → 2, 1 → 0. */
export function decimalsOf(step: number): number {
  for (let digits = 0; digits < 12; digits++)
    if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-9) return digits;
  return 12;
}

/**
 * The standard uncertainty of one reading by the instrument's own data: noise and the rounding to a division (its width
 * over √12), and the zero error where it was not taken away (its width over √3). GUM, JCGM 100:2008, 4.3.7.
 */
export function readingUncertainty({ step, noise, zero }: Instrument, isZeroed: boolean): number {
  return Math.sqrt(noise ** 2 + step ** 2 / 12 + (isZeroed ? 0 : zero ** 2 / 3));
}

/** How far a slow instrument has come to `value` from `before` after so many milliseconds; `response`: its time constant. */
export function lagged(before: number, value: number, milliseconds: number, response: number): number {
  return response > 0 ? value + (before - value) * exp(-milliseconds / response) : value;
}
