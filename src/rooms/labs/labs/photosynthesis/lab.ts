import type { LabSpec, LabTask } from '../../model/lab.ts';
import type { Hidden } from '../../model/world.ts';
import { carefulPhotosynthesis, compensationOfFit } from './careful.ts';
import { compensationOf, hiddenOfPhotosynthesis, photosynthesisModel, type Photosynthesis } from './model.ts';

const whatHolds = { levels: 5, span: 0.6, repeats: 3 } as const;
const byDistance = {
  ...whatHolds,
  factor: 'distance',
  held: ['soda', 'temperature'],
  direction: 'falls',
} as const;

const tasks: readonly LabTask[] = [
  {
    ...byDistance,
    task: 'bubbles',
    grades: [7, 8],
    objectives: ['7.1.2.2'],
    outcome: 'bubbles',
    fit: 'line',
    without: ['fit'],
  },
  {
    ...whatHolds,
    task: 'soda',
    grades: [9],
    objectives: ['7.1.2.2'],
    factor: 'soda',
    outcome: 'bubbles',
    held: ['distance', 'temperature'],
    direction: 'grows',
    fit: 'line',
    without: ['fit'],
  },
  { ...byDistance, task: 'curve', grades: [10], objectives: [], outcome: 'oxygen', fit: 'own' },
  {
    ...byDistance,
    task: 'compensation',
    grades: [11],
    objectives: [],
    outcome: 'oxygen',
    fit: 'line',
    result: {
      name: 'compensation',
      sign: 'E',
      unit: 'umol/(m²·s)',
      from: compensationOfFit,
      truth: (hidden: Hidden) => compensationOf(photosynthesisModel.begin(hidden)),
    },
  },
];

/** Waterweed before a lamp: bubbles and oxygen by light and carbon dioxide, and the light that just feeds it. */
export const photosynthesis: LabSpec<Photosynthesis> = {
  lab: 'photosynthesis',
  version: 1,
  subject: 'biology',
  minutes: 40,
  hidden: hiddenOfPhotosynthesis,
  controls: [
    { name: 'distance', kind: 'number', from: 10, to: 150, step: 5, unit: 'cm', first: 50 },
    { name: 'soda', kind: 'number', from: 0, to: 1, step: 0.1, unit: '%', first: 0.5 },
    { name: 'temperature', kind: 'number', from: 10, to: 40, step: 5, unit: 'C', first: 25 },
  ],
  deeds: [],
  speeds: [1, 10, 60],
  instruments: [
    {
      name: 'counter',
      quantity: 'bubbles',
      unit: '',
      from: 0,
      to: 999,
      step: 1,
      zero: 0,
      noise: 0,
      scale: 'digital',
    },
    {
      name: 'sensor',
      quantity: 'oxygen',
      unit: 'mg/h',
      from: -20,
      to: 60,
      step: 0.1,
      zero: 0,
      noise: 0.2,
      scale: 'digital',
    },
  ],
  model: photosynthesisModel,
  quantities: [
    { name: 'distance', sign: 'D', unit: 'cm', role: 'factor', by: { set: 'distance' } },
    { name: 'soda', sign: 's', unit: '%', role: 'factor', by: { set: 'soda' } },
    { name: 'temperature', sign: 't', unit: 'C', role: 'factor', by: { set: 'temperature' } },
    { name: 'bubbles', sign: 'N', unit: '', role: 'outcome', by: { read: 'counter' } },
    { name: 'oxygen', sign: 'P', unit: 'mg/h', role: 'outcome', by: { read: 'sensor' } },
  ],
  causes: ['early', 'room', 'chance', 'few'],
  tasks,
  careful: carefulPhotosynthesis,
};
