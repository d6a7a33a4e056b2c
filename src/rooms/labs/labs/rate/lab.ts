import type { LabSpec, LabTask } from '../../model/lab.ts';
import { activationBy, carefulRate, orderBy } from './careful.ts';
import { hiddenRate } from './hidden.ts';
import { rateModel, type Mixture } from './model.ts';

const timed = { outcome: 'time', direction: 'falls', levels: 5, span: 0.6, repeats: 3 } as const;

const tasks: readonly LabTask[] = [
  {
    ...timed,
    task: 'concentration',
    grades: [9],
    objectives: ['9.3.2.1', '9.3.2.2'],
    factor: 'volume',
    held: ['temperature'],
    fit: 'power',
  },
  {
    ...timed,
    task: 'temperature',
    grades: [9],
    objectives: ['9.3.2.1', '9.3.2.2'],
    factor: 'temperature',
    held: ['volume'],
    fit: 'exponential',
  },
  {
    ...timed,
    task: 'order',
    grades: [10],
    objectives: ['10.3.2.1', '10.3.2.3'],
    factor: 'volume',
    held: ['temperature'],
    fit: 'line',
    result: {
      name: 'order',
      sign: 'n',
      unit: '',
      from: orderBy,
      truth: () => 1,
      reference: { value: 1, source: 'The law of mass action for a reaction of first order in thiosulphate' },
    },
  },
  {
    ...timed,
    task: 'activation',
    grades: [10, 11],
    objectives: ['10.3.2.1', '10.3.2.2'],
    factor: 'temperature',
    held: ['volume'],
    fit: 'line',
    result: {
      name: 'activation',
      sign: 'Ea',
      unit: 'kJ/mol',
      from: activationBy,
      truth: ({ activation = NaN }) => activation / 1000,
    },
  },
];

/** Sodium thiosulphate and sulphuric acid: how fast a cross beneath the flask disappears. */
export const rate: LabSpec<Mixture> = {
  lab: 'rate',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  speeds: [1, 5],
  hidden: hiddenRate,
  controls: [
    { name: 'volume', kind: 'number', from: 5, to: 40, step: 1, unit: 'mL', first: 20 },
    { name: 'temperature', kind: 'number', from: 10, to: 60, step: 1, unit: 'C', first: 20 },
  ],
  deeds: ['mix', 'stop', 'fresh'],
  instruments: [
    {
      name: 'stopwatch',
      quantity: 'time',
      unit: 's',
      from: 0,
      to: 6000,
      step: 0.1,
      zero: 0,
      noise: 0,
      isFleeting: true,
      scale: 'digital',
    },
    {
      name: 'thermometer',
      quantity: 'temperature',
      unit: 'C',
      from: 0,
      to: 70,
      step: 0.5,
      zero: 0.1,
      noise: 0.15,
      scale: 'analogue',
    },
  ],
  model: rateModel,
  quantities: [
    { name: 'volume', sign: 'V', unit: 'mL', role: 'factor', by: { set: 'volume' } },
    { name: 'temperature', sign: 'T', unit: 'C', role: 'factor', by: { read: 'thermometer' } },
    { name: 'time', sign: 't', unit: 's', role: 'outcome', by: { read: 'stopwatch' } },
  ],
  causes: ['eye', 'late', 'bath', 'volume'],
  tasks,
  careful: carefulRate,
};
