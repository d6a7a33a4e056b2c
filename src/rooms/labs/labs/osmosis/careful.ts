import type { Fit } from '../../model/fit.ts';
import { crossingOf } from '../../model/from-line.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';

/** Where the line of the change in mass crosses nothing. */
export function isotonicOfFit(fit: Fit, { columns, plot }: Notebook): Estimate | undefined {
  const isChange = columns.some(({ column, source }) => column === plot.y && 'formula' in source);
  const isFalling = (fit.estimates.values[0] ?? 0) < 0;
  return plot.x === 'sugar' && isChange && isFalling ? crossingOf(fit) : undefined;
}

const levels: Readonly<Record<string, readonly number[]>> = {
  sugar: [0, 0.2, 0.4, 0.6, 0.8],
  isotonic: [0.1, 0.2, 0.25, 0.3, 0.4],
};

/** A fresh cylinder weighed, an hour in the solution, blotted and weighed again. */
const oneCylinder: ReturnType<Careful['deeds']> = [
  { after: 5000, deed: { do: 'cut' } },
  { after: 5000, deed: { read: 'before' } },
  { after: 5000, deed: { do: 'put' } },
  { after: 3_600_000, deed: { do: 'take' } },
  { after: 5000, deed: { do: 'blot' } },
  { after: 5000, deed: { read: 'after' } },
];

function deedsOf({ task }: LabTask): ReturnType<Careful['deeds']> {
  return (levels[task] ?? []).flatMap((to) => [
    { after: 3000, deed: { set: 'sugar', to } },
    ...oneCylinder,
    ...oneCylinder,
    ...oneCylinder,
  ]);
}

function write(task: LabTask, { readings }: Parameters<Careful['write']>[1]): Notebook {
  const before = readings.filter(({ instrument }) => instrument === 'before');
  const after = readings.filter(({ instrument }) => instrument === 'after');
  return writeUp(task, {
    why: 'Су концентрациясы төмен ерітіндіден концентрациясы жоғары ерітіндіге өтеді.',
    columns: [
      { column: 'sugar', sign: 'c', unit: 'mol/L', source: { set: 'sugar' }, uncertainty: '' },
      { column: 'before', sign: 'm1', unit: 'g', source: { read: 'before' }, uncertainty: '0.01' },
      { column: 'after', sign: 'm2', unit: 'g', source: { read: 'after' }, uncertainty: '0.01' },
      { column: 'f-d', sign: 'd', unit: '%', source: { formula: '(m2-m1)/m1*100' }, uncertainty: '' },
    ],
    rows: after.flatMap((each, k) => {
      const first = before[k];
      return first ? [{ sugar: setCell(each, 'sugar'), before: shownCell(first), after: shownCell(each) }] : [];
    }),
    x: 'sugar',
    y: 'f-d',
    causes: ['unlike'],
  });
}

/** Five solutions, three cylinders an hour in each. */
export const carefulOsmosis: Careful = { deeds: deedsOf, write };
