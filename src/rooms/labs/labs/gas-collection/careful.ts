import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import { shownCell, writeUp } from '../../model/write-up.ts';
import type { Seen } from '../../model/seen.ts';
import type { Deed } from '../../model/world.ts';
import { molarMass } from './model.ts';

/** Litres a mole at 0 °C and 101.325 kPa (CODATA 2018). */
const normal = 22.41396954;

/** The slope with its error, in millilitres for a gram of this metal; a worked-out column across is taken for moles. */
function perMole(fit: Fit, { columns, plot }: Notebook, metal: number): Estimate | undefined {
  const across = columns.find(({ column }) => column === plot.x);
  const [slope = 0, error = 0] = [fit.estimates.values[0], fit.estimates.errors[0]];
  if ((fit.kind !== 'line' && fit.kind !== 'proportional') || !across || !(slope > 0)) return undefined;
  const litres = ('formula' in across.source ? 1 : metal) / 1000;
  return { value: slope * litres, uncertainty: error * litres };
}

/** The volume of a mole of hydrogen, as the pupil's column of volumes has it: dry, in the classroom. */
export function moleOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  return perMole(fit, notebook, molarMass.mg);
}

/** The share of zinc in the sample in per cent, from volumes brought to normal conditions. */
export function shareOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const up = notebook.columns.find(({ column }) => column === notebook.plot.y);
  const found = up && 'formula' in up.source ? perMole(fit, notebook, molarMass.zn) : undefined;
  return found && { value: (100 * found.value) / normal, uncertainty: (100 * found.uncertainty) / normal };
}

function deedsOf({ task }: LabTask): readonly { readonly after: number; readonly deed: Deed }[] {
  const isPurity = task === 'purity';
  const masses = isPurity ? [0.05, 0.09, 0.13, 0.17, 0.21] : [0.03, 0.04, 0.05, 0.065, 0.08];
  const reads = ['thermometer', 'barometer', 'table', 'cylinder'];
  return [
    { after: 1000, deed: { do: 'zero', with: ['balance'] } },
    { after: 1000, deed: { set: 'metal', to: isPurity ? 'sample' : 'mg' } },
    ...masses.flatMap((mass) =>
      [0, 1, 2].flatMap((k) => [
        { after: 3000, deed: k === 0 ? { set: 'mass', to: mass } : { do: 'fresh' } },
        { after: 2000, deed: { read: 'balance' } },
        { after: 2000, deed: { do: 'drop' } },
        { after: 200_000, deed: { do: 'level' } },
        ...reads.map((read) => ({ after: 2000, deed: { read } })),
      ]),
    ),
  ];
}

const columnOf: Readonly<Record<string, string>> = {
  balance: 'mass',
  thermometer: 'warmth',
  barometer: 'pressure',
  table: 'vapour',
  cylinder: 'volume',
};

/** A row for each piece: the five readings that were taken of it. */
function rowsOf(readings: readonly Seen[]) {
  const rows: Record<string, ReturnType<typeof shownCell>>[] = [];
  for (const each of readings) {
    if (each.instrument === 'balance') rows.push({});
    const row = rows.at(-1);
    if (row) row[columnOf[each.instrument] ?? ''] = shownCell(each);
  }
  return rows;
}

export const carefulGas: Careful = {
  deeds: deedsOf,
  write: (task, { readings }) =>
    writeUp(task, {
      why: 'Металл көп болса, сутек те көп бөлінеді.',
      columns: [
        { column: 'mass', sign: 'm', unit: 'g', source: { read: 'balance' }, uncertainty: '0.001' },
        { column: 'warmth', sign: 't', unit: 'C', source: { read: 'thermometer' }, uncertainty: '' },
        { column: 'pressure', sign: 'p', unit: 'kPa', source: { read: 'barometer' }, uncertainty: '' },
        { column: 'vapour', sign: 'pw', unit: 'kPa', source: { read: 'table' }, uncertainty: '' },
        { column: 'volume', sign: 'V', unit: 'mL', source: { read: 'cylinder' }, uncertainty: '0.5' },
        {
          column: 'f-V0',
          sign: 'V0',
          unit: 'mL',
          source: {
            formula: task.task === 'purity' ? 'V*(p-pw)/101.325*273.15/(t+273.15)' : 'V*(p-pw)/p',
          },
          uncertainty: '',
        },
      ],
      rows: rowsOf(readings),
      x: 'mass',
      y: 'f-V0',
      causes: ['level'],
    }),
};
