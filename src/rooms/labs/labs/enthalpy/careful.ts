import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import { typedNumber } from '../../model/typed-number.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { capacityOf, moles, unknownMolar } from './model.ts';

/** The change of temperature at the moment of mixing: where the line of T − T(room), drawn back, meets t = 0. */
function changeBy({ kind, estimates }: Fit, { columns, plot }: Notebook): Estimate | undefined {
  const up = columns.find(({ column }) => column === plot.y);
  const place = kind === 'line' ? 1 : kind === 'exponential' ? 0 : -1;
  const [value, error] = [estimates.values[place], estimates.errors[place]];
  if (!up || !('formula' in up.source) || value === undefined || error === undefined || Math.abs(value) > 15)
    return undefined;
  return { value, uncertainty: error };
}

/** ΔH = −C·ΔT/n in kJ/mol, for so many moles and grams of salt. */
function heatOf(change: Estimate | undefined, amount: number, salt: number): Estimate | undefined {
  const each = capacityOf(salt) / (1000 * amount);
  return change && amount > 0 ? { value: -each * change.value, uncertainty: each * change.uncertainty } : undefined;
}

export function neutralBy(fit: Fit, notebook: Notebook): Estimate | undefined {
  return heatOf(changeBy(fit, notebook), moles, 0);
}

/** For the salt its mass must stand in the table. */
export function saltBy(fit: Fit, notebook: Notebook): Estimate | undefined {
  const cell = notebook.rows[0]?.cells['mass'];
  const mass = typedNumber(cell?.text ?? '');
  return mass.kind === 'number' ? heatOf(changeBy(fit, notebook), mass.value / unknownMolar, mass.value) : undefined;
}

type Step = { readonly after: number; readonly deed: Deed };
const masses = [2, 4, 6, 8, 10];
const salt = 10;

function deedsOf({ task }: LabTask): readonly Step[] {
  const process = task === 'neutral' ? 'neutral' : task === 'mass' ? 'nitrate' : 'unknown';
  const begin: readonly Step[] = [{ after: 1000, deed: { set: 'process', to: process } }];
  if (task === 'mass')
    return [
      ...begin,
      ...masses.flatMap((to) => [
        { after: 1000, deed: { set: 'mass', to } },
        ...Array.from({ length: 3 }).flatMap(() => [
          { after: 1000, deed: { do: 'mix' } },
          { after: 30_000, deed: { read: 'thermometer' } },
          { after: 1000, deed: { do: 'fresh' } },
        ]),
      ]),
    ];
  return [
    ...begin,
    ...(task === 'salt' ? [{ after: 1000, deed: { set: 'mass', to: salt } }] : []),
    { after: 2000, deed: { do: 'mix' } },
    { after: 60_000, deed: { read: 'room' } },
    ...Array.from({ length: 15 }).flatMap((_, k) => [
      ...(k > 0 ? [{ after: 29_000, deed: { read: 'room' } }] : []),
      { after: 500, deed: { read: 'stopwatch' } },
      { after: 500, deed: { read: 'thermometer' } },
    ]),
  ];
}

const column = (name: string, sign: string, unit: string, source: Column['source'], uncertainty = ''): Column => {
  return { column: name, sign, unit, source, uncertainty };
};
const temperature = column('temperature', 'T', 'C', { read: 'thermometer' }, '0.1');
const mass = column('mass', 'm', 'g', { set: 'mass' });

/** The room is read with every reading of the cup, and the line is drawn back to the moment of mixing. */
export const carefulCup: Careful = {
  deeds: deedsOf,
  write: (task, { readings }) => {
    const isMass = task.task === 'mass';
    const columns = isMass
      ? [mass, temperature]
      : [
          column('time', 't', 's', { read: 'stopwatch' }, '1'),
          column('room', 'Tr', 'C', { read: 'room' }, '0.1'),
          temperature,
          ...(task.task === 'salt' ? [mass] : []),
          column('f-d', 'd', '', { formula: 'T-Tr' }),
        ];
    return writeUp(task, {
      why: 'Стақандағы ерітінді бөлмемен жылу алмасады.',
      columns,
      rows: rowsBy(columns, readings, 'thermometer'),
      x: isMass ? 'mass' : 'time',
      y: isMass ? 'temperature' : 'f-d',
      causes: ['loss'],
    });
  },
};
