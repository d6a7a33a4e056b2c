import { counter, shareByCounts } from '../../model/counts.ts';
import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabSpec } from '../../model/lab.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { flowers, frequencyAfter, hardyHidden, hardyModel, type Field } from './model.ts';

/** Each plant has two alleles: the frequency is half of the slope. */
function frequencyBy(fit: Fit): Estimate | undefined {
  const found = shareByCounts(fit);
  return found && { value: found.value / 2, uncertainty: found.uncertainty / 2 };
}

/**
 * The frequency at first, by the pupil's own curve q/(1 + q·t): its value at 0. A rare allele scatters less than a common one,
 * so how sure it is follows from the counts: q(1 − q)/(2n) is the variance of a frequency among n plants.
 */
function firstBy({ kind, at, points }: Fit, { rows }: Notebook): Estimate | undefined {
  const value = at(0);
  const isCurve = points.every(({ x }) => Math.abs(at(x) - frequencyAfter(value, x)) < 1e-9);
  if (kind !== 'own' || !(value > 0 && value < 1) || !isCurve) return undefined;
  const [sum, spread] = points.reduce(
    ([squares, all], { row, x }): [number, number] => {
      const cells = rows.find((each) => each.row === row)?.cells ?? {};
      const plants = flowers.reduce((n, each) => n + Number(cells[each]?.text), 0);
      const [q, by] = [at(x), 1 / (1 + value * x) / (1 + value * x)];
      return [squares + by ** 2, all + (by ** 2 * q * (1 - q)) / (2 * plants)];
    },
    [0, 0],
  );
  return Number.isFinite(spread) ? { value, uncertainty: Math.sqrt(spread) / sum } : undefined;
}

const alleles = 'b + 2*c';
const frequency = '(b + 2*c)/(2*(a + b + c))';

const careful: Careful = {
  deeds: ({ task }) => {
    const look: readonly Deed[] = [{ do: 'sample' }, ...flowers.map((read): Deed => ({ read }))];
    const repeated = Array.from({ length: task === 'frequency' ? 3 : 5 }, () => look).flat();
    const levels = task === 'frequency' ? [100, 200, 300, 400, 500] : [0, 1, 2, 3, 4, 6, 8];
    const factor = task === 'frequency' ? 'plants' : 'generation';
    const first: readonly Deed[] = task === 'frequency' ? [] : [{ set: 'plants', to: 300 }];
    const all = [...first, ...levels.flatMap((to): readonly Deed[] => [{ set: factor, to }, ...repeated])];
    return all.map((deed) => ({ after: 1000, deed }));
  },
  write: (task, { readings }) => {
    const isFirst = task.task === 'frequency';
    const columns: readonly Column[] = [
      { column: task.factor, sign: isFirst ? 'n' : 't', unit: '', source: { set: task.factor }, uncertainty: '' },
      ...flowers.map((column, k): Column => {
        return { column, sign: 'abc'[k] ?? '', unit: '', source: { read: column }, uncertainty: '' };
      }),
      {
        column: task.outcome,
        sign: isFirst ? 'A' : 'q',
        unit: '',
        source: { formula: isFirst ? alleles : frequency },
        uncertainty: '',
      },
    ];
    return writeUp(task, {
      why: isFirst ? 'Аллель жиілігі популяцияда тұрақты.' : 'Ақ гүл тұқым бермесе, r аллелі сирейді.',
      columns,
      rows: rowsBy(columns, readings, 'white'),
      x: task.factor,
      y: task.outcome,
      own: isFirst ? '' : 'a/(1 + a*x)',
      causes: ['chance'],
    });
  },
};

const common = { span: 0.6, repeats: 3, without: ['uncertainty'] } as const;

/** Snapdragons in a field: the frequency of an allele, and what selection makes of it. */
export const hardy: LabSpec<Field> = {
  lab: 'hardy',
  version: 1,
  subject: 'biology',
  minutes: 40,
  hidden: hardyHidden,
  controls: [
    { name: 'plants', kind: 'number', from: 50, to: 500, step: 50, unit: '', first: 100 },
    { name: 'generation', kind: 'number', from: 0, to: 12, step: 1, unit: '', first: 0 },
  ],
  deeds: ['sample'],
  instruments: flowers.map((each) => counter(each, 500)),
  model: hardyModel,
  quantities: [
    { name: 'plants', sign: 'n', unit: '', role: 'factor', by: { set: 'plants' } },
    { name: 'generation', sign: 't', unit: '', role: 'factor', by: { set: 'generation' } },
    { name: 'red', sign: 'a', unit: '', role: 'outcome', by: { read: 'red' } },
    { name: 'pink', sign: 'b', unit: '', role: 'outcome', by: { read: 'pink' } },
    { name: 'white', sign: 'c', unit: '', role: 'outcome', by: { read: 'white' } },
    { name: 'alleles', sign: 'A', unit: '', role: 'outcome', by: { formula: alleles } },
    { name: 'frequency', sign: 'q', unit: '', role: 'outcome', by: { formula: frequency } },
  ],
  causes: ['chance', 'few', 'mating'],
  tasks: [
    {
      ...common,
      task: 'frequency',
      grades: [10, 11],
      objectives: [],
      factor: 'plants',
      outcome: 'alleles',
      held: ['generation'],
      direction: 'grows',
      levels: 5,
      fit: 'line',
      result: { name: 'first', sign: 'q', unit: '', from: frequencyBy, truth: ({ first = NaN }) => first },
    },
    {
      ...common,
      task: 'selection',
      grades: [9, 10, 11],
      objectives: ['9.2.6.1'],
      factor: 'generation',
      outcome: 'frequency',
      held: ['plants'],
      direction: 'falls',
      levels: 6,
      fit: 'own',
      result: { name: 'first', sign: 'q0', unit: '', from: firstBy, truth: ({ first = NaN }) => first },
    },
  ],
  careful,
};
