import type { Fit } from '../../model/fit.ts';
import { slopeOf } from '../../model/from-line.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';

/** Whether a column's formula makes the sine of the angle of incidence: then the slope is n, else one over it. */
function isIncidence({ columns, plot }: Notebook): boolean {
  const across = columns.find(({ column }) => column === plot.y)?.source;
  return across !== undefined && 'formula' in across && /sin\(\s*a/.test(across.formula);
}

/** n by Snell's law: the line of sin β over sin α has the slope 1/n; the other way round it is n. */
export function indexBy(fit: Fit, notebook: Notebook): Estimate | undefined {
  const slope = slopeOf(fit);
  if (!slope || !(slope.value > 0)) return undefined;
  if (isIncidence(notebook)) return slope;
  return { value: 1 / slope.value, uncertainty: slope.uncertainty / slope.value ** 2 };
}

const levels: Readonly<Record<string, readonly number[]>> = {
  bend: [10, 25, 40, 55, 70],
  index: [15, 30, 45, 60, 75],
  dispersion: [400, 450, 500, 600, 700],
};

function deedsOf({ task, factor }: LabTask): ReturnType<Careful['deeds']> {
  const isFine = task === 'dispersion';
  const first = isFine ? { set: 'angle', to: 70 } : { set: 'wave', to: 590 };
  const read = { after: 1500, deed: { read: isFine ? 'goniometer' : 'protractor' } };
  return [
    { after: 1000, deed: first },
    ...(levels[task] ?? []).flatMap((to) => [{ after: 2000, deed: { set: factor, to } }, read, read, read]),
  ];
}

const formula = (sign: string, text: string, unit = ''): Column => {
  return { column: `f-${sign}`, sign, unit, source: { formula: text }, uncertainty: '' };
};

const made: Readonly<Record<string, { columns: readonly Column[]; x: string; y: string }>> = {
  bend: { columns: [], x: 'angle', y: 'beyond' },
  index: { columns: [formula('X', 'sin(a*pi/180)'), formula('Y', 'sin(b*pi/180)')], x: 'f-X', y: 'f-Y' },
  dispersion: {
    columns: [formula('X', '1/w^2', '1/nm²'), formula('n', 'sin(a*pi/180)/sin(c*pi/180)')],
    x: 'f-X',
    y: 'f-n',
  },
};

/** Five settings, each read three times: by the protractor, or where colours differ by little, by the goniometer. */
export const carefulRefraction: Careful = {
  deeds: deedsOf,
  write: (task, { readings }) => {
    const { columns = [], x = '', y = '' } = made[task.task] ?? {};
    const seen: Column =
      task.outcome === 'fine'
        ? { column: 'fine', sign: 'c', unit: 'deg', source: { read: 'goniometer' }, uncertainty: '0.03' }
        : { column: 'beyond', sign: 'b', unit: 'deg', source: { read: 'protractor' }, uncertainty: '0.5' };
    return writeUp(task, {
      why: 'Шыныда жарық баяу таралады, сондықтан сәуле сынады.',
      columns: [
        { column: 'angle', sign: 'a', unit: 'deg', source: { set: 'angle' }, uncertainty: '' },
        { column: 'wave', sign: 'w', unit: 'nm', source: { set: 'wave' }, uncertainty: '' },
        seen,
        ...columns,
      ],
      rows: readings.map((each) => ({
        angle: setCell(each, 'angle'),
        wave: setCell(each, 'wave'),
        [seen.column]: shownCell(each),
      })),
      x,
      y,
      causes: ['scale'],
    });
  },
};
