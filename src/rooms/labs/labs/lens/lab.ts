import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulLens, focalOf, lensHidden } from './careful.ts';
import { lensModel, type Lens } from './model.ts';

const whatHolds = { factor: 'object', direction: 'falls', held: [], levels: 5, span: 0.6, repeats: 3 } as const;

const tasks: readonly LabTask[] = [
  { ...whatHolds, task: 'image', grades: [7, 8], objectives: [], outcome: 'image', fit: 'power' },
  {
    ...whatHolds,
    task: 'focal',
    grades: [8, 9, 10],
    objectives: [],
    outcome: 'image',
    fit: 'own',
    result: { name: 'focal', sign: 'f', unit: 'cm', from: focalOf, truth: ({ focal = NaN }) => focal },
  },
  { ...whatHolds, task: 'size', grades: [10, 11], objectives: [], outcome: 'height', fit: 'power' },
];

/** A bright arrow, a lens and a screen on a rail: where the picture is sharp, and what focal length follows from it. */
export const lens: LabSpec<Lens> = {
  lab: 'lens',
  version: 1,
  subject: 'physics',
  minutes: 35,
  hidden: lensHidden,
  controls: [
    { name: 'object', kind: 'number', from: 12, to: 100, step: 1, unit: 'cm', first: 60 },
    { name: 'screen', kind: 'number', from: 8, to: 60, step: 0.1, unit: 'cm', first: 40 },
  ],
  deeds: [],
  instruments: [
    {
      name: 'rail',
      quantity: 'image',
      unit: 'cm',
      from: 0,
      to: 100,
      step: 0.1,
      zero: 0,
      noise: 0.03,
      scale: 'analogue',
    },
    {
      name: 'ruler',
      quantity: 'height',
      unit: 'mm',
      from: 0,
      to: 120,
      step: 0.5,
      zero: 0,
      noise: 0.2,
      scale: 'analogue',
    },
  ],
  model: lensModel,
  quantities: [
    { name: 'object', sign: 'd', unit: 'cm', role: 'factor', by: { set: 'object' } },
    { name: 'image', sign: 's', unit: 'cm', role: 'outcome', by: { read: 'rail' } },
    { name: 'height', sign: 'h', unit: 'mm', role: 'outcome', by: { read: 'ruler' } },
    { name: 'screen', sign: 'e', unit: 'cm', role: 'factor', by: { set: 'screen' } },
  ],
  causes: ['sharp', 'thick', 'bent', 'colour', 'few'],
  tasks,
  careful: carefulLens,
};
