import type { Instrument } from '../../model/instrument.ts';
import type { LabSpec, LabTask } from '../../model/lab.ts';
import { bigOhms, voltmeterOhms, type Circuit } from './board.ts';
import { carefulCircuit, forceOf, innerOf, resistanceOf, timeConstantOf } from './careful.ts';
import { circuitModel } from './model.ts';

const byVoltage = {
  factor: 'voltage',
  outcome: 'current',
  held: [],
  direction: 'grows',
  levels: 5,
  span: 0.6,
  repeats: 1,
  fit: 'line',
} as const satisfies Partial<LabTask>;

const byCurrent = { ...byVoltage, factor: 'current', outcome: 'voltage', direction: 'falls' } as const;
const ohms = { sign: 'R', unit: 'Ω', from: resistanceOf } as const;
const digital = { zero: 0, scale: 'digital' } as const satisfies Partial<Instrument>;

const tasks: readonly LabTask[] = [
  {
    ...byVoltage,
    task: 'ohm',
    grades: [8],
    objectives: ['8.4.2.5', '8.4.2.6'],
    result: { ...ohms, name: 'unknown', truth: ({ unknown = NaN }) => unknown },
  },
  {
    ...byVoltage,
    task: 'series',
    grades: [8],
    objectives: ['8.4.2.11'],
    result: { ...ohms, name: 'whole', truth: ({ unknown = NaN }) => unknown + 10 },
  },
  {
    ...byVoltage,
    task: 'parallel',
    grades: [8],
    objectives: ['8.4.2.10'],
    result: { ...ohms, name: 'whole', truth: ({ unknown = NaN }) => (unknown * 10) / (unknown + 10) },
  },
  {
    ...byCurrent,
    task: 'inner',
    grades: [10],
    objectives: ['10.3.2.3'],
    result: { name: 'inner', sign: 'r', unit: 'Ω', from: innerOf, truth: ({ inner = NaN }) => inner },
  },
  {
    ...byCurrent,
    task: 'force',
    grades: [10],
    objectives: ['10.3.2.3'],
    result: { name: 'force', sign: 'ℰ', unit: 'V', from: forceOf, truth: ({ force = NaN }) => force },
  },
  { ...byVoltage, task: 'lamp', grades: [8, 10], objectives: ['8.4.2.5'], fit: 'power' },
  {
    ...byVoltage,
    task: 'diode',
    grades: [10],
    objectives: ['10.3.3.1'],
    outcome: 'small',
    fit: 'exponential',
    span: 0.2,
  },
  {
    ...byVoltage,
    task: 'discharge',
    grades: [10, 11],
    objectives: ['10.3.1.10'],
    factor: 'time',
    outcome: 'voltage',
    direction: 'falls',
    levels: 6,
    repeats: 2,
    fit: 'exponential',
    result: {
      name: 'constant',
      sign: 'τ',
      unit: 's',
      from: timeConstantOf,
      // The voltmeter drains the capacitor too.
      truth: ({ farads = NaN }) => farads / 1e6 / (1 / bigOhms + 1 / voltmeterOhms),
    },
  },
];

/** A board for any circuit: Ohm's law, sources, a lamp, a diode, a capacitor. */
export const circuit: LabSpec<Circuit> = {
  lab: 'circuit',
  version: 1,
  subject: 'physics',
  minutes: 45,
  hidden: [
    { name: 'unknown', from: 4, to: 15 },
    { name: 'force', from: 4, to: 5 },
    { name: 'inner', from: 0.5, to: 2 },
    { name: 'farads', from: 350, to: 700 },
  ],
  controls: [
    { name: 'supply', kind: 'number', from: 0, to: 6, step: 0.5, unit: 'V', first: 0 },
    { name: 'rheostat', kind: 'number', from: 1, to: 20, step: 1, unit: 'Ω', first: 10 },
    { name: 'time', kind: 'number', from: 0, to: 120, step: 5, unit: 's', first: 0 },
  ],
  deeds: ['press', 'fuse', 'clear'],
  speeds: [1, 10],
  instruments: [
    { ...digital, name: 'voltmeter', quantity: 'voltage', unit: 'V', from: -20, to: 20, step: 0.01, noise: 0.008 },
    { ...digital, name: 'ammeter', quantity: 'current', unit: 'A', from: -3, to: 3, step: 0.01, noise: 0.006 },
    { ...digital, name: 'milliammeter', quantity: 'small', unit: 'mA', from: -50, to: 50, step: 0.01, noise: 0.03 },
  ],
  model: circuitModel,
  quantities: [
    { name: 'voltage', sign: 'U', unit: 'V', role: 'both', by: { read: 'voltmeter' } },
    { name: 'current', sign: 'I', unit: 'A', role: 'both', by: { read: 'ammeter' } },
    { name: 'small', sign: 'i', unit: 'mA', role: 'outcome', by: { read: 'milliammeter' } },
    { name: 'time', sign: 't', unit: 's', role: 'factor', by: { set: 'time' } },
    { name: 'supply', sign: 'E', unit: 'V', role: 'factor', by: { set: 'supply' } },
    { name: 'rheostat', sign: 'p', unit: 'Ω', role: 'factor', by: { set: 'rheostat' } },
  ],
  causes: ['meter', 'noise', 'wires', 'warm', 'few'],
  tasks,
  careful: carefulCircuit,
};
