import { pow } from './elementary.ts';

/** How fast each quantity changes, at a time and for these values. Pure; finite wherever the quantities can come. */
export type Rates = (time: number, values: readonly number[]) => readonly number[];

/** The error that one step may make, in each quantity: `relative` of its size, and `absolute` beside it. */
export type Tolerance = { readonly relative: number; readonly absolute: number };

export const fine: Tolerance = { relative: 1e-11, absolute: 1e-11 };

/**
 * Quantities on their way: plain data, for the state of a model. Steps follow one another from where the track began,
 * wherever it is looked at; what is seen between two of them is read from the newest step. So how time is sliced changes
 * nothing, to the last bit. `at` should be made from whole milliseconds, for sums of fractions depend on how they are added.
 */
export type Track = {
  readonly at: number;
  /** The newest step: where it began, how long it is, the values there, and what its inner points say of the way (`dense`). */
  readonly from: number;
  readonly length: number;
  readonly dense: readonly (readonly number[])[];
  /** At its end: the values, their rates, and how long the next step should be. */
  readonly end: readonly number[];
  readonly slope: readonly number[];
  readonly next: number;
};

/** The way begins here; again whenever a hand changes something, from the values of that moment. */
export function trackFrom(rates: Rates, at: number, values: readonly number[], tolerance: Tolerance = fine): Track {
  const slope = rates(at, values);
  const next = firstStep(rates, at, values, slope, tolerance);
  return { at, from: at, length: 0, dense: [values], end: values, slope, next };
}

/**
 * The way at a later time, by the embedded pair 5(4) of Dormand and Prince (1980) with the step control of Hairer, Nørsett
 * and Wanner (Solving Ordinary Differential Equations I, II.4). The work grows with the time: a model bounds how long it runs.
 */
export function advanceTrack(rates: Rates, track: Track, at: number, tolerance: Tolerance = fine): Track {
  let now = track;
  while (now.from + now.length < at) now = stepped(rates, now, tolerance);
  return at > track.at ? { ...now, at } : track;
}

/** The quantities at the track's time. */
export function valuesAt({ at, from, length, dense, end }: Track): readonly number[] {
  const [first = end, change = [], ...rest] = dense;
  if (length === 0 || at === from) return first;
  if (at === from + length) return end;
  const share = (at - from) / length;
  const back = 1 - share;
  const [c = [], d = [], e = []] = rest;
  return first.map((each, k) => {
    const inner = (d[k] ?? 0) + back * (e[k] ?? 0);
    return each + share * ((change[k] ?? 0) + back * ((c[k] ?? 0) + share * inner));
  });
}

/** The quantities at each of the times, which grow, from `values` at `from`. */
export function solved(
  rates: Rates,
  from: number,
  values: readonly number[],
  times: readonly number[],
  tolerance: Tolerance = fine,
): readonly (readonly number[])[] {
  let track = trackFrom(rates, from, values, tolerance);
  return times.map((time) => {
    track = advanceTrack(rates, track, time, tolerance);
    return valuesAt(track);
  });
}

/** The stages of Dormand and Prince: at which share of the step, and of which rates the point is made. */
const stages: readonly { readonly at: number; readonly of: readonly number[] }[] = [
  { at: 1 / 5, of: [1 / 5] },
  { at: 3 / 10, of: [3 / 40, 9 / 40] },
  { at: 4 / 5, of: [44 / 45, -56 / 15, 32 / 9] },
  { at: 8 / 9, of: [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729] },
  { at: 1, of: [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656] },
  { at: 1, of: [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84] },
];
/** The fifth order less the fourth. */
const errorOf = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
/** The way within a step, of order four (Hairer, Nørsett and Wanner, II.6). */
const insideOf = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
];

const sumOf = (weights: readonly number[], slopes: readonly (readonly number[])[], k: number): number => {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (slopes[i]?.[k] ?? 0);
  return sum;
};

/** The next step that is good enough. Rates that are no numbers are a mistake of the model's. */
function stepped(rates: Rates, { from, length, end: values, slope, next }: Track, tolerance: Tolerance): Track {
  const start = from + length;
  for (let size = next, isSecond = false; ; isSecond = true) {
    const slopes = [slope];
    let end = values;
    for (const { at, of } of stages) {
      end = values.map((each, k) => each + size * sumOf(of, slopes, k));
      slopes.push(rates(start + at * size, end));
    }
    const off = values.map((_, k) => size * sumOf(errorOf, slopes, k));
    const error = sizeOf(off, values, end, tolerance);
    if (!(start + size > start)) throw new Error(`rates are no numbers, or too stiff, at ${start}`);
    const wanted = error > 0 ? 0.9 * pow(error, -0.2) : 10;
    if (!(error <= 1)) {
      size *= error < Infinity ? Math.max(0.2, wanted) : 0.2;
      continue;
    }
    const last = slopes[6] ?? slope;
    // After a step that had to be tried again the next is no longer.
    const grown = size * Math.min(isSecond ? 1 : 5, Math.max(0.2, wanted));
    const dense = denseOf(size, values, end, slope, last, slopes);
    return { at: start, from: start, length: size, dense, end, slope: last, next: grown };
  }
}

function denseOf(
  size: number,
  values: readonly number[],
  end: readonly number[],
  first: readonly number[],
  last: readonly number[],
  slopes: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const change = values.map((each, k) => (end[k] ?? 0) - each);
  const bent = values.map((_, k) => size * (first[k] ?? 0) - (change[k] ?? 0));
  const turned = values.map((_, k) => (change[k] ?? 0) - size * (last[k] ?? 0) - (bent[k] ?? 0));
  return [values, change, bent, turned, values.map((_, k) => size * sumOf(insideOf, slopes, k))];
}

/** The root of the mean square of what is wrong, each in units of what may be; Infinity where it is no number. */
function sizeOf(
  off: readonly number[],
  before: readonly number[],
  after: readonly number[],
  { relative, absolute }: Tolerance,
): number {
  const squares = off.map((each, k) => {
    const may = absolute + relative * Math.max(Math.abs(before[k] ?? 0), Math.abs(after[k] ?? 0));
    return (each / may) ** 2;
  });
  const mean = squares.reduce((sum, each) => sum + each, 0) / Math.max(1, squares.length);
  return Number.isFinite(mean) ? Math.sqrt(mean) : Infinity;
}

/** A first step that a small trial step calls sound (Hairer, Nørsett and Wanner, II.4). */
function firstStep(
  rates: Rates,
  at: number,
  values: readonly number[],
  slope: readonly number[],
  tolerance: Tolerance,
): number {
  const size = sizeOf(values, values, values, tolerance);
  const speed = sizeOf(slope, values, values, tolerance);
  const trial = size < 1e-5 || speed < 1e-5 ? 1e-6 : (0.01 * size) / speed;
  const moved = values.map((each, k) => each + trial * (slope[k] ?? 0));
  const after = rates(at + trial, moved);
  const bend =
    sizeOf(
      after.map((each, k) => each - (slope[k] ?? 0)),
      values,
      values,
      tolerance,
    ) / trial;
  const most = Math.max(speed, bend);
  const sound = most <= 1e-15 ? Math.max(1e-6, trial * 1e-3) : pow(0.01 / most, 0.2);
  return Math.min(100 * trial, sound);
}
