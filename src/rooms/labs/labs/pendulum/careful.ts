import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Fit } from '../../model/fit.ts';
import { fitOf } from '../../model/fit.ts';
import { emptyNotebook, type Notebook } from '../../model/notebook.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import { hiddenOf, type Deed } from '../../model/world.ts';
import { student95 } from '../../model/student.ts';
import { periodOf } from './swing.ts';

/** How unsteady a practised thumb is on a stopwatch: standard deviation, in milliseconds. */
const thumb = 70;
const swings = 10;

/** g by the line of the square of the period over the length: the period grows by 4π²/g for each metre. */
export function gravityOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const slope = fit.estimates.values[0] ?? 0;
  const error = fit.estimates.errors[0] ?? 0;
  if ((fit.kind !== 'line' && fit.kind !== 'proportional') || !(slope > 0)) return undefined;
  const unit = notebook.columns.find(({ column }) => column === notebook.plot.x)?.unit.trim() ?? '';
  const metres = unit === 'm' || unit === 'м' ? 1 : 0.01;
  const value = (4 * Math.PI ** 2 * metres) / slope;
  return { value, uncertainty: (value * error) / slope };
}

/** What stands at each setting of the factor. */
function settingsOf({ factor }: LabTask): readonly Readonly<Record<string, number>>[] {
  const others = { length: 60, angle: 5, mass: 50 };
  const levels = { length: [30, 50, 70, 90, 110], angle: [5, 20, 35, 50, 65, 80], mass: [20, 60, 100, 150, 200] };
  return (levels[factor as keyof typeof levels] ?? []).map((level) => ({ ...others, [factor]: level }));
}

function deedsOf(task: LabTask, seed: Seed): readonly { readonly after: number; readonly deed: Deed }[] {
  const { gravity = 9.81, off = 0 } = hiddenOf(
    [
      { name: 'gravity', from: 3.5, to: 13 },
      { name: 'off', from: -1.5, to: 1.5 },
    ],
    seed,
  );
  const slip = streamOf('thumb');
  let n = 0;
  return settingsOf(task).flatMap((setting) => [
    ...Object.entries(setting).map(([set, to]) => ({ after: 1500, deed: { set, to } })),
    { after: 2000, deed: { read: 'ruler' } },
    ...Array.from({ length: 3 }).flatMap(() => {
      const period = periodOf(
        ((setting['length'] ?? 0) + off) / 100,
        gravity,
        ((setting['angle'] ?? 0) * Math.PI) / 180,
      );
      const early = 300 + thumb * gaussian(seed, slip, n++);
      const late = 300 + thumb * gaussian(seed, slip, n++);
      return [
        { after: 1500, deed: { do: 'clear' } },
        { after: 500, deed: { do: 'release' } },
        { after: 1000 * period + early, deed: { do: 'start' } },
        { after: 1000 * period * swings + late - early, deed: { do: 'stop' } },
        { after: 500, deed: { do: 'hold' } },
        { after: 800, deed: { read: 'stopwatch' } },
      ];
    }),
  ]);
}

/** The row of a table for each reading of the stopwatch: what was set, the ruler's newest, the time of ten swings. */
function write(task: LabTask, { readings }: Parameters<Careful['write']>[1]): Notebook {
  let ruler = readings[0];
  const rows = readings.flatMap((reading) => {
    if (reading.instrument === 'ruler') {
      ruler = reading;
      return [];
    }
    const { n, shown, settings } = reading;
    return [
      {
        length: { text: String(ruler?.shown ?? ''), n: ruler?.n ?? 0 },
        angle: { text: String(settings['angle']), n },
        mass: { text: String(settings['mass']), n },
        time: { text: String(shown), n },
      },
    ];
  });
  const isSquare = task.task === 'gravity';
  const made: Notebook = {
    ...emptyNotebook,
    question: 'Период',
    hypothesis: {
      factor: task.factor,
      outcome: 'time',
      direction: task.direction,
      why: 'Жіп ұзын болса, шар ұзақ тербеледі.',
    },
    plan: { change: [task.factor], hold: [...task.held], measure: ['time'] },
    columns: [
      { column: 'length', sign: 'L', unit: 'cm', source: { read: 'ruler' }, uncertainty: '0.06' },
      { column: 'angle', sign: 'α', unit: 'deg', source: { set: 'angle' }, uncertainty: '' },
      { column: 'mass', sign: 'm', unit: 'g', source: { set: 'mass' }, uncertainty: '' },
      { column: 'time', sign: 't', unit: 's', source: { read: 'stopwatch' }, uncertainty: '0.1' },
      { column: 'period', sign: 'T', unit: 's', source: { formula: 't/10' }, uncertainty: '' },
      { column: 'square', sign: 'T2', unit: 's²', source: { formula: 'T^2' }, uncertainty: '' },
    ],
    rows: rows.map((cells, k) => ({ row: k + 1, cells })),
    plot: { x: task.factor, y: isSquare ? 'square' : 'period', fit: task.fit, own: '', without: [] },
  };
  const fit = fitOf(made);
  const found = typeof fit === 'string' ? undefined : task.result?.from(fit, made);
  const factor = typeof fit === 'string' ? Infinity : student95(fit.estimates.free);
  return {
    ...made,
    conclusion: {
      direction: task.direction,
      result: found ? found.value.toFixed(3) : '',
      uncertainty: found ? (factor * found.uncertainty).toFixed(3) : '',
      evidence: made.rows.slice(0, 6).map(({ row }) => row),
      causes: ['finger'],
      text: 'Кестедегі мәндер болжамды растайды.',
    },
  };
}

/** Five lengths, three times ten swings each, at a small angle. */
export const carefulPendulum: Careful = { deeds: deedsOf, write };
