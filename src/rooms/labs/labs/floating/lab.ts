import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabSpec } from '../../model/lab.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import type { Deed } from '../../model/world.ts';
import { floatingHidden, floatingModel, ownDensity, stuffs, type Tray } from './model.ts';

/** g/cm³: the slope of the mass over the level, or one over that of the level over the mass. */
function densityBy(fit: Fit, { plot }: Notebook): Estimate | undefined {
  const [slope = 0, error = 0] = [fit.estimates.values[0], fit.estimates.errors[0]];
  if ((fit.kind !== 'line' && fit.kind !== 'proportional') || !(slope > 0)) return undefined;
  if (plot.x === 'mass') return { value: 1 / slope, uncertainty: error / slope ** 2 };
  return { value: slope, uncertainty: error };
}

const columns: readonly Column[] = [
  { column: 'mass', sign: 'm', unit: 'g', source: { read: 'balance' }, uncertainty: '0.1' },
  { column: 'level', sign: 'V', unit: 'mL', source: { read: 'cylinder' }, uncertainty: '0.5' },
];

const careful: Careful = {
  deeds: ({ task }) => {
    const isDensity = task === 'density';
    const zero: Deed = { do: 'zero', with: ['balance'] };
    const pieces = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((piece) => (isDensity ? [piece, piece] : [piece]));
    const deeds = pieces.flatMap((to): readonly Deed[] => [
      { set: 'piece', to },
      { do: 'weigh' },
      { read: 'balance' },
      { do: 'drop' },
      { do: 'push' },
      { read: 'cylinder' },
    ]);
    const all: readonly Deed[] = [zero, { set: 'stuff', to: isDensity ? 'own' : 'iron' }, ...deeds];
    return all.map((deed) => ({ after: 1000, deed }));
  },
  write: (task, { readings }) =>
    writeUp(task, {
      why: 'Үлкен кесек көбірек орын алады.',
      columns,
      rows: rowsBy(columns, readings, 'cylinder'),
      x: task.factor,
      y: task.outcome,
      causes: ['eye'],
    }),
};

const whatHolds = { held: ['stuff'], direction: 'grows', levels: 6, span: 0.6, repeats: 1, fit: 'line' } as const;

/** What sinks and what floats: pieces of several stuffs are weighed and put into a measuring cylinder. */
export const floating: LabSpec<Tray> = {
  lab: 'floating',
  version: 1,
  subject: 'natural-science',
  minutes: 25,
  hidden: floatingHidden,
  controls: [
    { name: 'stuff', kind: 'choice', of: stuffs, first: 'iron' },
    { name: 'piece', kind: 'number', from: 1, to: 8, step: 1, unit: '', first: 1 },
  ],
  deeds: ['weigh', 'drop', 'push'],
  instruments: [
    {
      name: 'balance',
      quantity: 'mass',
      unit: 'g',
      from: -10,
      to: 1000,
      step: 0.1,
      zero: 4,
      isZeroable: true,
      noise: 0.05,
      scale: 'digital',
    },
    {
      name: 'cylinder',
      quantity: 'level',
      unit: 'mL',
      from: 0,
      to: 250,
      step: 1,
      zero: 0,
      noise: 0.3,
      scale: 'analogue',
    },
  ],
  model: floatingModel,
  quantities: [
    { name: 'stuff', sign: 'A', unit: '', role: 'factor', by: { set: 'stuff' } },
    { name: 'piece', sign: 'N', unit: '', role: 'factor', by: { set: 'piece' } },
    { name: 'mass', sign: 'm', unit: 'g', role: 'both', by: { read: 'balance' } },
    { name: 'level', sign: 'V', unit: 'mL', role: 'both', by: { read: 'cylinder' } },
  ],
  causes: ['eye', 'wet', 'zero'],
  tasks: [
    {
      ...whatHolds,
      task: 'level',
      grades: [3, 4],
      objectives: [],
      factor: 'mass',
      outcome: 'level',
      without: ['fit', 'uncertainty'],
    },
    {
      ...whatHolds,
      task: 'density',
      grades: [5, 6],
      // The level stands between 100 and some 165 mL: a third of what it reaches.
      span: 0.3,
      objectives: ['5.1.3.1', '5.1.3.2'],
      factor: 'level',
      outcome: 'mass',
      result: { name: 'density', sign: 'ρ', unit: 'g/cm3', from: densityBy, truth: ownDensity },
    },
  ],
  careful,
};
