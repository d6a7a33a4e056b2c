import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabSpec } from '../../model/lab.ts';
import type { Column } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { populationHidden, populationModel, type Reserve } from './model.ts';

/** Where the pupil's own curve levels off in the end; how sure it is says the parameter that is this number. */
function roomBy({ kind, at, estimates }: Fit): Estimate | undefined {
  const value = at(1e4);
  const k = estimates.values.findIndex((each) => Math.abs(each - value) <= 1e-9 * Math.abs(value));
  if (kind !== 'own' || !(value > 0) || k < 0) return undefined;
  return { value, uncertainty: estimates.errors[k] ?? 0 };
}

const columns: readonly Column[] = [
  { column: 'time', sign: 't', unit: 'month', source: { read: 'calendar' }, uncertainty: '' },
  { column: 'hares', sign: 'N', unit: '', source: { read: 'plane' }, uncertainty: '5' },
];

/** Months one after another, the hares counted twice in each: until they grow no more, or a year in which lynxes make them few. */
const careful: Careful = {
  deeds: ({ task }) => {
    const isAlone = task === 'room';
    const look: readonly Deed[] = [{ read: 'calendar' }, { read: 'plane' }, { read: 'calendar' }, { read: 'plane' }];
    const months = Array.from({ length: isAlone ? 20 : 12 }, (): readonly Deed[] => [{ do: 'month' }, ...look]);
    const set: readonly Deed[] = [{ set: 'lynxes', to: isAlone ? 0 : 6 }];
    return [...set, ...look, ...months.flat()].map((deed) => ({ after: 1000, deed }));
  },
  write: (task, { readings }) =>
    writeUp(task, {
      why: 'Азық көп кезде қояндар көбейеді.',
      columns,
      rows: rowsBy(columns, readings, 'plane'),
      x: 'time',
      y: 'hares',
      own: task.task === 'room' ? 'K/(1 + c*exp(-r*x))' : '',
      causes: ['hidden'],
    }),
};

const both = { factor: 'time', outcome: 'hares', levels: 8, span: 0.6, repeats: 2, held: ['first', 'lynxes'] } as const;

/** Hares in a reserve: how many it feeds, and what lynxes make of it. */
export const population: LabSpec<Reserve> = {
  lab: 'population',
  version: 1,
  subject: 'biology',
  minutes: 40,
  hidden: populationHidden,
  controls: [
    { name: 'first', kind: 'number', from: 40, to: 200, step: 10, unit: '', first: 50 },
    { name: 'lynxes', kind: 'number', from: 0, to: 12, step: 1, unit: '', first: 0 },
  ],
  deeds: ['month', 'again'],
  instruments: [
    {
      name: 'calendar',
      quantity: 'time',
      unit: 'month',
      from: 0,
      to: 60,
      step: 1,
      zero: 0,
      noise: 0,
      isFleeting: true,
      scale: 'digital',
    },
    {
      name: 'plane',
      quantity: 'hares',
      unit: '',
      from: -20,
      to: 2000,
      step: 1,
      zero: 0,
      noise: 5,
      isFleeting: true,
      scale: 'digital',
    },
    {
      name: 'tracks',
      quantity: 'lynx',
      unit: '',
      from: 0,
      to: 500,
      step: 1,
      zero: 0,
      noise: 0,
      isFleeting: true,
      scale: 'digital',
    },
  ],
  model: populationModel,
  quantities: [
    { name: 'hares', sign: 'N', unit: '', role: 'outcome', by: { read: 'plane' } },
    { name: 'lynx', sign: 'L', unit: '', role: 'outcome', by: { read: 'tracks' } },
    { name: 'time', sign: 't', unit: 'month', role: 'factor', by: { read: 'calendar' } },
    { name: 'first', sign: 'N0', unit: '', role: 'factor', by: { set: 'first' } },
    { name: 'lynxes', sign: 'L0', unit: '', role: 'factor', by: { set: 'lynxes' } },
  ],
  causes: ['hidden', 'few', 'weather'],
  tasks: [
    {
      ...both,
      task: 'room',
      grades: [9, 10, 11],
      objectives: ['9.3.1.1'],
      direction: 'grows',
      fit: 'own',
      result: { name: 'room', sign: 'K', unit: '', from: roomBy, truth: ({ room = NaN }) => room },
    },
    {
      ...both,
      task: 'lynx',
      grades: [9, 10, 11],
      objectives: ['9.3.1.1'],
      direction: 'optimum',
      fit: 'line',
      without: ['fit'],
    },
  ],
  careful,
};
