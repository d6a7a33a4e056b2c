import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulChromatography, fallOf, violetOf } from './careful.ts';
import { chromatographyModel, shareOf, type Strip } from './model.ts';

const whatHolds = { outcome: 'violet', direction: 'grows', levels: 5, repeats: 3, span: 0.6 } as const;

const tasks: readonly LabTask[] = [
  {
    ...whatHolds,
    task: 'violet',
    grades: [7, 8, 9],
    objectives: ['7.1.1.5'],
    factor: 'front',
    held: ['ethanol'],
    fit: 'proportional',
    result: {
      name: 'violet',
      sign: 'Rf',
      unit: '',
      from: violetOf,
      truth: ({ violet = NaN, fall = NaN }) => shareOf({ water: violet, fall }, 20),
    },
  },
  {
    ...whatHolds,
    task: 'solvent',
    grades: [10, 11],
    objectives: [],
    factor: 'ethanol',
    held: ['front'],
    fit: 'line',
    result: { name: 'fall', sign: 'S', unit: '', from: fallOf, truth: ({ fall = NaN }) => fall },
  },
];

const ruler = (name: string) =>
  ({ name, quantity: name, unit: 'cm', from: 0, to: 16, step: 0.1, zero: 0, noise: 0.03, scale: 'analogue' }) as const;

/** Ink on paper: its dyes go different ways with the solvent. Where the violet one comes to lie is another for each pupil. */
export const chromatography: LabSpec<Strip> = {
  lab: 'chromatography',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  hidden: [
    { name: 'red', from: 1.9, to: 2.4 },
    { name: 'violet', from: 0.5, to: 1 },
    { name: 'fall', from: 1.8, to: 2.6 },
    { name: 'yellow', from: -0.9, to: -0.6 },
  ],
  controls: [
    { name: 'ethanol', kind: 'number', from: 0, to: 60, step: 5, unit: '%', first: 20 },
    { name: 'front', kind: 'number', from: 4, to: 14, step: 0.5, unit: 'cm', first: 10 },
  ],
  deeds: ['run', 'lift', 'fresh'],
  instruments: [ruler('front'), ruler('red'), ruler('violet'), ruler('yellow')],
  model: chromatographyModel,
  speeds: [1, 10, 60],
  quantities: [
    { name: 'front', sign: 'L', unit: 'cm', role: 'factor', by: { read: 'front' } },
    { name: 'ethanol', sign: 'w', unit: '%', role: 'factor', by: { set: 'ethanol' } },
    { name: 'violet', sign: 'd', unit: 'cm', role: 'outcome', by: { read: 'violet' } },
    { name: 'red', sign: 'd1', unit: 'cm', role: 'outcome', by: { read: 'red' } },
    { name: 'yellow', sign: 'd2', unit: 'cm', role: 'outcome', by: { read: 'yellow' } },
  ],
  causes: ['wide', 'late', 'drop', 'edge', 'few'],
  tasks,
  careful: carefulChromatography,
};
