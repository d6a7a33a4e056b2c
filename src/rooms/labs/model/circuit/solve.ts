import { err, ok, type Result } from '#kernel/result.ts';
import { factored, type Solver } from './matrix.ts';
import { netOf, type Net } from './net.ts';
import type { CircuitFault, Flow, Part } from './parts.ts';
import { damped, diodeAt, lampAt, type Slope } from './two-pole.ts';

/** What a capacitor is for one step of time: a conductance, and a current that flows in from `b` to `a` beside it. */
export type Companion = { readonly conductance: number; readonly current: number };

/** The unknowns of a circuit: voltages of places, then currents of ideal cells. */
export type Solved = { readonly net: Net; readonly values: Float64Array };

const mostSteps = 150;

/**
 * Modified nodal analysis (Ho, Ruehli and Brennan, IEEE Trans. CAS-22, 1975, 504): Kirchhoff's currents at each place, and
 * for ideal cells their voltage. Filaments and junctions by Newton's steps, damped at the bend. `companions` stand for the
 * capacitors in their order; without them capacitors carry nothing.
 */
export function solver(net: Net): (companions?: readonly Companion[]) => Result<Solved, CircuitFault> {
  const size = net.places + net.ideal.length;
  let known: { readonly by: readonly Companion[]; readonly matrix: Float64Array; readonly solve: Solver } | undefined;
  let bent: readonly number[] = net.bent.map(() => 0);
  return (companions = []) => {
    if (!known || !known.by.every(({ conductance }, k) => conductance === companions[k]?.conductance)) {
      const matrix = conductances(net, size, companions);
      known = { by: companions, matrix, solve: net.bent.length === 0 ? factored(matrix, size) : undefined };
    }
    const right = currents(net, size, companions);
    if (net.bent.length === 0) {
      return known.solve ? ok({ net, values: known.solve(right) }) : err('short');
    }
    const found = bentSolution(net, size, known.matrix, right, bent);
    if (found.ok) bent = found.value.volts;
    return found.ok ? ok({ net, values: found.value.values }) : found;
  };
}

/** All currents of a circuit that stands still: capacitors are full and carry nothing. */
export function steadyFlow(parts: readonly Part[]): Result<Flow, CircuitFault> {
  const solved = solver(netOf(parts))();
  return solved.ok ? ok(flowOf(solved.value, [])) : solved;
}

const between = (values: Float64Array, a: number, b: number): number => (values[a] ?? 0) - (values[b] ?? 0);

export function flowOf({ net, values }: Solved, companions: readonly Companion[]): Flow {
  const volts = (a: string, b: string): number => between(values, net.at(a), net.at(b));
  const amperes = new Map<string, number>([
    ...net.resistors.map(({ name, a, b, ohms }) => [name, volts(a, b) / ohms] as const),
    ...net.cells.map((each) => [each.name, (volts(each.a, each.b) - each.volts) / each.ohms] as const),
    ...net.ideal.map(({ name }, k) => [name, values[net.places + k] ?? 0] as const),
    ...net.bent.map((each) => [each.name, slopeOf(each, volts(each.a, each.b)).current] as const),
    ...net.capacitors.map(({ name, a, b }, k) => {
      const companion = companions[k];
      return [name, companion ? companion.conductance * volts(a, b) - companion.current : 0] as const;
    }),
  ]);
  return { volts: (place) => values[net.at(place)] ?? 0, amperes: (name) => amperes.get(name) ?? 0 };
}

function slopeOf(part: Net['bent'][number], volts: number): Slope {
  return part.kind === 'lamp' ? lampAt(part, volts) : diodeAt(part, volts);
}

function stamp(matrix: Float64Array, size: number, a: number, b: number, conductance: number): void {
  const add = (row: number, column: number, by: number): void => {
    if (row >= 0 && column >= 0) matrix[row * size + column] = (matrix[row * size + column] ?? 0) + by;
  };
  add(a, a, conductance);
  add(b, b, conductance);
  add(a, b, -conductance);
  add(b, a, -conductance);
}

function inject(right: Float64Array, place: number, current: number): void {
  if (place >= 0) right[place] = (right[place] ?? 0) + current;
}

function conductances(net: Net, size: number, companions: readonly Companion[]): Float64Array {
  const matrix = new Float64Array(size * size);
  for (const { a, b, ohms } of [...net.resistors, ...net.cells]) stamp(matrix, size, net.at(a), net.at(b), 1 / ohms);
  for (const [k, { a, b }] of net.capacitors.entries())
    stamp(matrix, size, net.at(a), net.at(b), companions[k]?.conductance ?? leak);
  for (const [k, { a, b }] of net.ideal.entries()) {
    const row = net.places + k;
    for (const [place, sign] of [
      [net.at(a), 1],
      [net.at(b), -1],
    ] as const) {
      if (place < 0) continue;
      matrix[row * size + place] = (matrix[row * size + place] ?? 0) + sign;
      matrix[place * size + row] = (matrix[place * size + row] ?? 0) + sign;
    }
  }
  return matrix;
}

/** A full capacitor carries next to nothing, yet its ends belong to one island. */
const leak = 1e-15;

function currents(net: Net, size: number, companions: readonly Companion[]): Float64Array {
  const right = new Float64Array(size);
  for (const { a, b, volts, ohms } of net.cells) {
    inject(right, net.at(a), volts / ohms);
    inject(right, net.at(b), -volts / ohms);
  }
  for (const [k, { a, b }] of net.capacitors.entries()) {
    inject(right, net.at(a), companions[k]?.current ?? 0);
    inject(right, net.at(b), -(companions[k]?.current ?? 0));
  }
  for (const [k, { volts }] of net.ideal.entries()) right[net.places + k] = volts;
  return right;
}

type Bent = { readonly values: Float64Array; readonly volts: readonly number[] };

function bentSolution(
  net: Net,
  size: number,
  matrix: Float64Array,
  right: Float64Array,
  first: readonly number[],
): Result<Bent, CircuitFault> {
  let volts = first;
  for (let step = 0; step < mostSteps; step++) {
    const [m, r] = [Float64Array.from(matrix), Float64Array.from(right)];
    for (const [k, part] of net.bent.entries()) {
      const at = volts[k] ?? 0;
      const { current, conductance } = slopeOf(part, at);
      // A junction that blocks leaves its place a zero.
      const slope = Math.max(conductance, leak);
      stamp(m, size, net.at(part.a), net.at(part.b), slope);
      inject(r, net.at(part.a), slope * at - current);
      inject(r, net.at(part.b), current - slope * at);
    }
    const values = factored(m, size)?.(r);
    if (!values) return err('short');
    const wanted = net.bent.map(({ a, b }) => between(values, net.at(a), net.at(b)));
    const next = net.bent.map((part, k) =>
      part.kind === 'diode' ? damped(part, wanted[k] ?? 0, volts[k] ?? 0) : (wanted[k] ?? 0),
    );
    const isStill = next.every((each, k) => Math.abs(each - (volts[k] ?? 0)) <= 1e-12 * (1 + Math.abs(each)));
    volts = next;
    if (isStill) return ok({ values, volts });
  }
  return err('unsettled');
}
