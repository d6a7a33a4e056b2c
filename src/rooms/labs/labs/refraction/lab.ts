import type { LabSpec, LabTask } from '../../model/lab.ts';
import { slopeOf } from '../../model/from-line.ts';
import { cauchyIndex } from '../../model/optics.ts';
import { carefulRefraction, indexBy } from './careful.ts';
import { refractionModel, type Refraction } from './model.ts';

const whatHolds = { direction: 'grows', levels: 5, span: 0.6, repeats: 3, fit: 'line' } as const;

const tasks: readonly LabTask[] = [
  {
    ...whatHolds,
    task: 'bend',
    grades: [7, 8],
    objectives: ['8.5.1.6'],
    factor: 'angle',
    outcome: 'beyond',
    held: ['wave', 'block', 'side'],
  },
  {
    ...whatHolds,
    task: 'index',
    grades: [8, 9],
    objectives: ['8.5.1.6'],
    factor: 'angle',
    outcome: 'beyond',
    held: ['wave', 'block', 'side'],
    result: {
      name: 'index',
      sign: 'n',
      unit: '',
      from: indexBy,
      // For yellow light of 590 nm, which the lamp has at first.
      truth: ({ a = NaN, b = NaN }) => cauchyIndex(a, b, 590),
    },
  },
  {
    ...whatHolds,
    task: 'dispersion',
    grades: [10, 11],
    objectives: [],
    factor: 'wave',
    outcome: 'fine',
    held: ['angle', 'block', 'side'],
    result: {
      name: 'dispersion',
      sign: 'B',
      unit: 'nm²',
      from: slopeOf,
      truth: ({ b = NaN }) => b,
    },
  },
];

/** Light that meets a half-disc of glass: Snell's law, the index of an unknown glass, and how it depends on colour. */
export const refraction: LabSpec<Refraction> = {
  lab: 'refraction',
  version: 1,
  subject: 'physics',
  minutes: 35,
  hidden: [
    { name: 'a', from: 1.45, to: 1.68 },
    { name: 'b', from: 3500, to: 12_000 },
  ],
  controls: [
    { name: 'angle', kind: 'number', from: 0, to: 85, step: 1, unit: 'deg', first: 0 },
    { name: 'wave', kind: 'number', from: 400, to: 700, step: 10, unit: 'nm', first: 590 },
    { name: 'block', kind: 'choice', of: ['mine', 'crown'], first: 'mine' },
    { name: 'side', kind: 'choice', of: ['air', 'glass'], first: 'air' },
  ],
  deeds: [],
  instruments: [
    {
      name: 'protractor',
      quantity: 'beyond',
      unit: 'deg',
      from: 0,
      to: 90,
      step: 1,
      zero: 0,
      noise: 0.3,
      scale: 'analogue',
    },
    {
      name: 'goniometer',
      quantity: 'fine',
      unit: 'deg',
      from: 0,
      to: 90,
      step: 0.01,
      zero: 0,
      noise: 0.03,
      scale: 'digital',
    },
  ],
  model: refractionModel,
  quantities: [
    { name: 'angle', sign: 'a', unit: 'deg', role: 'factor', by: { set: 'angle' } },
    { name: 'wave', sign: 'w', unit: 'nm', role: 'factor', by: { set: 'wave' } },
    { name: 'block', sign: 'G', unit: '', role: 'factor', by: { set: 'block' } },
    { name: 'side', sign: 'S', unit: '', role: 'factor', by: { set: 'side' } },
    { name: 'beyond', sign: 'b', unit: 'deg', role: 'outcome', by: { read: 'protractor' } },
    { name: 'fine', sign: 'c', unit: 'deg', role: 'outcome', by: { read: 'goniometer' } },
  ],
  causes: ['scale', 'middle', 'wide', 'colour', 'few'],
  tasks,
  careful: carefulRefraction,
};
