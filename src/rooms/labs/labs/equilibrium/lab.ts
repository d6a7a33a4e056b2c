import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulEquilibrium, constantOf } from './careful.ts';
import { equilibriumModel, type Mixture } from './model.ts';

const whatHolds = { outcome: 'absorbance', direction: 'grows', levels: 5, span: 0.6, repeats: 3 } as const;

const tasks: readonly LabTask[] = [
  {
    ...whatHolds,
    task: 'shift',
    grades: [10],
    objectives: ['10.3.3.1', '10.3.3.2'],
    factor: 'iron',
    held: ['thiocyanate'],
    fit: 'line',
    without: ['fit'],
  },
  {
    ...whatHolds,
    task: 'constant',
    grades: [10, 11],
    objectives: ['10.3.3.3'],
    factor: 'thiocyanate',
    held: ['iron'],
    fit: 'proportional',
    result: {
      name: 'constant',
      sign: 'K',
      unit: 'L/mol',
      from: constantOf,
      truth: ({ constant = NaN }) => constant,
    },
  },
];

/** Iron(III) and thiocyanate: how far their reaction goes, seen by the red of what it makes. */
export const equilibrium: LabSpec<Mixture> = {
  lab: 'equilibrium',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  hidden: [{ name: 'constant', from: 85, to: 165 }],
  controls: [
    { name: 'iron', kind: 'number', from: 0, to: 5, step: 0.5, unit: 'mL', first: 5 },
    { name: 'thiocyanate', kind: 'number', from: 0, to: 5, step: 0.5, unit: 'mL', first: 2 },
  ],
  deeds: ['mix'],
  instruments: [
    {
      name: 'colorimeter',
      quantity: 'absorbance',
      unit: '',
      from: 0,
      to: 2,
      step: 0.001,
      zero: 0.02,
      isZeroable: true,
      noise: 0.003,
      scale: 'digital',
    },
  ],
  model: equilibriumModel,
  quantities: [
    { name: 'iron', sign: 'a', unit: 'mL', role: 'factor', by: { set: 'iron' } },
    { name: 'thiocyanate', sign: 'b', unit: 'mL', role: 'factor', by: { set: 'thiocyanate' } },
    { name: 'absorbance', sign: 'A', unit: '', role: 'outcome', by: { read: 'colorimeter' } },
  ],
  causes: ['pipette', 'zero', 'cell', 'fading'],
  tasks,
  careful: carefulEquilibrium,
};
