import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';

/** `V*x/(K+x)`, whatever its two names are. */
const curve = /^(?<top>\w+)\*x\/\((?:(?<half>\w+)\+x|x\+(?<other>\w+))\)$/u;

/** A parameter of the pupil's own curve of Michaelis and Menten. */
function parameterOf(which: 'top' | 'half'): (fit: Fit, notebook: Notebook) => Estimate | undefined {
  return (fit, { plot }) => {
    const found = curve.exec(plot.own.replaceAll(/\s/gu, '').replaceAll(/[·×]/gu, '*'))?.groups;
    if (fit.kind !== 'own' || !found || plot.x !== 'substrate' || plot.y !== 'rate') return undefined;
    const name = which === 'top' ? found['top'] : (found['half'] ?? found['other']);
    const at = fit.names.indexOf(name ?? '');
    const [value = NaN, uncertainty = NaN] = [fit.estimates.values[at], fit.estimates.errors[at]];
    return value > 0 ? { value, uncertainty } : undefined;
  };
}
export const fastestOfFit = parameterOf('top');
export const halfOfFit = parameterOf('half');

const levels: Readonly<Record<string, readonly number[]>> = {
  substrate: [10, 20, 40, 80, 120, 200],
  temperature: [10, 20, 30, 40, 50, 60],
  ph: [4, 5.5, 7, 8.5, 10],
};
const signs: Readonly<Record<string, readonly [string, string]>> = {
  substrate: ['S', 'mmol/L'],
  temperature: ['t', 'C'],
  ph: ['pH', ''],
};

function deedsOf({ factor }: LabTask): ReturnType<Careful['deeds']> {
  return (levels[factor] ?? []).flatMap((to) => [
    { after: 3000, deed: { set: factor, to } },
    ...Array.from({ length: 3 }).flatMap(() => [
      { after: 4000, deed: { do: 'mix' } },
      // At once: later there is less of the substrate.
      { after: 3000, deed: { read: 'sensor' } },
    ]),
  ]);
}

function write(task: LabTask, { readings }: Parameters<Careful['write']>[1]): Notebook {
  const { factor } = task;
  const [sign, unit] = signs[factor] ?? ['', ''];
  return writeUp(task, {
    why: 'Фермент субстратпен байланысып жұмыс істейді, жағдай өзгерсе, жылдамдығы да өзгереді.',
    columns: [
      { column: factor, sign, unit, source: { set: factor }, uncertainty: '' },
      { column: 'rate', sign: 'v', unit: 'mL/min', source: { read: 'sensor' }, uncertainty: '0.2' },
    ],
    rows: readings.map((each) => ({ [factor]: setCell(each, factor), rate: shownCell(each) })),
    x: factor,
    y: 'rate',
    own: task.fit === 'own' ? 'V*x/(K+x)' : '',
    causes: ['late'],
  });
}

/** Six settings or five, three fresh flasks for each, the sensor read as soon as the enzyme is in. */
export const carefulEnzyme: Careful = { deeds: deedsOf, write };
