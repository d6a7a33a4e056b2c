import { createRequire } from 'node:module';
import type { Rates } from './ode.ts';

type Solver = {
  relativeTolerance: number;
  absoluteTolerance: number;
  maxSteps: number;
  readonly solve: (
    rates: (time: number, values: number[]) => number[],
    from: number,
    values: number[],
    to: number,
  ) => { readonly y: number[] };
};

// Not imported: its package points to sources of its own that are no TypeScript of today.
const { Solver } = createRequire(import.meta.url)('odex') as { readonly Solver: new (size: number) => Solver };

/** Quantities at a time by Hairer's extrapolation method, as the package odex has it: what tests and benches compare with. */
export function byOdex(rates: Rates, from: number, values: readonly number[], to: number): readonly number[] {
  const solver = new Solver(values.length);
  Object.assign(solver, { relativeTolerance: 1e-13, absoluteTolerance: 1e-13, maxSteps: 1e6 });
  return solver.solve((time, all) => [...rates(time, all)], from, [...values], to).y;
}
