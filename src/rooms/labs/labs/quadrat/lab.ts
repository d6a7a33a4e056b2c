import { counter, shareByCounts } from '../../model/counts.ts';
import type { Careful, LabSpec } from '../../model/lab.ts';
import type { Column } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { plants, quadratHidden, quadratModel, type Meadow } from './model.ts';

const diversity = '1 - (a*(a-1) + b*(b-1) + c*(c-1) + d*(d-1) + e*(e-1))/((a+b+c+d+e)*(a+b+c+d+e-1))';

const careful: Careful = {
  deeds: ({ task }) => {
    const isDensity = task === 'density';
    const read = (isDensity ? ['dandelion'] : plants).map((each): Deed => ({ read: each }));
    const [factor, levels] = isDensity
      ? (['area', [1, 3, 5, 7, 9]] as const)
      : (['distance', [0, 2, 4, 8, 12, 16, 20]] as const);
    const one: readonly Deed[] = [{ do: 'throw' }, ...read];
    const all: readonly Deed[] = [
      ...(isDensity ? [] : [{ set: 'area', to: 4 }]),
      ...levels.flatMap((to): readonly Deed[] => [{ set: factor, to }, ...one, ...one, ...one]),
    ];
    return all.map((deed) => ({ after: 1000, deed }));
  },
  write: (task, { readings }) => {
    const isDensity = task.task === 'density';
    const counts = (isDensity ? (['dandelion'] as const) : plants).map((column, k): Column => {
      return { column, sign: 'abcde'[k] ?? '', unit: '', source: { read: column }, uncertainty: '' };
    });
    const factor: Column = isDensity
      ? { column: 'area', sign: 'S', unit: 'm2', source: { set: 'area' }, uncertainty: '' }
      : { column: 'distance', sign: 'x', unit: 'm', source: { set: 'distance' }, uncertainty: '' };
    const index: Column = { column: 'simpson', sign: 'D', unit: '', source: { formula: diversity }, uncertainty: '' };
    const columns = isDensity ? [factor, ...counts] : [factor, ...counts, index];
    return writeUp(task, {
      why: isDensity ? 'Жақтау үлкен болса, оған көп өсімдік түседі.' : 'Жол бойында өсімдікті адам таптайды.',
      columns,
      rows: rowsBy(columns, readings, isDensity ? 'dandelion' : 'yarrow'),
      x: task.factor,
      y: task.outcome,
      causes: ['chance'],
    });
  },
};

const common = { direction: 'grows', span: 0.6, repeats: 3, fit: 'line', without: ['uncertainty'] } as const;

/** A frame on a meadow: how dense a plant grows, and where there are many kinds. */
export const quadrat: LabSpec<Meadow> = {
  lab: 'quadrat',
  version: 1,
  subject: 'biology',
  minutes: 35,
  hidden: quadratHidden,
  controls: [
    { name: 'area', kind: 'number', from: 1, to: 9, step: 1, unit: 'm2', first: 1 },
    { name: 'distance', kind: 'number', from: 0, to: 20, step: 1, unit: 'm', first: 10 },
  ],
  deeds: ['throw'],
  instruments: plants.map((each) => counter(each, 400)),
  model: quadratModel,
  quantities: [
    { name: 'area', sign: 'S', unit: 'm2', role: 'factor', by: { set: 'area' } },
    { name: 'distance', sign: 'x', unit: 'm', role: 'factor', by: { set: 'distance' } },
    ...plants.map((name, k) => {
      return { name, sign: 'abcde'[k] ?? '', unit: '', role: 'outcome' as const, by: { read: name } };
    }),
    { name: 'simpson', sign: 'D', unit: '', role: 'outcome', by: { formula: diversity } },
  ],
  causes: ['chance', 'few', 'edge'],
  tasks: [
    {
      ...common,
      task: 'density',
      grades: [7, 8],
      objectives: [],
      factor: 'area',
      outcome: 'dandelion',
      held: ['distance'],
      levels: 5,
      result: {
        name: 'dandelions',
        sign: 'ρ',
        unit: '1/m2',
        from: shareByCounts,
        truth: ({ dandelions = NaN }) => dandelions,
      },
    },
    {
      ...common,
      task: 'diversity',
      grades: [10],
      objectives: ['10.3.1.1'],
      factor: 'distance',
      outcome: 'simpson',
      held: ['area'],
      levels: 6,
    },
  ],
  careful,
};
