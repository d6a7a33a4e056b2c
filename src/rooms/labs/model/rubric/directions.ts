import { solveLinear } from '../least-squares.ts';
import type { Direction } from '../notebook.ts';
import { student95 } from '../student.ts';
import type { Trial } from './work.ts';

/** What the pupil's own rows say: which directions can be claimed from them. Both, where the rows leave it open. */
export function directionsIn(trials: readonly Trial[]): readonly Direction[] {
  const xs = trials.map(({ factor }) => factor);
  const line = solveLinear(
    xs.map((x) => [x, 1]),
    trials.map(({ outcome }) => outcome),
  );
  if (typeof line === 'string' || line.free < 1) return [];
  const slope = (line.values[0] ?? 0) / Math.max(line.errors[0] ?? 0, 1e-300) / student95(line.free);
  // A curve that only grows is no line: then the order of the values says it.
  const order = orderOf(trials) / 1.96;
  const lean = Math.abs(order) > Math.abs(slope) ? order : slope;
  const found: Direction[] = Math.abs(lean) > 1 ? [lean > 0 ? 'grows' : 'falls'] : [];
  const { bend, isFalling } = bendOf(trials);
  if (bend > 2 && isFalling) return ['optimum'];
  // So small a slope, or so slight a bend, may still be chance: what lies within it is no mistake to say.
  const seen = looksLike(trials);
  return [
    ...found,
    ...(Math.abs(lean) < 2 ? (['none'] as const) : []),
    ...(bend > 1 || toppedBy(trials) > 1.5 ? (['optimum'] as const) : []),
    // A curve that climbs for long and falls at the end leans, and has a top all the same.
    ...(seen && (seen === 'optimum' || Math.abs(lean) < 2) ? [seen] : []),
  ];
}

/** How many standard deviations the order of the outcomes is from chance (Kendall 1938, with ties and the correction by one). */
function orderOf(trials: readonly Trial[]): number {
  const n = trials.length;
  if (n < 3) return 0;
  let sum = 0;
  for (const [k, a] of trials.entries())
    for (const b of trials.slice(k + 1)) sum += Math.sign((b.factor - a.factor) * (b.outcome - a.outcome));
  const ties = (of: (trial: Trial) => number): readonly number[] =>
    [...Map.groupBy(trials, of).values()].map(({ length }) => length);
  const [across, up] = [ties(({ factor }) => factor), ties(({ outcome }) => outcome)];
  const of = (all: readonly number[], by: (t: number) => number): number => all.reduce((each, t) => each + by(t), 0);
  const spread = (t: number): number => t * (t - 1) * (2 * t + 5);
  const pairs = (t: number): number => t * (t - 1);
  const threes = (t: number): number => t * (t - 1) * (t - 2);
  const variance =
    (spread(n) - of(across, spread) - of(up, spread)) / 18 +
    (of(across, pairs) * of(up, pairs)) / (2 * pairs(n)) +
    (of(across, threes) * of(up, threes)) / (9 * threes(n));
  return variance > 0 ? (Math.sign(sum) * Math.max(0, Math.abs(sum) - 1)) / Math.sqrt(variance) : 0;
}

/**
 * How surely the rows bend downwards with their top within what was measured: 1 is the edge of 95 %; 0 where they do not.
 * Beyond the top they must be seen to fall: what comes to a level bends too, and has no optimum.
 */
function bendOf(trials: readonly Trial[]): { readonly bend: number; readonly isFalling: boolean } {
  const none = { bend: 0, isFalling: false };
  const xs = trials.map(({ factor }) => factor);
  const curve = solveLinear(
    xs.map((x) => [x * x, x, 1]),
    trials.map(({ outcome }) => outcome),
  );
  if (typeof curve === 'string' || curve.free < 1) return none;
  const [a = 0, b = 0] = curve.values;
  const top = -b / (2 * a);
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  const isInside = top > from + (to - from) * 0.2 && top < to - (to - from) * 0.2;
  if (a >= 0 || !isInside) return none;
  const beyond = trials.filter(({ factor }) => factor >= top);
  const fall = solveLinear(
    beyond.map(({ factor }) => [factor, 1]),
    beyond.map(({ outcome }) => outcome),
  );
  const isFalling =
    typeof fall !== 'string' && fall.free > 0 && (fall.values[0] ?? 0) < -student95(fall.free) * (fall.errors[0] ?? 0);
  return { bend: -a / (student95(curve.free) * Math.max(curve.errors[0] ?? 0, 1e-300)), isFalling };
}

/**
 * How surely the highest level lies above both edges: 1 is what chance does to two levels in one of twenty cases, by the spread
 * of the repeats. A top is chosen among all levels, so that more should be asked. 0 where nothing was repeated. No curve is
 * laid through the points: one that climbs for long and falls in a few levels at the end is no parabola.
 */
function toppedBy(trials: readonly Trial[]): number {
  const levels = levelsOf(trials);
  const squares = levels.reduce((sum, { mean, of }) => sum + of.reduce((all, each) => all + (each - mean) ** 2, 0), 0);
  const free = trials.length - levels.length;
  const [first, last] = [levels[0], levels.at(-1)];
  const top = levels.toSorted((a, b) => b.mean - a.mean)[0];
  if (!first || !last || !top || top === first || top === last || free < 1 || squares === 0) return 0;
  const above = (edge: typeof top): number =>
    (top.mean - edge.mean) / (student95(free) * Math.sqrt((squares / free) * (1 / top.of.length + 1 / edge.of.length)));
  return Math.min(above(first), above(last));
}

/** The outcomes of each level of the factor with their mean, from the lowest level up. */
function levelsOf(trials: readonly Trial[]): readonly { readonly mean: number; readonly of: readonly number[] }[] {
  const levels = [...Map.groupBy(trials, ({ factor }) => factor)].toSorted(([a], [b]) => a - b);
  return levels.map(([, rows]) => {
    const of = rows.map(({ outcome }) => outcome);
    return { mean: of.reduce((sum, each) => sum + each, 0) / of.length, of };
  });
}

/** What the means of the levels look like, where rows are too few to say more: in one order, or with a top between two sides. */
function looksLike(trials: readonly Trial[]): Direction | undefined {
  const means = levelsOf(trials).map(({ mean }) => mean);
  if (means.length < 3) return undefined;
  const steps = means.slice(1).map((each, k) => each - (means[k] ?? each));
  if (steps.every((step) => step > 0)) return 'grows';
  if (steps.every((step) => step < 0)) return 'falls';
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const isLower = (end: number | undefined): boolean => end !== undefined && high - end >= (high - low) / 4;
  return isLower(means[0]) && isLower(means.at(-1)) ? 'optimum' : undefined;
}
