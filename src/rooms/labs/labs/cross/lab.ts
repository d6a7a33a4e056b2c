import { counter, shareByCounts } from '../../model/counts.ts';
import type { Careful, LabSpec } from '../../model/lab.ts';
import type { Column } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { crosses, crossHidden, crossModel, greenShare, peas, type Garden } from './model.ts';

const careful: Careful = {
  deeds: ({ task, outcome }) => {
    const cross = task === 'mono' ? 'own' : task === 'di' ? 'di' : 'linked';
    const harvests = [200, 400, 600, 800, 1000].flatMap((to): readonly Deed[] => {
      const one: readonly Deed[] = [{ do: 'cross' }, { read: outcome }];
      return [{ set: 'seeds', to }, ...one, ...one, ...one];
    });
    const all: readonly Deed[] = [{ set: 'cross', to: cross }, ...harvests];
    return all.map((deed) => ({ after: 1000, deed }));
  },
  write: (task, { readings }) => {
    const { outcome } = task;
    const columns: readonly Column[] = [
      { column: 'seeds', sign: 'N', unit: '', source: { set: 'seeds' }, uncertainty: '' },
      {
        column: outcome,
        sign: outcome === 'new' ? 'R' : `n${peas.findIndex((each) => each === outcome) + 1}`,
        unit: '',
        source: { read: outcome },
        uncertainty: '',
      },
    ];
    return writeUp(task, {
      why: 'Әр тұқымның белгісі кездейсоқ, бірақ үлесі тұрақты.',
      columns,
      rows: rowsBy(columns, readings, outcome),
      x: 'seeds',
      y: outcome,
      causes: ['chance'],
    });
  },
};

const counted = {
  factor: 'seeds',
  held: ['cross'],
  direction: 'grows',
  levels: 5,
  span: 0.6,
  repeats: 3,
  fit: 'line',
  without: ['uncertainty'],
} as const;

/** Crosses of peas: unknown parents, two traits at once, and genes that lie on one chromosome. */
export const cross: LabSpec<Garden> = {
  lab: 'cross',
  version: 1,
  subject: 'biology',
  minutes: 40,
  hidden: crossHidden,
  controls: [
    { name: 'cross', kind: 'choice', of: crosses, first: 'own' },
    { name: 'seeds', kind: 'number', from: 100, to: 1000, step: 50, unit: '', first: 200 },
  ],
  deeds: ['cross'],
  instruments: [...peas.map((each) => counter(each, 1000)), counter('new', 1000), counter('chi', 5000, 0.01)],
  model: crossModel,
  quantities: [
    { name: 'seeds', sign: 'N', unit: '', role: 'factor', by: { set: 'seeds' } },
    { name: 'cross', sign: 'A', unit: '', role: 'factor', by: { set: 'cross' } },
    ...peas.map((name, k) => {
      return { name, sign: `n${k + 1}`, unit: '', role: 'outcome' as const, by: { read: name } };
    }),
    { name: 'new', sign: 'R', unit: '', role: 'outcome', by: { read: 'new' } },
    { name: 'chi', sign: 'χ2', unit: '', role: 'outcome', by: { read: 'chi' } },
  ],
  causes: ['chance', 'few', 'alive'],
  tasks: [
    {
      ...counted,
      task: 'mono',
      grades: [9],
      objectives: ['9.2.4.1'],
      outcome: 'greenRound',
      result: { name: 'green', sign: 'p', unit: '', from: shareByCounts, truth: ({ pair = NaN }) => greenShare(pair) },
    },
    {
      ...counted,
      task: 'di',
      grades: [10, 11],
      objectives: ['10.2.4.1'],
      outcome: 'greenWrinkled',
      result: {
        name: 'double',
        sign: 'p',
        unit: '',
        from: shareByCounts,
        truth: () => 1 / 16,
        reference: { value: 1 / 16, source: 'Mendel 1866' },
      },
    },
    {
      ...counted,
      task: 'linked',
      grades: [10, 11],
      objectives: [],
      outcome: 'new',
      result: {
        name: 'apart',
        sign: 'r',
        unit: '',
        from: shareByCounts,
        truth: ({ recombination = NaN }) => recombination,
      },
    },
  ],
  careful,
};
