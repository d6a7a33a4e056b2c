import type { LabSpec, LabTask } from '../../model/lab.ts';
import type { Hidden } from '../../model/world.ts';
import { carefulEnzyme, fastestOfFit, halfOfFit } from './careful.ts';
import { enzymeModel, fastest, hiddenOfEnzyme, type Enzyme } from './model.ts';

const rate = { outcome: 'rate', levels: 5, span: 0.6, repeats: 3 } as const;
const bySubstrate = {
  ...rate,
  factor: 'substrate',
  held: ['temperature', 'ph'],
  direction: 'grows',
  fit: 'own',
} as const;

const tasks: readonly LabTask[] = [
  {
    ...rate,
    task: 'temperature',
    grades: [8],
    objectives: ['8.1.2.2'],
    factor: 'temperature',
    held: ['substrate', 'ph'],
    direction: 'optimum',
    fit: 'line',
    without: ['fit'],
  },
  {
    ...rate,
    task: 'ph',
    grades: [9],
    objectives: ['9.1.2.1'],
    factor: 'ph',
    held: ['substrate', 'temperature'],
    direction: 'optimum',
    fit: 'line',
    without: ['fit'],
  },
  {
    ...bySubstrate,
    task: 'fastest',
    grades: [10],
    objectives: ['9.1.2.1'],
    result: {
      name: 'fastest',
      sign: 'V',
      unit: 'mL/min',
      from: fastestOfFit,
      truth: (hidden: Hidden) => fastest(enzymeModel.begin(hidden)),
    },
  },
  {
    ...bySubstrate,
    task: 'half',
    grades: [11],
    objectives: [],
    result: { name: 'half', sign: 'K', unit: 'mmol/L', from: halfOfFit, truth: ({ km = NaN }: Hidden) => km },
  },
];

/** Catalase and hydrogen peroxide: how fast an enzyme is, by its substrate, temperature and pH. */
export const enzyme: LabSpec<Enzyme> = {
  lab: 'enzyme',
  version: 1,
  subject: 'biology',
  minutes: 40,
  hidden: hiddenOfEnzyme,
  controls: [
    { name: 'substrate', kind: 'number', from: 0, to: 200, step: 5, unit: 'mmol/L', first: 80 },
    { name: 'temperature', kind: 'number', from: 5, to: 70, step: 5, unit: 'C', first: 25 },
    { name: 'ph', kind: 'number', from: 3, to: 11, step: 0.5, unit: '', first: 7 },
  ],
  deeds: ['mix'],
  speeds: [1, 10],
  instruments: [
    {
      name: 'sensor',
      quantity: 'rate',
      unit: 'mL/min',
      from: -2,
      to: 60,
      step: 0.1,
      zero: 0,
      noise: 0.15,
      scale: 'digital',
    },
    {
      name: 'syringe',
      quantity: 'gas',
      unit: 'mL',
      from: 0,
      to: 100,
      step: 1,
      zero: 0,
      noise: 0.2,
      scale: 'analogue',
    },
  ],
  model: enzymeModel,
  quantities: [
    { name: 'substrate', sign: 'S', unit: 'mmol/L', role: 'factor', by: { set: 'substrate' } },
    { name: 'temperature', sign: 't', unit: 'C', role: 'factor', by: { set: 'temperature' } },
    { name: 'ph', sign: 'pH', unit: '', role: 'factor', by: { set: 'ph' } },
    { name: 'rate', sign: 'v', unit: 'mL/min', role: 'outcome', by: { read: 'sensor' } },
    { name: 'gas', sign: 'g', unit: 'mL', role: 'outcome', by: { read: 'syringe' } },
  ],
  causes: ['late', 'foam', 'warm', 'few'],
  tasks,
  careful: carefulEnzyme,
};
