import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulIncline, inclineHidden, meanOf } from './careful.ts';
import { inclineModel, type Incline } from './model.ts';

const whatHolds = { levels: 5, repeats: 3, fit: 'line' } as const;

const tasks: readonly LabTask[] = [
  {
    ...whatHolds,
    task: 'static',
    grades: [7, 8],
    objectives: ['7.1.3.1'],
    factor: 'mass',
    outcome: 'tilt',
    held: [],
    direction: 'none',
    span: 0.6,
    result: {
      name: 'static',
      sign: 'μ',
      unit: '',
      from: meanOf,
      truth: ({ slide = NaN, more = NaN }) => slide + more,
    },
  },
  {
    ...whatHolds,
    task: 'path',
    grades: [9],
    objectives: ['9.2.1.3'],
    factor: 'gap',
    outcome: 'time',
    held: ['angle', 'mass'],
    direction: 'grows',
    span: 0.6,
  },
  {
    ...whatHolds,
    task: 'kinetic',
    grades: [9, 10, 11],
    objectives: ['9.2.2.3', '10.1.2.1'],
    factor: 'angle',
    outcome: 'time',
    held: ['gap', 'mass'],
    direction: 'falls',
    // Below the angle at which it slips there is nothing to time.
    span: 0.3,
    result: { name: 'kinetic', sign: 'μ', unit: '', from: meanOf, truth: ({ slide = NaN }) => slide },
  },
];

/** A block on a tilted board: friction at rest by the angle at which it slips, friction of sliding by gates of light. */
export const incline: LabSpec<Incline> = {
  lab: 'incline',
  version: 1,
  subject: 'physics',
  minutes: 40,
  hidden: inclineHidden,
  controls: [
    { name: 'angle', kind: 'number', from: 0, to: 45, step: 0.1, unit: 'deg', first: 10 },
    { name: 'mass', kind: 'number', from: 100, to: 500, step: 50, unit: 'g', first: 200 },
    { name: 'gap', kind: 'number', from: 20, to: 100, step: 5, unit: 'cm', first: 60 },
  ],
  deeds: ['release', 'hold'],
  instruments: [
    {
      name: 'level',
      quantity: 'tilt',
      unit: 'deg',
      from: 0,
      to: 90,
      step: 0.1,
      zero: 0,
      noise: 0.1,
      scale: 'digital',
    },
    {
      name: 'timer',
      quantity: 'time',
      unit: 's',
      from: 0,
      to: 60,
      step: 0.001,
      zero: 0,
      noise: 0.002,
      scale: 'digital',
    },
  ],
  model: inclineModel,
  quantities: [
    { name: 'mass', sign: 'm', unit: 'g', role: 'factor', by: { set: 'mass' } },
    { name: 'angle', sign: 'a', unit: 'deg', role: 'factor', by: { set: 'angle' } },
    { name: 'gap', sign: 's', unit: 'cm', role: 'factor', by: { set: 'gap' } },
    { name: 'tilt', sign: 'b', unit: 'deg', role: 'outcome', by: { read: 'level' } },
    { name: 'time', sign: 't', unit: 's', role: 'outcome', by: { read: 'timer' } },
  ],
  causes: ['uneven', 'push', 'angle', 'air', 'few'],
  tasks,
  careful: carefulIncline,
};
