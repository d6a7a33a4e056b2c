import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulGas, moleOf, shareOf } from './careful.ts';
import { gasConstant, gasModel, metals, type Apparatus } from './model.ts';

const whatHolds = {
  factor: 'mass',
  outcome: 'volume',
  held: ['metal'],
  direction: 'grows',
  levels: 5,
  repeats: 3,
  fit: 'proportional',
} as const;

const tasks: readonly LabTask[] = [
  {
    ...whatHolds,
    task: 'mole',
    grades: [8, 9],
    objectives: ['8.1.1.8', '8.2.3.3'],
    span: 0.2,
    result: {
      name: 'mole',
      sign: 'Vm',
      unit: 'L/mol',
      from: moleOf,
      truth: ({ warmth = NaN, pressure = NaN }) => (gasConstant * (warmth + 273.15)) / pressure,
    },
  },
  {
    ...whatHolds,
    task: 'purity',
    grades: [9, 10],
    objectives: ['9.2.3.4'],
    span: 0.5,
    result: { name: 'share', sign: 'ω', unit: '%', from: shareOf, truth: ({ share = NaN }) => 100 * share },
  },
];

/** Hydrogen from a metal and an acid, collected over water: the volume of a mole, the purity of zinc. */
export const gasCollection: LabSpec<Apparatus> = {
  lab: 'gas-collection',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  hidden: [
    { name: 'warmth', from: 16, to: 29, step: 0.1 },
    { name: 'pressure', from: 94, to: 103, step: 0.1 },
    { name: 'share', from: 0.75, to: 0.97 },
  ],
  controls: [
    { name: 'metal', kind: 'choice', of: metals, first: 'mg' },
    { name: 'mass', kind: 'number', from: 0.02, to: 0.24, step: 0.005, unit: 'g', first: 0.05 },
  ],
  deeds: ['fresh', 'drop', 'level'],
  instruments: [
    {
      name: 'balance',
      quantity: 'mass',
      unit: 'g',
      from: 0,
      to: 50,
      step: 0.001,
      zero: 0.004,
      isZeroable: true,
      noise: 0.0005,
      scale: 'digital',
    },
    {
      name: 'cylinder',
      quantity: 'volume',
      unit: 'mL',
      from: 0,
      to: 100,
      step: 1,
      zero: 0,
      noise: 0.4,
      scale: 'analogue',
    },
    {
      name: 'thermometer',
      quantity: 'warmth',
      unit: 'C',
      from: 0,
      to: 50,
      step: 0.1,
      zero: 0,
      noise: 0.05,
      scale: 'digital',
    },
    {
      name: 'barometer',
      quantity: 'pressure',
      unit: 'kPa',
      from: 80,
      to: 110,
      step: 0.1,
      zero: 0,
      noise: 0.03,
      scale: 'digital',
    },
    {
      name: 'table',
      quantity: 'vapour',
      unit: 'kPa',
      from: 0,
      to: 20,
      step: 0.01,
      zero: 0,
      noise: 0,
      scale: 'digital',
    },
  ],
  model: gasModel,
  speeds: [1, 10],
  quantities: [
    { name: 'mass', sign: 'm', unit: 'g', role: 'factor', by: { read: 'balance' } },
    { name: 'metal', sign: 'M', unit: '', role: 'factor', by: { set: 'metal' } },
    { name: 'volume', sign: 'V', unit: 'mL', role: 'outcome', by: { read: 'cylinder' } },
    { name: 'warmth', sign: 't', unit: 'C', role: 'both', by: { read: 'thermometer' } },
    { name: 'pressure', sign: 'p', unit: 'kPa', role: 'both', by: { read: 'barometer' } },
    { name: 'vapour', sign: 'pw', unit: 'kPa', role: 'both', by: { read: 'table' } },
  ],
  causes: ['level', 'vapour', 'leak', 'oxide', 'eye'],
  tasks,
  careful: carefulGas,
};
