import type { Instrument } from '../../model/instrument.ts';
import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulCup, neutralBy, saltBy } from './careful.ts';
import { cupModel, neutralisation, type Cup } from './model.ts';

const cooled = {
  objectives: ['10.3.1.3'],
  factor: 'time',
  outcome: 'temperature',
  held: ['process', 'mass', 'lid'],
  levels: 10,
  span: 0.6,
  repeats: 1,
  fit: 'line',
} as const;

const tasks: readonly LabTask[] = [
  {
    task: 'mass',
    grades: [8, 9],
    objectives: [],
    factor: 'mass',
    outcome: 'temperature',
    held: ['process', 'lid'],
    direction: 'falls',
    levels: 5,
    span: 0.6,
    repeats: 3,
    fit: 'line',
  },
  {
    ...cooled,
    task: 'neutral',
    grades: [10],
    direction: 'falls',
    result: {
      name: 'neutral',
      sign: 'ΔH',
      unit: 'kJ/mol',
      from: neutralBy,
      truth: () => neutralisation,
      reference: { value: neutralisation, source: 'CRC Handbook of Chemistry and Physics' },
    },
  },
  {
    ...cooled,
    task: 'salt',
    grades: [10, 11],
    direction: 'grows',
    result: { name: 'salt', sign: 'ΔH', unit: 'kJ/mol', from: saltBy, truth: ({ heat = NaN }) => heat },
  },
];

const thermometer: Omit<Instrument, 'name' | 'quantity'> = {
  unit: 'C',
  from: -10,
  to: 110,
  step: 0.1,
  zero: 0,
  noise: 0.08,
  scale: 'digital',
};

/** A cup of polystyrene as a calorimeter: the heat of neutralisation and of dissolving a salt. */
export const enthalpy: LabSpec<Cup> = {
  lab: 'enthalpy',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  speeds: [1, 10],
  hidden: [
    { name: 'room', from: 18, to: 25 },
    { name: 'cooling', from: 2.5e-4, to: 4e-4 },
    { name: 'heat', from: 20, to: 40 },
  ],
  controls: [
    { name: 'process', kind: 'choice', of: ['neutral', 'nitrate', 'unknown'], first: 'neutral' },
    { name: 'mass', kind: 'number', from: 2, to: 12, step: 1, unit: 'g', first: 5 },
    { name: 'lid', kind: 'choice', of: ['on', 'off'], first: 'on' },
  ],
  deeds: ['mix', 'fresh'],
  instruments: [
    { ...thermometer, name: 'thermometer', quantity: 'temperature', isFleeting: true },
    { ...thermometer, name: 'room', quantity: 'room' },
    {
      name: 'stopwatch',
      quantity: 'time',
      unit: 's',
      from: 0,
      to: 6000,
      step: 1,
      zero: 0,
      noise: 0,
      isFleeting: true,
      scale: 'digital',
    },
  ],
  model: cupModel,
  quantities: [
    { name: 'process', sign: 'S', unit: '', role: 'factor', by: { set: 'process' } },
    { name: 'mass', sign: 'm', unit: 'g', role: 'factor', by: { set: 'mass' } },
    { name: 'lid', sign: 'L', unit: '', role: 'factor', by: { set: 'lid' } },
    { name: 'time', sign: 't', unit: 's', role: 'factor', by: { read: 'stopwatch' } },
    { name: 'room', sign: 'Tr', unit: 'C', role: 'outcome', by: { read: 'room' } },
    { name: 'temperature', sign: 'T', unit: 'C', role: 'outcome', by: { read: 'thermometer' } },
  ],
  causes: ['loss', 'late', 'cup', 'amount'],
  tasks,
  careful: carefulCup,
};
