import type { Published } from '../published.ts';
import { share, streamOf } from '../noise.ts';
import { netlistOf, openNgspice, type Ngspice } from './by-ngspice.ts';
import type { Part } from './parts.ts';
import { steadyFlow } from './solve.ts';
import { lampAt, thermalVolts } from './two-pole.ts';

const seed = [45, 1, 8, 0, 7, 7, 7, 7];

/** A random circuit of cells and resistors from milliohms to megohms on `places` places, each joined to an earlier one. */
function someCircuit(n: number): readonly Part[] {
  let draw = 0;
  const drawn = (): number => share(seed, streamOf(`circuit ${n}`), draw++);
  const places = 3 + Math.floor(6 * drawn());
  const ohms = (): number => 10 ** (-2 + 8 * drawn());
  const tree = Array.from({ length: places - 1 }, (_, k): Part => {
    const ends = { name: `t${k}`, a: String(k + 1), b: String(Math.floor(drawn() * (k + 1))) };
    return drawn() < 0.3
      ? { ...ends, kind: 'cell', volts: 1 + 8 * drawn(), ohms: drawn() < 0.3 ? 0 : 0.1 + 3 * drawn() }
      : { ...ends, kind: 'resistor', ohms: ohms() };
  });
  const more = Array.from({ length: places + 2 }, (_, k): Part => {
    const [a, b] = [Math.floor(places * drawn()), Math.floor(places * drawn())];
    return { name: `m${k}`, a: String(a), b: String(b === a ? (a + 1) % places : b), kind: 'resistor', ohms: ohms() };
  });
  const source: Part = { name: 'e', a: '1', b: '0', kind: 'cell', volts: 4.5, ohms: 0.7 };
  return [...tree, ...more, source];
}

const cell = (volts: number): Part => ({ name: 'e', a: '1', b: '0', kind: 'cell', volts, ohms: 0 });
const junction = (name: string, a: string, b: string, saturation = 1e-14, ideality = 1): Part => {
  return { name, a, b, kind: 'diode', saturation, ideality };
};
const resistor = (name: string, a: string, b: string, ohms: number): Part => ({ name, a, b, kind: 'resistor', ohms });

const withJunctions: readonly (readonly [string, readonly Part[]])[] = [
  ...[0.4, 0.6, 0.65, 0.7, 0.75].map(
    (volts) => [`diode at ${volts} V`, [cell(volts), junction('d', '1', '0')]] as const,
  ),
  ['diode and 100 Ω', [cell(4.5), resistor('r', '1', '2', 100), junction('d', '2', '0', 2e-9, 1.9)]],
  ['two in series', [cell(3), resistor('r', '1', '2', 47), junction('c', '2', '3'), junction('d', '3', '0', 1e-9, 2)]],
  [
    'bridge of four',
    [
      cell(6),
      resistor('r', '2', '3', 220),
      resistor('i', '1', '4', 10),
      junction('a', '4', '2', 1e-9, 1.8),
      junction('b', '0', '2', 1e-9, 1.8),
      junction('c', '3', '4', 1e-9, 1.8),
      junction('d', '3', '0', 1e-9, 1.8),
    ],
  ],
];

const lamps: readonly Part[] = [
  cell(4.5),
  resistor('r', '1', '2', 3),
  { name: 'l', a: '2', b: '3', kind: 'lamp', cold: 1.5, watts: 2e-3 },
  { name: 'k', a: '3', b: '0', kind: 'lamp', cold: 2, watts: 1e-3 },
];

/** Voltages of all places against ngspice's, relative to the largest; the current of the first cell relative to itself. */
async function against(run: Ngspice, what: string, of: Published['of'], parts: readonly Part[]): Promise<Published[]> {
  const given = await run([...parts.flatMap(netlistOf), '.op']);
  const found = steadyFlow(parts);
  const places = [...new Set(parts.flatMap(({ a, b }) => [a, b]))].filter((each) => each !== '0');
  const wanted = places.map((each) => given.get(`v(${each})`)?.[0] ?? NaN);
  const scale = Math.max(...wanted.map(Math.abs));
  const source = 'ngspice in eecircuit-engine 1.8.0';
  const volts = places.map((each, k): Published => {
    const got = found.ok ? found.value.volts(each) - found.value.volts('0') : NaN;
    return { what: `${what}: U of place ${each}`, of, got, wanted: wanted[k] ?? NaN, scale, source };
  });
  const got = found.ok ? found.value.amperes('e') : NaN;
  return [...volts, { what: `${what}: current`, of, got, wanted: given.get('i(ve)')?.[0] ?? NaN, source }];
}

/** Circuits against ngspice; a junction and a filament against their own formulas. */
export async function published(): Promise<readonly Published[]> {
  const run = await openNgspice();
  const all: Published[] = [];
  for (let n = 0; n < 25; n++) all.push(...(await against(run, `circuit ${n}`, 'linear_circuit', someCircuit(n))));
  for (const [what, parts] of withJunctions) all.push(...(await against(run, what, 'diode', parts)));
  all.push(...(await against(run, 'two lamps', 'linear_circuit', lamps)));
  const hot = { kind: 'lamp', name: '', a: '', b: '', cold: 2, watts: 1e-3 } as const;
  for (const heat of [1.1, 3, 8.5]) {
    const [ohms, power] = [2 * heat ** 1.2, 1e-3 * (heat ** 4 - 1)];
    const got = lampAt(hot, Math.sqrt(power * ohms)).current;
    const source = 'P = W·((T/T₀)⁴ − 1), R = R₀·(T/T₀)^1.2';
    all.push({ what: `lamp at ${heat}·T₀`, of: 'closed', got, wanted: Math.sqrt(power / ohms), source });
  }
  const source = 'Shockley’s equation with k and e of the SI';
  for (const volts of [0.6, 0.7]) {
    const found = steadyFlow([cell(volts), junction('d', '1', '0')]);
    const wanted = 1e-14 * Math.expm1(volts / thermalVolts);
    all.push({
      what: `junction at ${volts} V`,
      of: 'closed',
      got: found.ok ? found.value.amperes('d') : NaN,
      wanted,
      source,
    });
  }
  return all;
}
