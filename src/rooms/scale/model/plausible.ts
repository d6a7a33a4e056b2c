import { chanceOf, type Chance } from './chance.ts';
import { drawAbility, drawCovariance, inverseOf, rootOf, type Covariance } from './gibbs.ts';
import { crossProduct } from './latent-regression.ts';
import { thetaGrid } from './likelihood.ts';
import { cholesky, dot, inverseBy, solveBy } from './matrix.ts';

/**
 * Persons of one cell at one or two times. `rows[t][person]` are likelihoods on the grid; `covariates` are person × column without an
 * intercept (sex, language, …), `school` counts from 0.
 */
export type PlausibleTask = {
  readonly rows: readonly (readonly (Float64Array | undefined)[])[];
  readonly covariates: Float64Array;
  readonly columns: number;
  readonly school: Int32Array;
  readonly draws: number;
  readonly seed: string;
};

/** `values[t][draw][person]`; who answered at one time only has a value at the other too, drawn without answers. */
export type PlausibleValues = { readonly values: readonly (readonly Float64Array[])[] };

const settle = 100;
const between = 12;

/**
 * Plausible values (Mislevy 1991; von Davier, Gonzalez & Mislevy 2009): draws of ability from the answers and a conditioning model, a
 * regression on the covariates with a random intercept of each school and, where there are two times, both together. The model's own
 * parameters are drawn anew for each (Gibbs sampling, Fox & Glas, Psychometrika 66, 2001), so their uncertainty is in the draws. The same seed gives
 * the same values. Undefined where the covariates are not independent.
 */
export function plausibleValues(task: PlausibleTask): PlausibleValues | undefined {
  const state = beginning(task);
  if (!state) return undefined;
  const chance = chanceOf(task.seed);
  const kept: Float64Array[][] = task.rows.map(() => []);
  for (let sweep = 0; kept[0]!.length < task.draws; sweep++) {
    drawAbilities(task, state, chance);
    drawSchools(task, state, chance);
    drawRegression(task, state, chance);
    drawSpreads(task, state, chance);
    if (sweep < settle || (sweep - settle) % between !== 0) continue;
    for (let t = 0; t < kept.length; t++) kept[t]!.push(Float64Array.from(state.theta[t]!));
  }
  return { values: kept };
}

type State = {
  readonly persons: number;
  readonly times: number;
  /** With the intercept as first column. */
  readonly x: readonly Float64Array[];
  readonly lower: Float64Array;
  readonly rootInverse: Float64Array;
  readonly theta: readonly Float64Array[];
  /** Regression part of each person, time by time. */
  readonly fitted: readonly Float64Array[];
  readonly effect: readonly Float64Array[];
  readonly room: Float64Array;
  within: Covariance;
  across: Covariance;
};

function beginning({ rows, covariates, columns, school }: PlausibleTask): State | undefined {
  const persons = school.length;
  const x = Array.from({ length: persons }, (_, n) =>
    Float64Array.of(1, ...covariates.subarray(n * columns, (n + 1) * columns)),
  );
  const lower = persons > columns + 1 ? cholesky(crossProduct(x, columns + 1), columns + 1) : undefined;
  if (!lower) return undefined;
  const rootInverse = cholesky(inverseBy(lower, columns + 1), columns + 1);
  if (!rootInverse) return undefined;
  const schools = school.reduce((most, each) => Math.max(most, each + 1), 0);
  const times = rows.length;
  const each = (size: number): Float64Array[] => rows.map(() => new Float64Array(size));
  return {
    persons,
    times,
    x,
    lower,
    rootInverse,
    theta: each(persons),
    fitted: each(persons),
    effect: each(schools),
    room: new Float64Array(thetaGrid.count),
    within: times === 1 ? [1] : [1, 0.5, 0.5, 1],
    across: times === 1 ? [0.1] : [0.1, 0.05, 0.05, 0.1],
  };
}

