import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulGel, lengthOfFit } from './careful.ts';
import { gelModel, hiddenOfGel, ladder, type Gel } from './model.ts';

const byLength = {
  factor: 'length',
  outcome: 'place',
  held: ['voltage', 'poles'],
  direction: 'falls',
  levels: 6,
  span: 0.6,
  repeats: 3,
  fit: 'line',
  isEitherWay: true,
} as const;

const tasks: readonly LabTask[] = [
  { ...byLength, task: 'ladder', grades: [9, 10], objectives: ['9.4.1.1'] },
  {
    ...byLength,
    task: 'unknown',
    grades: [10, 11],
    objectives: ['10.4.1.9'],
    result: {
      name: 'unknown',
      sign: 'L',
      unit: 'bp',
      from: lengthOfFit,
      truth: ({ unknown = NaN }) => unknown,
    },
  },
];

const ruler = { unit: 'mm', from: 0, to: 100, step: 0.5, zero: 0, noise: 0.4, scale: 'analogue' } as const;

/** Electrophoresis of DNA: a ladder, and a fragment whose length is to be found. */
export const gel: LabSpec<Gel> = {
  lab: 'gel',
  version: 1,
  subject: 'biology',
  minutes: 45,
  hidden: hiddenOfGel,
  controls: [
    { name: 'poles', kind: 'choice', of: ['none', 'minus', 'plus'], first: 'none' },
    { name: 'voltage', kind: 'number', from: 40, to: 150, step: 10, unit: 'V', first: 80 },
    { name: 'length', kind: 'choice', of: ladder.map(String), first: '1000' },
  ],
  deeds: ['ladder', 'sample', 'start', 'stop', 'light', 'anew'],
  speeds: [1, 60, 300],
  instruments: [
    { ...ruler, name: 'ladder', quantity: 'place' },
    { ...ruler, name: 'unknown', quantity: 'mark' },
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
  model: gelModel,
  quantities: [
    { name: 'length', sign: 'L', unit: 'bp', role: 'factor', by: { set: 'length' } },
    { name: 'voltage', sign: 'U', unit: 'V', role: 'factor', by: { set: 'voltage' } },
    { name: 'poles', sign: 'p', unit: '', role: 'factor', by: { set: 'poles' } },
    { name: 'place', sign: 'd', unit: 'mm', role: 'outcome', by: { read: 'ladder' } },
    { name: 'mark', sign: 'x', unit: 'mm', role: 'outcome', by: { read: 'unknown' } },
    { name: 'time', sign: 't', unit: 'min', role: 'outcome', by: { read: 'clock' } },
  ],
  causes: ['eye', 'wide', 'well', 'few'],
  tasks,
  careful: carefulGel,
};
