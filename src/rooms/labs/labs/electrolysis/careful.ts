import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Column } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { copper, electrons, faraday } from './model.ts';

/** Grams for a coulomb, by the line of mass over charge; undefined where the slope is none such. */
function equivalentOf({ kind, estimates }: Fit): Estimate | undefined {
  const [value = 0, uncertainty = 0] = [estimates.values[0], estimates.errors[0]];
  return kind === 'line' && value > 1e-4 && value < 1e-3 ? { value, uncertainty } : undefined;
}

/** F = M/(z·slope). */
export function faradayBy(fit: Fit): Estimate | undefined {
  const found = equivalentOf(fit);
  if (!found) return undefined;
  const value = copper / (electrons * found.value);
  return { value, uncertainty: (value * found.uncertainty) / found.value };
}

/** M = z·F·slope. */
export function molarBy(fit: Fit): Estimate | undefined {
  const found = equivalentOf(fit);
  const times = electrons * faraday;
  return found && { value: times * found.value, uncertainty: times * found.uncertainty };
}

function deedsOf({ task, factor }: LabTask): readonly { readonly after: number; readonly deed: Deed }[] {
  const [currents, times] = factor === 'current' ? [[0.2, 0.4, 0.6, 0.8, 1], [15]] : [[0.8], [4, 10, 16, 22, 28]];
  const settings = currents.flatMap((current) => times.map((time) => ({ current, time })));
  return [
    { after: 1000, deed: { do: 'zero', with: ['balance'] } },
    { after: 1000, deed: { set: 'solution', to: task === 'metal' ? 'unknown' : 'copper' } },
    ...settings.flatMap(({ current, time }) => [
      { after: 1000, deed: { set: 'current', to: current } },
      { after: 1000, deed: { set: 'time', to: time } },
      ...Array.from({ length: 3 }).flatMap(() => [
        { after: 1000, deed: { do: 'run' } },
        { after: 20_000, deed: { read: 'ammeter' } },
        { after: time * 60_000, deed: { read: 'balance' } },
        { after: 1000, deed: { do: 'clean' } },
      ]),
    ]),
  ];
}

const columns: readonly Column[] = [
  { column: 'current', sign: 'I', unit: 'A', source: { read: 'ammeter' }, uncertainty: '0.002' },
  { column: 'time', sign: 't', unit: 'min', source: { set: 'time' }, uncertainty: '' },
  { column: 'mass', sign: 'm', unit: 'g', source: { read: 'balance' }, uncertainty: '0.01' },
  { column: 'f-Q', sign: 'Q', unit: '', source: { formula: 'I*t*60' }, uncertainty: '' },
];

/** The balance is set to zero; five charges three times each, the current read while it flows. */
export const carefulBath: Careful = {
  deeds: deedsOf,
  write: (task, { readings }) =>
    writeUp(task, {
      why: 'Катодқа келген әр ион электрон қосып алып, металға айналады.',
      columns,
      rows: rowsBy(columns, readings, 'balance'),
      x: 'f-Q',
      y: 'mass',
      causes: ['dry'],
    }),
};
