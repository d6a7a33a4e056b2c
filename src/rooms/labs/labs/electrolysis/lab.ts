import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulBath, faradayBy, molarBy } from './careful.ts';
import { bathModel, faraday, type Bath } from './model.ts';

const weighed = { outcome: 'mass', direction: 'grows', levels: 5, span: 0.6, repeats: 3, fit: 'line' } as const;

const tasks: readonly LabTask[] = [
  { ...weighed, task: 'current', grades: [10], objectives: [], factor: 'current', held: ['time', 'solution'] },
  {
    ...weighed,
    task: 'faraday',
    grades: [10, 11],
    objectives: [],
    factor: 'time',
    held: ['solution'],
    result: {
      name: 'faraday',
      sign: 'F',
      unit: 'C/mol',
      from: faradayBy,
      truth: () => faraday,
      reference: { value: faraday, source: 'CODATA 2018' },
    },
  },
  {
    ...weighed,
    task: 'metal',
    grades: [11],
    objectives: [],
    factor: 'time',
    held: ['solution'],
    result: { name: 'molar', sign: 'M', unit: 'g/mol', from: molarBy, truth: ({ molar = NaN }) => molar },
  },
];

/** Electrolysis: how much metal a charge brings onto the cathode. */
export const electrolysis: LabSpec<Bath> = {
  lab: 'electrolysis',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  speeds: [1, 60, 300],
  hidden: [
    { name: 'off', from: -0.06, to: 0.06 },
    { name: 'cathode', from: 11, to: 18 },
    { name: 'molar', from: 52, to: 120 },
  ],
  controls: [
    { name: 'solution', kind: 'choice', of: ['copper', 'unknown'], first: 'copper' },
    { name: 'current', kind: 'number', from: 0.1, to: 1, step: 0.05, unit: 'A', first: 0.5 },
    { name: 'time', kind: 'number', from: 2, to: 30, step: 1, unit: 'min', first: 10 },
  ],
  deeds: ['run', 'clean'],
  instruments: [
    {
      name: 'ammeter',
      quantity: 'current',
      unit: 'A',
      from: 0,
      to: 2,
      step: 0.001,
      zero: 0,
      noise: 0.002,
      isFleeting: true,
      scale: 'digital',
    },
    {
      name: 'balance',
      quantity: 'mass',
      unit: 'g',
      from: 0,
      to: 200,
      step: 0.01,
      zero: 0.2,
      isZeroable: true,
      noise: 0.008,
      isFleeting: true,
      scale: 'digital',
    },
  ],
  model: bathModel,
  quantities: [
    { name: 'solution', sign: 'S', unit: '', role: 'factor', by: { set: 'solution' } },
    { name: 'current', sign: 'I', unit: 'A', role: 'factor', by: { read: 'ammeter' } },
    { name: 'time', sign: 't', unit: 'min', role: 'factor', by: { set: 'time' } },
    { name: 'mass', sign: 'm', unit: 'g', role: 'outcome', by: { read: 'balance' } },
  ],
  causes: ['dry', 'drift', 'fell', 'zero'],
  tasks,
  careful: carefulBath,
};
