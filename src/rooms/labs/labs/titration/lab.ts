import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulTitration, concentrationBy, pkBy } from './careful.ts';
import { hiddenAcids } from './hidden.ts';
import { indicators } from './indicator.ts';
import { burette, titrationModel, type Titration } from './model.ts';

const byPortions = {
  factor: 'aliquot',
  outcome: 'volume',
  held: ['acid', 'indicator'],
  direction: 'grows',
  levels: 5,
  span: 0.6,
  repeats: 3,
  fit: 'line',
} as const;

const tasks: readonly LabTask[] = [
  {
    ...byPortions,
    task: 'neutral',
    grades: [9],
    objectives: ['9.3.4.6'],
    result: {
      name: 'strong',
      sign: 'c',
      unit: 'mol/L',
      from: concentrationBy(1),
      truth: ({ strong = NaN }) => strong,
    },
  },
  {
    task: 'weak',
    grades: [10, 11],
    objectives: ['10.3.3.3'],
    factor: 'volume',
    outcome: 'ph',
    held: ['acid', 'aliquot', 'indicator'],
    direction: 'grows',
    levels: 8,
    span: 0.3,
    repeats: 1,
    fit: 'line',
    result: { name: 'pk', sign: 'pKa', unit: '', from: pkBy, truth: ({ pk = NaN }) => pk },
  },
  {
    ...byPortions,
    task: 'polyprotic',
    grades: [11],
    objectives: [],
    result: {
      name: 'phosphoric',
      sign: 'c',
      unit: 'mol/L',
      from: concentrationBy(2),
      truth: ({ phosphoric = NaN }) => phosphoric,
    },
  },
];

/** Acid–base titration: how much acid there is, and how strong it is. */
export const titration: LabSpec<Titration> = {
  lab: 'titration',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  hidden: hiddenAcids,
  controls: [
    { name: 'acid', kind: 'choice', of: ['hydrochloric', 'unknown', 'phosphoric'], first: 'hydrochloric' },
    { name: 'aliquot', kind: 'number', from: 2, to: 20, step: 1, unit: 'mL', first: 10 },
    { name: 'indicator', kind: 'choice', of: Object.keys(indicators), first: 'none' },
  ],
  deeds: ['drop', 'stream', 'fresh'],
  instruments: [
    {
      name: 'burette',
      quantity: 'volume',
      unit: 'mL',
      from: 0,
      to: burette,
      step: 0.1,
      zero: 0.05,
      noise: 0.03,
      isFleeting: true,
      scale: 'analogue',
    },
    {
      name: 'ph',
      quantity: 'ph',
      unit: '',
      from: 0,
      to: 14,
      step: 0.01,
      zero: 0,
      noise: 0.045,
      isFleeting: true,
      scale: 'digital',
    },
  ],
  model: titrationModel,
  quantities: [
    { name: 'aliquot', sign: 'Va', unit: 'mL', role: 'factor', by: { set: 'aliquot' } },
    { name: 'acid', sign: 'HA', unit: '', role: 'factor', by: { set: 'acid' } },
    { name: 'indicator', sign: 'Ind', unit: '', role: 'factor', by: { set: 'indicator' } },
    { name: 'volume', sign: 'V', unit: 'mL', role: 'both', by: { read: 'burette' } },
    { name: 'ph', sign: 'pH', unit: '', role: 'outcome', by: { read: 'ph' } },
  ],
  causes: ['drop', 'meniscus', 'pipette', 'indicator', 'wait'],
  tasks,
  careful: carefulTitration,
};
