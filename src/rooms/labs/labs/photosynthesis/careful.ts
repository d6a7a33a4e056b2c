import type { Fit } from '../../model/fit.ts';
import { crossingOf } from '../../model/from-line.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';
import { lampAtMetre } from './model.ts';

/** The light at which the line of oxygen over light crosses nothing. */
export function compensationOfFit(fit: Fit, { columns, plot }: Notebook): Estimate | undefined {
  const isLight = columns.some(({ column, source }) => column === plot.x && 'formula' in source);
  const isGrowing = (fit.estimates.values[0] ?? 0) > 0;
  return plot.y === 'oxygen' && isLight && isGrowing ? crossingOf(fit) : undefined;
}

const levels: Readonly<Record<string, readonly number[]>> = {
  bubbles: [10, 20, 30, 50, 100],
  soda: [0, 0.2, 0.4, 0.6, 0.8],
  curve: [10, 15, 20, 30, 40, 60, 100],
  compensation: [55, 65, 80, 100, 150],
};

function deedsOf({ task, factor, outcome }: LabTask): ReturnType<Careful['deeds']> {
  const read = outcome === 'bubbles' ? 'counter' : 'sensor';
  return [
    ...(task === 'soda' ? [{ after: 1000, deed: { set: 'distance', to: 10 } }] : []),
    ...(levels[task] ?? []).flatMap((to) => [
      { after: 2000, deed: { set: factor, to } },
      // Until it has followed, and a minute for each count.
      ...[240_000, 60_000, 60_000].map((after) => ({ after, deed: { read } })),
    ]),
  ];
}

const light = {
  column: 'f-E',
  sign: 'E',
  unit: 'umol/(m²·s)',
  source: { formula: `${lampAtMetre}/(D/100)^2` },
  uncertainty: '',
};

function write(task: LabTask, { readings }: Parameters<Careful['write']>[1]): Notebook {
  const { factor, outcome, fit } = task;
  const [sign, unit] = factor === 'soda' ? ['s', '%'] : ['D', 'cm'];
  const isOxygen = outcome === 'oxygen';
  return writeUp(task, {
    why: 'Жарық күшті болса, фотосинтез тезірек жүреді, оттек көбірек бөлінеді.',
    columns: [
      { column: factor, sign, unit, source: { set: factor }, uncertainty: '' },
      isOxygen
        ? { column: 'oxygen', sign: 'P', unit: 'mg/h', source: { read: 'sensor' }, uncertainty: '0.2' }
        : { column: 'bubbles', sign: 'N', unit: '', source: { read: 'counter' }, uncertainty: '5' },
      ...(isOxygen ? [light] : []),
    ],
    rows: readings.map((each) => ({ [factor]: setCell(each, factor), [outcome]: shownCell(each) })),
    x: isOxygen ? 'f-E' : factor,
    y: outcome,
    own: fit === 'own' ? 'P*x/(K+x)-R' : '',
    causes: ['chance'],
  });
}

/** Five settings or seven, each once the plant has followed, three times. */
export const carefulPhotosynthesis: Careful = { deeds: deedsOf, write };
