import type { LabSpec, LabTask } from '../../model/lab.ts';
import { at40Of, carefulSolubility, hiddenSalt } from './careful.ts';
import { places, salts, solubilityModel, type Tube } from './model.ts';

const whatHolds = {
  factor: 'salt',
  outcome: 'falls',
  held: ['water', 'kind'],
  direction: 'grows',
  levels: 5,
  repeats: 3,
  fit: 'line',
  isEitherWay: true,
} as const;

const tasks: readonly LabTask[] = [
  { ...whatHolds, task: 'curve', grades: [8], objectives: ['8.3.4.1'], span: 0.4, without: ['fit'] },
  {
    ...whatHolds,
    task: 'own',
    grades: [8, 9],
    objectives: ['8.3.4.1'],
    span: 0.12,
    result: { name: 'at40', sign: 'S', unit: 'g/100g', from: at40Of, truth: ({ at40 = NaN }) => at40 },
  },
];

/** How much salt water dissolves, by the temperature at which the first crystals fall from a hot solution. */
export const solubility: LabSpec<Tube> = {
  lab: 'solubility',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  hidden: hiddenSalt,
  controls: [
    { name: 'kind', kind: 'choice', of: salts, first: 'kno3' },
    { name: 'salt', kind: 'number', from: 5, to: 40, step: 0.1, unit: 'g', first: 10 },
    { name: 'water', kind: 'number', from: 15, to: 30, step: 5, unit: 'g', first: 25 },
    { name: 'place', kind: 'choice', of: places, first: 'air' },
  ],
  deeds: [],
  instruments: [
    {
      name: 'thermometer',
      quantity: 'falls',
      unit: 'C',
      from: 0,
      to: 105,
      step: 0.5,
      zero: 0,
      noise: 0.6,
      scale: 'analogue',
    },
  ],
  model: solubilityModel,
  speeds: [1, 10, 60],
  quantities: [
    { name: 'salt', sign: 'm', unit: 'g', role: 'factor', by: { set: 'salt' } },
    { name: 'water', sign: 'w', unit: 'g', role: 'factor', by: { set: 'water' } },
    { name: 'kind', sign: 'X', unit: '', role: 'factor', by: { set: 'kind' } },
    { name: 'falls', sign: 't', unit: 'C', role: 'outcome', by: { read: 'thermometer' } },
  ],
  causes: ['late', 'eye', 'lost', 'few'],
  tasks,
  careful: carefulSolubility,
};
