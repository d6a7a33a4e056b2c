import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulPendulum, gravityOf } from './careful.ts';
import { pendulumModel, type Pendulum } from './model.ts';

const whatHolds = {
  levels: 5,
  span: 0.6,
  repeats: 3,
  outcome: 'time',
} as const;

const tasks: readonly LabTask[] = [
  {
    ...whatHolds,
    task: 'length',
    grades: [7, 8],
    objectives: ['7.1.3.1', '7.1.3.3'],
    factor: 'length',
    held: ['mass', 'angle'],
    direction: 'grows',
    fit: 'line',
  },
  {
    ...whatHolds,
    task: 'mass',
    grades: [7, 8, 9],
    objectives: ['7.1.3.1', '7.1.3.3', '9.2.5.4'],
    factor: 'mass',
    held: ['length', 'angle'],
    direction: 'none',
    fit: 'line',
  },
  {
    ...whatHolds,
    task: 'gravity',
    grades: [9, 10, 11],
    objectives: ['9.2.5.4'],
    factor: 'length',
    held: ['mass', 'angle'],
    direction: 'grows',
    fit: 'line',
    result: { name: 'gravity', sign: 'g', unit: 'm/s2', from: gravityOf, truth: ({ gravity = NaN }) => gravity },
  },
  {
    ...whatHolds,
    task: 'angle',
    grades: [10, 11],
    objectives: [],
    factor: 'angle',
    held: ['length', 'mass'],
    direction: 'grows',
    fit: 'power',
  },
];

/** Free fall of an unknown planet by a pendulum: what its period depends on, and what it does not. */
export const pendulum: LabSpec<Pendulum> = {
  lab: 'pendulum',
  version: 1,
  subject: 'physics',
  minutes: 40,
  hidden: [
    { name: 'gravity', from: 3.5, to: 13 },
    { name: 'off', from: -1.5, to: 1.5 },
  ],
  controls: [
    { name: 'length', kind: 'number', from: 20, to: 120, step: 1, unit: 'cm', first: 60 },
    { name: 'angle', kind: 'number', from: 0, to: 80, step: 1, unit: 'deg', first: 10 },
    { name: 'mass', kind: 'number', from: 20, to: 200, step: 10, unit: 'g', first: 50 },
  ],
  deeds: ['release', 'hold', 'start', 'stop', 'clear'],
  instruments: [
    {
      name: 'stopwatch',
      quantity: 'time',
      unit: 's',
      from: 0,
      to: 600,
      step: 0.01,
      zero: 0,
      noise: 0,
      scale: 'digital',
    },
    {
      name: 'ruler',
      quantity: 'length',
      unit: 'cm',
      from: 0,
      to: 150,
      step: 0.1,
      zero: 0,
      noise: 0.05,
      scale: 'analogue',
    },
    {
      name: 'protractor',
      quantity: 'angle',
      unit: 'deg',
      from: 0,
      to: 90,
      step: 1,
      zero: 0,
      noise: 0.3,
      scale: 'analogue',
    },
  ],
  model: pendulumModel,
  quantities: [
    { name: 'length', sign: 'L', unit: 'cm', role: 'factor', by: { read: 'ruler' } },
    { name: 'angle', sign: 'α', unit: 'deg', role: 'factor', by: { set: 'angle' } },
    { name: 'mass', sign: 'm', unit: 'g', role: 'factor', by: { set: 'mass' } },
    { name: 'time', sign: 't', unit: 's', role: 'outcome', by: { read: 'stopwatch' } },
  ],
  causes: ['finger', 'length', 'angle', 'friction', 'few'],
  tasks,
  careful: carefulPendulum,
};
