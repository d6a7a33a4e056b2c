import type { Careful, LabSpec, LabTask, Quantity } from '../../model/lab.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { germinationHidden, germinationModel, seedsInDish, type Dish } from './model.ts';

const levels: Readonly<Record<string, readonly number[]>> = {
  light: [0, 4, 8, 12, 16, 24],
  water: [0, 4, 8, 12, 16, 20, 24],
  temperature: [4, 10, 16, 22, 28, 34, 40],
};

/** What makes a seed sprout, and how many did. */
const quantities: readonly Quantity[] = [
  { name: 'light', sign: 'L', unit: 'h', role: 'factor', by: { set: 'light' } },
  { name: 'water', sign: 'V', unit: 'mL', role: 'factor', by: { set: 'water' } },
  { name: 'temperature', sign: 'T', unit: 'C', role: 'factor', by: { set: 'temperature' } },
  { name: 'count', sign: 'N', unit: '', role: 'outcome', by: { read: 'count' } },
];

/** Three dishes at each level, counted after a week. */
const careful: Careful = {
  deeds: ({ factor }) =>
    (levels[factor] ?? [])
      .flatMap((to) =>
        [0, 1, 2].flatMap((): Deed[] => [{ do: 'sow' }, { set: factor, to }, { do: 'week' }, { read: 'count' }]),
      )
      .map((deed) => ({ after: 1000, deed })),
  write: (task, { readings }) => {
    const { factor } = task;
    const { sign = '', unit = '' } = quantities.find(({ name }) => name === factor) ?? {};
    const columns = [
      { column: factor, sign, unit, source: { set: factor }, uncertainty: '' },
      { column: 'count', sign: 'N', unit: '', source: { read: 'count' }, uncertainty: '' },
    ];
    return writeUp(task, {
      why: 'Тұқым осыған байланысты өнеді.',
      columns,
      rows: rowsBy(columns, readings, 'count'),
      x: factor,
      y: 'count',
      causes: ['seeds'],
    });
  },
};

const task = (
  name: string,
  grades: readonly number[],
  factor: string,
  more: Pick<LabTask, 'direction' | 'objectives'>,
): LabTask => {
  return {
    ...more,
    task: name,
    grades,
    factor,
    outcome: 'count',
    held: ['light', 'water', 'temperature'].filter((each) => each !== factor),
    levels: 4,
    span: 0.6,
    repeats: 2,
    fit: 'line',
    without: ['fit', 'uncertainty'],
  };
};

/** Seeds in a dish: what they need to sprout, and what not. */
export const germination: LabSpec<Dish> = {
  lab: 'germination',
  version: 1,
  subject: 'natural-science',
  minutes: 25,
  hidden: germinationHidden,
  controls: [
    { name: 'light', kind: 'number', from: 0, to: 24, step: 4, unit: 'h', first: 12 },
    { name: 'water', kind: 'number', from: 0, to: 30, step: 2, unit: 'mL', first: 10 },
    { name: 'temperature', kind: 'number', from: 2, to: 42, step: 2, unit: 'C', first: 20 },
  ],
  deeds: ['sow', 'day', 'week'],
  instruments: [
    {
      name: 'count',
      quantity: 'count',
      unit: '',
      from: 0,
      to: seedsInDish,
      step: 1,
      zero: 0,
      noise: 0,
      isFleeting: true,
      scale: 'digital',
    },
  ],
  model: germinationModel,
  quantities,
  causes: ['seeds', 'few', 'day'],
  tasks: [
    task('light', [3, 4], 'light', { direction: 'none', objectives: [] }),
    task('water', [3, 4], 'water', { direction: 'optimum', objectives: [] }),
    task('warmth', [5, 6], 'temperature', { direction: 'optimum', objectives: ['5.1.2.2', '6.1.2.1'] }),
  ],
  careful,
};
