import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulOsmosis, isotonicOfFit } from './careful.ts';
import { hiddenOfOsmosis, osmosisModel, type Osmosis } from './model.ts';

const change = {
  factor: 'sugar',
  outcome: 'after',
  held: [],
  direction: 'falls',
  levels: 5,
  span: 0.6,
  repeats: 3,
  fit: 'line',
} as const;

const tasks: readonly LabTask[] = [
  { ...change, task: 'sugar', grades: [9], objectives: ['9.1.3.1'] },
  {
    ...change,
    task: 'isotonic',
    grades: [10, 11],
    objectives: ['9.1.3.1', '10.1.3.1'],
    // About the crossing the line is straight; farther out the cells grow limp.
    span: 0.3,
    result: {
      name: 'isotonic',
      sign: 'c',
      unit: 'mol/L',
      from: isotonicOfFit,
      truth: ({ isotonic = NaN }) => isotonic,
    },
  },
];

const balance = { unit: 'g', from: 0, to: 20, step: 0.01, zero: 0, noise: 0.01, scale: 'digital' } as const;

/** Potato cylinders in sugar solutions: where water goes, and what the cells' own concentration is. */
export const osmosis: LabSpec<Osmosis> = {
  lab: 'osmosis',
  version: 1,
  subject: 'biology',
  minutes: 45,
  hidden: hiddenOfOsmosis,
  controls: [{ name: 'sugar', kind: 'number', from: 0, to: 1, step: 0.05, unit: 'mol/L', first: 0 }],
  deeds: ['cut', 'put', 'take', 'blot'],
  speeds: [1, 60, 600],
  instruments: [
    { ...balance, name: 'before', quantity: 'before' },
    { ...balance, name: 'after', quantity: 'after' },
    {
      name: 'clock',
      quantity: 'time',
      unit: 'min',
      from: 0,
      to: 1440,
      step: 1,
      zero: 0,
      noise: 0,
      isFleeting: true,
      scale: 'digital',
    },
  ],
  model: osmosisModel,
  quantities: [
    { name: 'sugar', sign: 'c', unit: 'mol/L', role: 'factor', by: { set: 'sugar' } },
    { name: 'before', sign: 'm1', unit: 'g', role: 'outcome', by: { read: 'before' } },
    { name: 'after', sign: 'm2', unit: 'g', role: 'outcome', by: { read: 'after' } },
    { name: 'time', sign: 't', unit: 'min', role: 'outcome', by: { read: 'clock' } },
  ],
  causes: ['wet', 'short', 'unlike', 'few'],
  tasks,
  careful: carefulOsmosis,
};
