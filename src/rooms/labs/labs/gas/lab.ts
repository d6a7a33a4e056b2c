import { crossingOf } from '../../model/from-line.ts';
import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulGas, deadOf } from './careful.ts';
import { gasModel, type Gas } from './model.ts';

const whatHolds = { outcome: 'pressure', levels: 5, span: 0.6, repeats: 3 } as const;
const byVolume = { ...whatHolds, factor: 'volume', held: ['bath', 'kind'], direction: 'falls' } as const;

const tasks: readonly LabTask[] = [
  { ...byVolume, task: 'squeeze', grades: [7, 8, 9], objectives: ['7.3.1.2'], fit: 'power' },
  {
    ...byVolume,
    task: 'boyle',
    grades: [10, 11],
    objectives: ['10.2.2.3', '10.2.2.4'],
    fit: 'own',
    result: { name: 'dead', sign: 'v', unit: 'mL', from: deadOf, truth: ({ dead = NaN }) => dead },
  },
  {
    ...whatHolds,
    task: 'zero',
    grades: [10, 11],
    objectives: ['10.2.1.3', '10.2.2.3'],
    factor: 'bath',
    held: ['volume', 'kind'],
    direction: 'grows',
    fit: 'line',
    result: {
      name: 'zero',
      sign: 't₀',
      unit: 'C',
      from: crossingOf,
      truth: () => -273.15,
      reference: { value: -273.15, source: 'SI Brochure, 9th edition, 2.3.1' },
    },
  },
];

/** A syringe, a sensor of pressure and a water bath: Boyle's law with the volume that no scale counts, and the way to absolute zero. */
export const gas: LabSpec<Gas> = {
  lab: 'gas',
  version: 1,
  subject: 'physics',
  minutes: 35,
  hidden: [
    { name: 'air', from: 95, to: 102 },
    { name: 'dead', from: 1.5, to: 5 },
  ],
  controls: [
    { name: 'volume', kind: 'number', from: 20, to: 60, step: 1, unit: 'mL', first: 40 },
    { name: 'bath', kind: 'number', from: 0, to: 90, step: 5, unit: 'C', first: 20 },
    { name: 'kind', kind: 'choice', of: ['air', 'co2'], first: 'air' },
  ],
  deeds: ['close', 'open'],
  speeds: [1, 10, 60],
  instruments: [
    {
      name: 'sensor',
      quantity: 'pressure',
      unit: 'kPa',
      from: 0,
      to: 500,
      step: 0.1,
      zero: 0,
      noise: 0.2,
      harm: 600,
      scale: 'digital',
    },
    {
      name: 'thermometer',
      quantity: 'warmth',
      unit: 'C',
      from: -10,
      to: 110,
      step: 0.1,
      zero: 0,
      noise: 0.05,
      scale: 'digital',
    },
  ],
  model: gasModel,
  quantities: [
    { name: 'volume', sign: 'V', unit: 'mL', role: 'factor', by: { set: 'volume' } },
    { name: 'bath', sign: 'tb', unit: 'C', role: 'factor', by: { set: 'bath' } },
    { name: 'kind', sign: 'K', unit: '', role: 'factor', by: { set: 'kind' } },
    { name: 'warmth', sign: 't', unit: 'C', role: 'factor', by: { read: 'thermometer' } },
    { name: 'pressure', sign: 'p', unit: 'kPa', role: 'outcome', by: { read: 'sensor' } },
  ],
  causes: ['heat', 'leak', 'tube', 'scale', 'few'],
  tasks,
  careful: carefulGas,
};
