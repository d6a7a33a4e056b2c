import type { LabSpec, LabTask } from '../../model/lab.ts';
import { carefulPhotocell, hiddenSpecs, planckOf, workOf } from './careful.ts';
import { photocellModel, type Photocell } from './model.ts';

const byLight = {
  grades: [11],
  objectives: [],
  factor: 'wavelength',
  outcome: 'voltage',
  held: ['brightness'],
  direction: 'falls',
  levels: 6,
  span: 0.5,
  repeats: 3,
  fit: 'line',
} as const satisfies Partial<LabTask>;

const published = { value: 6.62607015, source: 'BIPM, The International System of Units, 9th ed., 2019' };

/** Light frees electrons from an unknown metal: what voltage stops them, and what Planck's constant follows from it. */
export const photoelectric: LabSpec<Photocell> = {
  lab: 'photoelectric',
  version: 1,
  subject: 'physics',
  minutes: 40,
  hidden: hiddenSpecs,
  controls: [
    { name: 'wavelength', kind: 'number', from: 250, to: 650, step: 10, unit: 'nm', first: 400 },
    { name: 'brightness', kind: 'number', from: 0, to: 100, step: 10, unit: '%', first: 50 },
    { name: 'coarse', kind: 'number', from: 0, to: 4, step: 0.1, unit: 'V', first: 0 },
    { name: 'fine', kind: 'number', from: 0, to: 0.1, step: 0.002, unit: 'V', first: 0 },
  ],
  deeds: [],
  instruments: [
    {
      name: 'ammeter',
      quantity: 'current',
      unit: 'pA',
      from: -5,
      to: 600,
      step: 0.1,
      zero: 0,
      noise: 0.2,
      scale: 'digital',
    },
    {
      name: 'voltmeter',
      quantity: 'voltage',
      unit: 'V',
      from: 0,
      to: 5,
      step: 0.001,
      zero: 0,
      noise: 0.005,
      scale: 'digital',
    },
  ],
  model: photocellModel,
  quantities: [
    { name: 'wavelength', sign: 'λ', unit: 'nm', role: 'factor', by: { set: 'wavelength' } },
    { name: 'brightness', sign: 'E', unit: '%', role: 'factor', by: { set: 'brightness' } },
    { name: 'current', sign: 'I', unit: 'pA', role: 'outcome', by: { read: 'ammeter' } },
    { name: 'voltage', sign: 'U', unit: 'V', role: 'outcome', by: { read: 'voltmeter' } },
  ],
  causes: ['zero', 'noise', 'band', 'few'],
  tasks: [
    {
      ...byLight,
      task: 'planck',
      result: {
        name: 'planck',
        sign: 'h',
        unit: '10⁻³⁴ J·s',
        from: planckOf,
        truth: () => 6.62607015,
        reference: published,
      },
    },
    {
      ...byLight,
      task: 'metal',
      result: { name: 'work', sign: 'A', unit: 'eV', from: workOf, truth: ({ work = NaN }) => work },
    },
    {
      ...byLight,
      task: 'brightness',
      factor: 'brightness',
      held: ['wavelength'],
      direction: 'none',
      levels: 5,
      span: 0.6,
    },
  ],
  careful: carefulPhotocell,
};