function drawAbilities({ rows, school }: PlausibleTask, state: State, chance: Chance): void {
  const { theta, fitted, effect, within, times, persons } = state;
  for (let t = 0; t < times; t++) {
    const other = 1 - t;
    const slope = times === 1 ? 0 : within[1]! / within[3 * other]!;
    const own = within[times === 1 ? 0 : 3 * t]!;
    const sd = Math.sqrt(Math.max(1e-6, times === 1 ? own : own - slope * within[1]!));
    for (let n = 0; n < persons; n++) {
      const at = school[n]!;
      const mean = fitted[t]![n]! + effect[t]![at]!;
      const rest = times === 1 ? 0 : theta[other]![n]! - fitted[other]![n]! - effect[other]![at]!;
      theta[t]![n] = drawAbility(chance, rows[t]![n], mean + slope * rest, sd, state.room);
    }
  }
}

function drawSchools(
  { school }: PlausibleTask,
  { theta, fitted, effect, within, across, times, persons }: State,
  chance: Chance,
): void {
  const schools = effect[0]!.length;
  const count = new Float64Array(schools);
  const sums = effect.map(() => new Float64Array(schools));
  for (let n = 0; n < persons; n++) {
    count[school[n]!]! += 1;
    for (let t = 0; t < times; t++) sums[t]![school[n]!]! += theta[t]![n]! - fitted[t]![n]!;
  }
  const [precise, prior] = [inverseOf(within), inverseOf(across)];
  for (let j = 0; j < schools; j++) {
    const posterior = inverseOf(precise.map((each, n) => count[j]! * each + prior[n]!));
    const root = rootOf(posterior);
    const sum =
      times === 1
        ? [precise[0]! * sums[0]![j]!]
        : [0, 1].map((t) => precise[2 * t]! * sums[0]![j]! + precise[2 * t + 1]! * sums[1]![j]!);
    const z = [chance.normal(), times === 1 ? 0 : chance.normal()];
    for (let t = 0; t < times; t++) {
      const mean =
        times === 1 ? posterior[0]! * sum[0]! : posterior[2 * t]! * sum[0]! + posterior[2 * t + 1]! * sum[1]!;
      effect[t]![j] = mean + root[times * t]! * z[0]! + (t === 1 ? root[3]! * z[1]! : 0);
    }
  }
}

function drawRegression(task: PlausibleTask, state: State, chance: Chance): void {
  const { x, lower, rootInverse, theta, fitted, effect, within, times, persons } = state;
  const columns = x[0]!.length;
  const root = rootOf(within);
  const noise = theta.map(() => Float64Array.from({ length: columns }, () => chance.normal()));
  for (let t = 0; t < times; t++) {
    const right = new Float64Array(columns);
    for (let n = 0; n < persons; n++) {
      const value = theta[t]![n]! - effect[t]![task.school[n]!]!;
      for (let p = 0; p < columns; p++) right[p]! += x[n]![p]! * value;
    }
    const gamma = solveBy(lower, columns, right);
    for (let p = 0; p < columns; p++) {
      for (let q = 0; q <= p; q++) {
        const own = root[times * t]! * noise[0]![q]! + (t === 1 ? root[3]! * noise[1]![q]! : 0);
        gamma[p]! += rootInverse[p * columns + q]! * own;
      }
    }
    for (let n = 0; n < persons; n++) fitted[t]![n] = dot(x[n]!, gamma);
  }
}

/** Squares that stand for hardly any knowledge: a spread of a tenth of a logit, with the weight of a few persons. */
const faint = 0.01;

function drawSpreads(task: PlausibleTask, state: State, chance: Chance): void {
  const { theta, fitted, effect, times, persons } = state;
  const cells = times * times;
  const [inner, outer] = [new Float64Array(cells), new Float64Array(cells)];
  for (let t = 0; t < times; t++) inner[t * (times + 1)] = outer[t * (times + 1)] = faint * (times + 1);
  for (let n = 0; n < persons; n++) {
    const at = task.school[n]!;
    const rest = theta.map((each, t) => each[n]! - fitted[t]![n]! - effect[t]![at]!);
    for (let c = 0; c < cells; c++) inner[c]! += rest[Math.floor(c / times)]! * rest[c % times]!;
  }
  state.within = drawCovariance(chance, [...inner], persons + times + 1);
  const schools = effect[0]!.length;
  for (let j = 0; j < schools; j++) {
    for (let c = 0; c < cells; c++) outer[c]! += effect[Math.floor(c / times)]![j]! * effect[c % times]![j]!;
  }
  state.across = drawCovariance(chance, [...outer], schools + times + 1);
}
