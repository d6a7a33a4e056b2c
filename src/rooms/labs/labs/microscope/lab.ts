import type { LabResult, LabSpec, LabTask } from '../../model/lab.ts';
import { carefulMicroscope, cellOfFit, divisionOfFit } from './careful.ts';
import { divisionOf, hiddenOfMicroscope, microscopeModel, slides, type Microscope } from './model.ts';

const row = {
  factor: 'cells',
  outcome: 'length',
  held: ['slide', 'objective'],
  direction: 'grows',
  levels: 5,
  span: 0.6,
  repeats: 3,
  fit: 'line',
} as const;

function sizeOf(slide: string): LabResult {
  return { name: slide, sign: 'd', unit: 'um', from: cellOfFit, truth: (hidden) => hidden[slide] ?? NaN };
}

const tasks: readonly LabTask[] = [
  {
    task: 'field',
    grades: [7, 8],
    objectives: ['7.4.2.2'],
    factor: 'objective',
    outcome: 'field',
    held: ['slide'],
    direction: 'falls',
    levels: 3,
    span: 0.6,
    repeats: 3,
    fit: 'power',
  },
  { ...row, task: 'onion', grades: [7, 8], objectives: ['7.4.2.1', '7.4.2.2'], result: sizeOf('onion') },
  { ...row, task: 'elodea', grades: [9], objectives: ['7.4.2.2', '9.4.2.1'], result: sizeOf('elodea') },
  {
    ...row,
    task: 'scale',
    grades: [9, 10, 11],
    objectives: ['7.4.2.2'],
    factor: 'parts',
    outcome: 'span',
    result: {
      name: 'division',
      sign: 'c',
      unit: 'um',
      from: divisionOfFit,
      truth: ({ more = NaN }) => divisionOf({ objective: 10, more }),
    },
  },
  {
    ...row,
    task: 'blood',
    grades: [10, 11],
    objectives: [],
    result: {
      ...sizeOf('blood'),
      reference: { value: 7.81, source: 'Fabry et al., J. Clin. Invest. 67 (1981) 1284' },
    },
  },
];

const inEyepiece = { from: 0, to: 100, step: 1, zero: 0, noise: 0.4, unit: 'div', scale: 'analogue' } as const;

/** A microscope whose eyepiece has a scale: how much is seen, what a division is, how large cells are. */
export const microscope: LabSpec<Microscope> = {
  lab: 'microscope',
  version: 1,
  subject: 'biology',
  minutes: 40,
  hidden: hiddenOfMicroscope,
  controls: [
    { name: 'slide', kind: 'choice', of: slides, first: 'none' },
    { name: 'objective', kind: 'choice', of: ['4', '10', '40'], first: '4' },
    { name: 'focus', kind: 'number', from: 0, to: 100, step: 1, unit: '', first: 0 },
    { name: 'cells', kind: 'number', from: 1, to: 10, step: 1, unit: '', first: 5 },
    { name: 'parts', kind: 'number', from: 5, to: 100, step: 5, unit: 'div', first: 50 },
  ],
  deeds: ['move'],
  instruments: [
    { ...inEyepiece, name: 'eyepiece', quantity: 'length' },
    { ...inEyepiece, name: 'calibration', quantity: 'span' },
    {
      name: 'field',
      quantity: 'field',
      unit: 'mm',
      from: 0,
      to: 6,
      step: 0.01,
      zero: 0,
      noise: 0.01,
      scale: 'analogue',
    },
  ],
  model: microscopeModel,
  quantities: [
    { name: 'objective', sign: 'M', unit: '', role: 'factor', by: { set: 'objective' } },
    { name: 'slide', sign: 'P', unit: '', role: 'factor', by: { set: 'slide' } },
    { name: 'focus', sign: 'f', unit: '', role: 'factor', by: { set: 'focus' } },
    { name: 'cells', sign: 'n', unit: '', role: 'factor', by: { set: 'cells' } },
    { name: 'parts', sign: 'p', unit: 'div', role: 'factor', by: { set: 'parts' } },
    { name: 'length', sign: 'N', unit: 'div', role: 'outcome', by: { read: 'eyepiece' } },
    { name: 'span', sign: 'K', unit: 'div', role: 'outcome', by: { read: 'calibration' } },
    { name: 'field', sign: 'D', unit: 'mm', role: 'outcome', by: { read: 'field' } },
  ],
  causes: ['eye', 'edge', 'unlike', 'blur', 'few'],
  tasks,
  careful: carefulMicroscope,
};
