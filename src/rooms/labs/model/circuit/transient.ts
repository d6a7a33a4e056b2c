import { err, ok, type Result } from '#kernel/result.ts';
import { netOf } from './net.ts';
import type { CircuitFault, Flow, Part } from './parts.ts';
import { flowOf, solver, type Companion, type Solved } from './solve.ts';

/** The voltages of capacitors by name. */
export type Charge = Readonly<Record<string, number>>;

/** The first inner step in seconds, and after how many steps it is doubled: a step is never more than 1/128 of what passed. */
const [firstStep, stepsOfOne] = [0.005, 128];
/** For whoever looks before any time passed. */
const noTime = 1e-9;

/**
 * A circuit so many seconds after its capacitors had a charge, with the charge that they have then. The trapezoidal rule on
 * fixed steps counted from the beginning; the first two are Euler's backward steps, for at a switch currents jump. How time
 * is sliced changes nothing, as all of it is worked out from the beginning.
 */
export function flowAfter(
  parts: readonly Part[],
  charge: Charge,
  seconds: number,
): Result<{ readonly flow: Flow; readonly charge: Charge }, CircuitFault> {
  const net = netOf(parts);
  const solve = solver(net);
  const { capacitors } = net;
  let volts = capacitors.map(({ name }) => charge[name] ?? 0);
  let amperes = capacitors.map(() => 0);
  let last: { readonly solved: Solved; readonly companions: readonly Companion[] } | undefined;
  let fault: CircuitFault | undefined;
  const step = (length: number, isFirst: boolean): void => {
    const companions = capacitors.map(({ farads }, k): Companion => {
      const conductance = ((isFirst ? 1 : 2) * farads) / length;
      return { conductance, current: conductance * (volts[k] ?? 0) + (isFirst ? 0 : (amperes[k] ?? 0)) };
    });
    const solved = solve(companions);
    if (!solved.ok) {
      fault = solved.error;
      return;
    }
    const { values } = solved.value;
    volts = capacitors.map(({ a, b }) => (values[net.at(a)] ?? 0) - (values[net.at(b)] ?? 0));
    amperes = companions.map(({ conductance, current }, k) => conductance * (volts[k] ?? 0) - current);
    last = { solved: solved.value, companions };
  };
  let [passed, length, count] = [0, firstStep, 0];
  if (capacitors.length > 0)
    while (fault === undefined && seconds - passed >= length) {
      if (count === 0) {
        step(length / 2, true);
        step(length / 2, true);
      } else step(length, false);
      passed += length;
      if (++count % stepsOfOne === 0) length *= 2;
    }
  const rest = capacitors.length > 0 ? seconds - passed : 0;
  if (fault === undefined && (last === undefined || rest > noTime)) step(Math.max(noTime, rest), count === 0);
  if (fault !== undefined || last === undefined) return err(fault ?? 'unsettled');
  const full = Object.fromEntries(capacitors.map(({ name }, k) => [name, volts[k] ?? 0]));
  return ok({ flow: flowOf(last.solved, last.companions), charge: { ...charge, ...full } });
}
