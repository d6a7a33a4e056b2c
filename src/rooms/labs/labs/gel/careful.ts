import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import { typedNumber } from '../../model/typed-number.ts';
import { exp, log } from '../../model/elementary.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';

/** What e or ten is to the power of, in the column where a length's logarithm stands; undefined in any other column. */
function baseOf({ columns }: Notebook, name: string): number | undefined {
  const source = columns.find(({ column }) => column === name)?.source;
  const formula = source && 'formula' in source ? source.formula : '';
  return formula.includes('lg(') ? log(10) : formula.includes('ln(') ? 1 : undefined;
}

/** Where the unknown band was read, each time. */
function unknownsIn({ columns, rows }: Notebook): readonly number[] {
  const name = columns.find(({ source }) => 'read' in source && source.read === 'unknown')?.column ?? '';
  return rows.flatMap(({ cells }) => {
    const typed = typedNumber(cells[name]?.text ?? '');
    return typed.kind === 'number' ? [typed.value] : [];
  });
}

/**
 * The length of the unknown fragment by the ladder's line, whichever way it was drawn. Its uncertainty is that of a value
 * read back from a calibration line (Miller and Miller, Statistics for Analytical Chemistry, 5.6).
 */
export function lengthOfFit(fit: Fit, notebook: Notebook): Estimate | undefined {
  const { x, y } = notebook.plot;
  const [slope = 0, first = 0] = fit.estimates.values;
  const [across, up] = [baseOf(notebook, x), baseOf(notebook, y)];
  const base = across ?? up;
  const places = unknownsIn(notebook);
  const isOther = (across === undefined ? x : y) === 'place';
  if (fit.kind !== 'line' || base === undefined || !isOther || places.length === 0 || !(slope < 0)) return undefined;
  const place = places.reduce((sum, each) => sum + each, 0) / places.length;
  const told = across === undefined ? slope * place + first : (place - first) / slope;
  const xs = fit.points.map((point) => point.x);
  const mean = xs.reduce((sum, each) => sum + each, 0) / xs.length;
  const spread = xs.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const off = (across === undefined ? place : told) - mean;
  const left = Math.sqrt(fit.estimates.sum / Math.max(1, fit.estimates.free)) / (across === undefined ? 1 : -slope);
  const value = exp(base * told);
  const inLogarithm = left * Math.sqrt(1 / places.length + 1 / xs.length + off ** 2 / spread);
  return { value, uncertainty: value * base * inLogarithm };
}

const step = (deed: string, after = 4000) => ({ after, deed: { do: deed } });

function deedsOf({ task }: LabTask): ReturnType<Careful['deeds']> {
  return [
    { after: 3000, deed: { set: 'poles', to: 'minus' } },
    ...['ladder', 'sample', 'start'].map((deed) => step(deed)),
    step('stop', 3_600_000),
    step('light'),
    ...['500', '1000', '1500', '2000', '3000', '5000'].flatMap((to) => [
      { after: 3000, deed: { set: 'length', to } },
      ...Array.from({ length: 3 }).flatMap(() =>
        (task === 'unknown' ? ['ladder', 'unknown'] : ['ladder']).map((read) => ({ after: 3000, deed: { read } })),
      ),
    ]),
  ];
}

function write(task: LabTask, { readings }: Parameters<Careful['write']>[1]): Notebook {
  const isUnknown = task.task === 'unknown';
  const marks = readings.filter(({ instrument }) => instrument === 'unknown');
  return writeUp(task, {
    why: 'Қысқа үзінді гель торынан оңай өтеді, сондықтан алысқа жылжиды.',
    columns: [
      { column: 'length', sign: 'L', unit: 'bp', source: { set: 'length' }, uncertainty: '' },
      { column: 'place', sign: 'd', unit: 'mm', source: { read: 'ladder' }, uncertainty: '0.5' },
      { column: 'f-k', sign: 'k', unit: '', source: { formula: 'lg(L)' }, uncertainty: '' },
      ...(isUnknown
        ? [{ column: 'mark', sign: 'x', unit: 'mm', source: { read: 'unknown' }, uncertainty: '0.5' }]
        : []),
    ],
    rows: readings
      .filter(({ instrument }) => instrument === 'ladder')
      .map((each, k) => {
        const mark = marks[k];
        const own = mark ? { mark: shownCell(mark) } : {};
        return { length: setCell(each, 'length'), place: shownCell(each), ...own };
      }),
    x: 'f-k',
    y: 'place',
    causes: ['eye'],
  });
}

/** An hour at 80 V, six bands of the ladder three times, and the unknown beside each of them. */
export const carefulGel: Careful = { deeds: deedsOf, write };
