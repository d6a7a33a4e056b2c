import type { LabSpec } from '../../model/lab.ts';
import { byFringes, byOrders, carefulGrating } from './careful.ts';
import { gratingModel, slides, type Grating } from './model.ts';

const result = { name: 'wavelength', sign: 'λ', unit: 'nm', truth: ({ wavelength = NaN }) => wavelength } as const;

/** A laser of unknown colour through two slits and through gratings: its wavelength by the places of bright spots. */
export const grating: LabSpec<Grating> = {
  lab: 'grating',
  version: 1,
  subject: 'physics',
  minutes: 40,
  hidden: [{ name: 'wavelength', from: 440, to: 680 }],
  controls: [
    { name: 'slide', kind: 'choice', of: slides, first: 'double' },
    { name: 'distance', kind: 'number', from: 50, to: 200, step: 5, unit: 'cm', first: 100 },
    { name: 'order', kind: 'number', from: 1, to: 6, step: 1, unit: '', first: 1 },
  ],
  deeds: [],
  instruments: [
    {
      name: 'ruler',
      quantity: 'width',
      unit: 'mm',
      from: 0,
      to: 2000,
      step: 1,
      zero: 0,
      noise: 0.4,
      scale: 'analogue',
    },
  ],
  model: gratingModel,
  quantities: [
    { name: 'slide', sign: 'N', unit: '', role: 'factor', by: { set: 'slide' } },
    { name: 'distance', sign: 'L', unit: 'cm', role: 'factor', by: { set: 'distance' } },
    { name: 'order', sign: 'm', unit: '', role: 'factor', by: { set: 'order' } },
    { name: 'width', sign: 'x', unit: 'mm', role: 'outcome', by: { read: 'ruler' } },
  ],
  causes: ['ruler', 'spot', 'distance', 'square', 'few'],
  tasks: [
    {
      task: 'fringes',
      grades: [11],
      objectives: [],
      factor: 'distance',
      outcome: 'width',
      held: ['slide', 'order'],
      direction: 'grows',
      levels: 5,
      span: 0.6,
      repeats: 3,
      fit: 'line',
      result: { ...result, from: byFringes },
    },
    {
      task: 'orders',
      grades: [11],
      objectives: [],
      factor: 'order',
      outcome: 'width',
      held: ['slide', 'distance'],
      direction: 'grows',
      levels: 4,
      span: 0.6,
      repeats: 3,
      fit: 'line',
      result: { ...result, from: byOrders },
    },
  ],
  careful: carefulGrating,
};
