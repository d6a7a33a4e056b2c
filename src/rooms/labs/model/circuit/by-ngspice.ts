import type { Part } from './parts.ts';

/** What ngspice gives for a netlist: each vector by its name in small letters, `v(2)`, `i(v1)`. */
export type Ngspice = (lines: readonly string[]) => Promise<ReadonlyMap<string, readonly number[]>>;

/** ngspice 45 as the package eecircuit-engine brings it, started once: what tests and benches compare circuits with. */
export async function openNgspice(): Promise<Ngspice> {
  const { Simulation } = await import('eecircuit-engine');
  const simulation = new Simulation();
  await simulation.start();
  return async (lines) => {
    const tight = '.options reltol=1e-10 abstol=1e-18 vntol=1e-13 gmin=1e-15 itl1=500';
    simulation.setNetList(['compared', ...lines, tight, '.end'].join('\n'));
    const { data } = await simulation.runSim();
    return new Map(
      data.map(({ name, values }) => [
        name.toLowerCase(),
        values.map((each) => (typeof each === 'number' ? each : each.real)),
      ]),
    );
  };
}

/** A part as lines of a netlist. The place `0` is ngspice's zero. A cell's current is that of `v<name>`. */
export function netlistOf(part: Part): readonly string[] {
  const { kind, name, a, b } = part;
  switch (kind) {
    case 'resistor':
      return [`r${name} ${a} ${b} ${part.ohms}`];
    case 'wire':
      return [`v${name} ${a} ${b} 0`];
    case 'cell':
      return part.ohms === 0
        ? [`v${name} ${a} ${b} ${part.volts}`]
        : [`v${name} ${a} ${name}in ${part.volts}`, `r${name} ${name}in ${b} ${part.ohms}`];
    case 'capacitor':
      return [`c${name} ${a} ${b} ${part.farads}`];
    case 'diode':
      return [
        `d${name} ${a} ${b} m${name}`,
        `.model m${name} d(is=${part.saturation} n=${part.ideality} rs=0 cjo=0 tt=0)`,
      ];
    case 'lamp':
      // Its temperature, in rooms, is the voltage of a place of its own: what it radiates flows out, what it takes in flows in.
      return [
        `b${name} ${a} ${b} i=v(${a},${b})/(${part.cold}*pow(v(${name}t),1.2))`,
        `b${name}p 0 ${name}t i=v(${a},${b})*v(${a},${b})/(${part.cold}*pow(v(${name}t),1.2))/${part.watts}`,
        `b${name}o ${name}t 0 i=pow(v(${name}t),4)-1`,
        `.nodeset v(${name}t)=5`,
      ];
  }
}
