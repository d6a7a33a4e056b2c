import type { Fit } from '../../model/fit.ts';
import { slopeOf } from '../../model/from-line.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Cell, Column, Notebook } from '../../model/notebook.ts';
import type { Seen } from '../../model/seen.ts';
import type { Deed } from '../../model/world.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';

/** The unit of the plotted x: where the mass in it is in kilograms, a slope needs no more factor of a thousand. */
function isInKilograms({ columns, plot }: Notebook): boolean {
  const unit = columns.find(({ column }) => column === plot.x)?.unit ?? '';
  return unit.includes('kg') || unit.includes('кг');
}

/** c by the line of the heat that the water and its cup took over m·(t₂ − t): what is left is lost to nothing that grows. */
export function specificHeatOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const slope = slopeOf(fit);
  if (!slope || !(slope.value > 0)) return undefined;
  const times = isInKilograms(notebook) ? 1 : 1000;
  return { value: times * slope.value, uncertainty: times * slope.uncertainty };
}

/** Grams of water that take as much heat as the cup: the slope of t₂ − t over (t − t₁)/m. */
export function equivalentOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const slope = slopeOf(fit);
  if (!slope || !(slope.value > 0)) return undefined;
  const times = isInKilograms(notebook) ? 1000 : 1;
  return { value: times * slope.value, uncertainty: times * slope.uncertainty };
}

const plans: Readonly<Record<string, { water: number; body: string; levels: readonly number[] }>> = {
  mixing: { water: 150, body: 'water', levels: [20, 60, 100, 140, 180] },
  metal: { water: 150, body: 'metal', levels: [40, 80, 120, 160, 200] },
  equivalent: { water: 0, body: 'water', levels: [40, 50, 60, 90, 170] },
};

function deedsOf({ task }: LabTask): readonly { readonly after: number; readonly deed: Deed }[] {
  const plan = plans[task] ?? { water: 0, body: 'water', levels: [] };
  const once: readonly Deed[] = [
    { set: 'water', to: plan.water },
    { set: 'body', to: plan.body },
    { do: 'zero', with: ['balance'] },
  ];
  const tries = plan.levels.flatMap((mass) => [mass, mass, mass]);
  return [
    ...once.map((deed) => ({ after: 2000, deed })),
    ...tries.flatMap((mass) => [
      { after: 2000, deed: { do: 'empty' } },
      { after: 2000, deed: { set: 'mass', to: mass } },
      { after: 3000, deed: { read: 'balance' } },
      { after: 3000, deed: { do: 'pour' } },
      { after: 20_000, deed: { read: 'cold' } },
      { after: 3000, deed: { read: 'bath' } },
      { after: 3000, deed: { do: 'drop' } },
      { after: 121_000, deed: { read: 'one' } },
      { after: 2000, deed: { read: 'two' } },
    ]),
  ];
}

const formula = (sign: string, text: string, unit: string): Column => {
  return { column: `f-${sign}`, sign, unit, source: { formula: text }, uncertainty: '' };
};
const read = (column: string, sign: string, unit: string, uncertainty: string): Column => {
  return { column, sign, unit, source: { read: column }, uncertainty };
};

/** As warm as the mixture would be had it lost nothing: along its cooling back to the moment of mixing, which the slow thermometer saw four seconds late. */
const back = formula('T', 't3+0.93*(t3-t4)', 'C');
const made: Readonly<Record<string, { columns: readonly Column[]; x: string; y: string }>> = {
  mixing: { columns: [], x: 'mass', y: 'one' },
  metal: {
    columns: [back, formula('X', 'm*(t2-T)', 'g·K'), formula('Q', '(4.186*mw+0.897*mk)*(T-t1)', 'J')],
    x: 'f-X',
    y: 'f-Q',
  },
  equivalent: { columns: [back, formula('X', '(T-t1)/m', 'K/g'), formula('Y', 't2-T', 'K')], x: 'f-X', y: 'f-Y' },
};

const columnOf = (instrument: string): string => (instrument === 'balance' ? 'cup' : instrument);

function rowsOf(readings: readonly Seen[]): readonly Record<string, Cell>[] {
  return Array.from({ length: readings.length / 5 }, (_, k) => {
    const own = readings.slice(5 * k, 5 * k + 5);
    const last = own.at(-1);
    return {
      ...(last && { mass: setCell(last, 'mass'), water: setCell(last, 'water') }),
      ...Object.fromEntries(own.map((each) => [columnOf(each.instrument), shownCell(each)])),
    };
  });
}

function write(task: LabTask, { readings }: { readonly readings: readonly Seen[] }): Notebook {
  const { columns = [], x = '', y = '' } = made[task.task] ?? {};
  return writeUp(task, {
    why: 'Ыстық дене үлкен болса, жылуды көп береді.',
    columns: [
      { column: 'mass', sign: 'm', unit: 'g', source: { set: 'mass' }, uncertainty: '' },
      { column: 'water', sign: 'mw', unit: 'g', source: { set: 'water' }, uncertainty: '' },
      { ...read('balance', 'mk', 'g', '0.1'), column: 'cup' },
      read('cold', 't1', 'C', '0.1'),
      read('bath', 't2', 'C', '0.1'),
      read('one', 't3', 'C', '0.1'),
      read('two', 't4', 'C', '0.1'),
      ...columns,
    ],
    rows: rowsOf(readings),
    x,
    y,
    causes: ['loss'],
  });
}

/** Each mass three times; the mixture is followed for two minutes, so that what it lost to the room can be added back. */
export const carefulHeat: Careful = { deeds: deedsOf, write };
