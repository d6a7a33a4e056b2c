import type { LabSpec, LabTask, Quantity } from '../../model/lab.ts';
import type { Instrument } from '../../model/instrument.ts';
import { carefulHeat, equivalentOf, specificHeatOf } from './careful.ts';
import { capacities, heatModel, type Heat } from './model.ts';

const thermometer = (name: string): Instrument => {
  return { name, quantity: name, unit: 'C', from: -10, to: 110, step: 0.1, zero: 0, noise: 0.05, scale: 'digital' };
};

const whatHolds = { factor: 'mass', outcome: 'one', direction: 'grows', levels: 5, span: 0.6, repeats: 3 } as const;

const tasks: readonly LabTask[] = [
  {
    ...whatHolds,
    task: 'mixing',
    grades: [8],
    objectives: ['8.3.2.5', '8.3.2.9'],
    held: ['water', 'body', 'lid'],
    fit: 'line',
  },
  {
    ...whatHolds,
    task: 'metal',
    grades: [8, 9],
    objectives: ['8.3.2.6', '8.3.2.9'],
    held: ['water', 'body', 'lid'],
    fit: 'line',
    result: {
      name: 'metal',
      sign: 'c',
      unit: 'J/(kg·K)',
      from: specificHeatOf,
      truth: ({ metal = NaN }) => metal,
    },
  },
  {
    ...whatHolds,
    task: 'equivalent',
    grades: [10, 11],
    objectives: [],
    held: ['water', 'body', 'lid'],
    fit: 'line',
    result: {
      name: 'equivalent',
      sign: 'w',
      unit: 'g',
      from: equivalentOf,
      truth: ({ cup = NaN }) => (cup * capacities.aluminium) / capacities.water,
    },
  },
];

const temperature = (name: string, sign: string, role: Quantity['role']): Quantity => {
  return { name, sign, unit: 'C', role, by: { read: name } };
};

/** Mixing in a calorimeter: a balance of heat, what an unknown metal takes, what the cup takes. */
export const heat: LabSpec<Heat> = {
  lab: 'heat',
  version: 1,
  subject: 'physics',
  minutes: 40,
  hidden: [
    { name: 'room', from: 18, to: 24 },
    { name: 'boil', from: 97, to: 100 },
    { name: 'cup', from: 40, to: 70 },
    { name: 'metal', from: 200, to: 900 },
  ],
  controls: [
    { name: 'water', kind: 'number', from: 0, to: 200, step: 10, unit: 'g', first: 150 },
    { name: 'body', kind: 'choice', of: ['water', 'metal'], first: 'water' },
    { name: 'mass', kind: 'number', from: 20, to: 200, step: 10, unit: 'g', first: 100 },
    { name: 'lid', kind: 'choice', of: ['on', 'off'], first: 'on' },
  ],
  deeds: ['pour', 'drop', 'empty'],
  speeds: [1, 10],
  instruments: [
    {
      name: 'balance',
      quantity: 'cup',
      unit: 'g',
      from: 0,
      to: 500,
      step: 0.1,
      zero: 0.4,
      isZeroable: true,
      noise: 0.05,
      scale: 'digital',
    },
    ...['cold', 'bath', 'one', 'two'].map(thermometer),
  ],
  model: heatModel,
  quantities: [
    { name: 'mass', sign: 'm', unit: 'g', role: 'factor', by: { set: 'mass' } },
    { name: 'water', sign: 'mw', unit: 'g', role: 'factor', by: { set: 'water' } },
    { name: 'body', sign: 'B', unit: '', role: 'factor', by: { set: 'body' } },
    { name: 'lid', sign: 'L', unit: '', role: 'factor', by: { set: 'lid' } },
    { name: 'cup', sign: 'mk', unit: 'g', role: 'factor', by: { read: 'balance' } },
    temperature('cold', 't1', 'factor'),
    temperature('bath', 't2', 'factor'),
    temperature('one', 't3', 'outcome'),
    temperature('two', 't4', 'outcome'),
  ],
  causes: ['loss', 'slow', 'carry', 'drops', 'balance', 'few'],
  tasks,
  careful: carefulHeat,
};
