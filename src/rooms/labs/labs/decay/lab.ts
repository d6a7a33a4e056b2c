import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulDecay, deadTimeOf, halfLifeOf } from './careful.ts';
import { decayModel, type Decay } from './model.ts';

const halfLife: Omit<LabTask, 'task' | 'grades' | 'objectives'> = {
  factor: 'time',
  outcome: 'count',
  held: ['source', 'interval'],
  direction: 'falls',
  levels: 6,
  span: 0.5,
  repeats: 2,
  fit: 'exponential',
  result: { name: 'half-life', sign: 'T', unit: 'min', from: halfLifeOf, truth: ({ halfLife: it = NaN }) => it },
};

/** A short-lived isotope under a Geiger tube: its half-life, and how long the tube is blind after each particle. */
export const decay: LabSpec<Decay> = {
  lab: 'decay',
  version: 2,
  subject: 'physics',
  minutes: 40,
  hidden: [
    { name: 'halfLife', from: 2.5, to: 5 },
    { name: 'rate', from: 28, to: 42 },
    { name: 'disc', from: 1400, to: 2200 },
    { name: 'background', from: 0.3, to: 0.7 },
    { name: 'dead', from: 60, to: 120 },
  ],
  controls: [
    { name: 'source', kind: 'choice', of: ['none', 'drop', 'discs'], first: 'none' },
    // A drop of no age at all is never counted: it is older before the timer is started.
    { name: 'time', kind: 'number', from: 0.5, to: 12, step: 0.5, unit: 'min', first: 0.5 },
    { name: 'discs', kind: 'number', from: 1, to: 6, step: 1, unit: '', first: 1 },
    { name: 'interval', kind: 'number', from: 10, to: 60, step: 10, unit: 's', first: 30 },
  ],
  deeds: ['fresh', 'count', 'stop'],
  speeds: [1, 10, 60],
  instruments: [
    {
      name: 'counter',
      quantity: 'count',
      unit: '',
      from: 0,
      to: 999_999,
      step: 1,
      zero: 0,
      noise: 0,
      scale: 'digital',
      isFleeting: true,
    },
    {
      name: 'background',
      quantity: 'around',
      unit: '',
      from: 0,
      to: 999_999,
      step: 1,
      zero: 0,
      noise: 0,
      scale: 'digital',
    },
  ],
  model: decayModel,
  quantities: [
    { name: 'time', sign: 't', unit: 'min', role: 'factor', by: { set: 'time' } },
    { name: 'discs', sign: 'k', unit: '', role: 'factor', by: { set: 'discs' } },
    { name: 'source', sign: 's', unit: '', role: 'factor', by: { set: 'source' } },
    { name: 'interval', sign: 'τ', unit: 's', role: 'factor', by: { set: 'interval' } },
    { name: 'count', sign: 'N', unit: '', role: 'outcome', by: { read: 'counter' } },
    { name: 'around', sign: 'B', unit: '', role: 'outcome', by: { read: 'background' } },
  ],
  causes: ['chance', 'background', 'dead', 'late', 'few'],
  tasks: [
    { ...halfLife, task: 'half-life', grades: [9, 10, 11], objectives: ['9.6.2.6'] },
    {
      task: 'dead-time',
      grades: [11],
      objectives: [],
      factor: 'discs',
      outcome: 'count',
      held: ['source', 'interval'],
      direction: 'grows',
      levels: 5,
      span: 0.6,
      repeats: 3,
      fit: 'own',
      result: { name: 'dead-time', sign: 'τ', unit: 'us', from: deadTimeOf, truth: ({ dead = NaN }) => dead },
    },
  ],
  careful: carefulDecay,
};
