import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import { hiddenOf, type Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { hiddenRate } from './hidden.ts';
import { gas, hiddenAfter, rateModel } from './model.ts';

/** Is what stands on this axis a logarithm? Then the slope of the line is what is looked for. */
function isLogarithm({ columns }: Notebook, name: string): boolean {
  const source = columns.find(({ column }) => column === name)?.source;
  return source !== undefined && 'formula' in source && /l[ng]\s*\(/u.test(source.formula);
}

/** The order in thiosulphate: the time falls with that power of its volume. By a power curve, or by the line of both logarithms. */
export function orderBy({ kind, estimates }: Fit, notebook: Notebook): Estimate | undefined {
  const { x, y } = notebook.plot;
  const place = kind === 'power' ? 1 : kind === 'line' && isLogarithm(notebook, x) && isLogarithm(notebook, y) ? 0 : -1;
  const [value, error] = [estimates.values[place], estimates.errors[place]];
  return value === undefined || error === undefined ? undefined : { value: Math.abs(value), uncertainty: error };
}

/** Arrhenius: ln(1/t) over 1/T is a line whose slope is −Eₐ/R. In kJ/mol. */
export function activationBy({ kind, estimates }: Fit, notebook: Notebook): Estimate | undefined {
  const [slope = 0, error = 0] = [estimates.values[0], estimates.errors[0]];
  const energy = (Math.abs(slope) * gas) / 1000;
  // A slope in kelvin is thousands: anything else is another plot.
  if (kind !== 'line' || !isLogarithm(notebook, notebook.plot.y) || energy < 5 || energy > 500) return undefined;
  const isNatural = !/lg/u.test(JSON.stringify(notebook.columns.find(({ column }) => column === notebook.plot.y)));
  const scale = isNatural ? 1 : Math.LN10;
  return { value: energy * scale, uncertainty: (error * gas * scale) / 1000 };
}

/** How an eye differs from time to time in saying that the cross is gone: a share of the time, and of a second. */
const [eye, thumb] = [0.025, 0.15];
const volumes = [8, 14, 20, 30, 40];
const temperatures = [10, 20, 30, 40, 50];

function deedsOf({ factor }: LabTask, seed: Seed): readonly { readonly after: number; readonly deed: Deed }[] {
  const bench = rateModel.begin(hiddenOf(hiddenRate, seed));
  const look = streamOf('eye');
  let n = 0;
  const isWarm = factor === 'temperature';
  return (isWarm ? temperatures : volumes).flatMap((to) => {
    const state = { ...bench, volume: isWarm ? 10 : to, temperature: isWarm ? to : 20 };
    return [
      { after: 1500, deed: { set: 'volume', to: state.volume } },
      { after: 1500, deed: { set: 'temperature', to: state.temperature } },
      ...Array.from({ length: 3 }).flatMap(() => {
        const after = hiddenAfter(state) * (1 + eye * gaussian(seed, look, n++)) + thumb * gaussian(seed, look, n++);
        return [
          { after: 2000, deed: { read: 'thermometer' } },
          { after: 1000, deed: { do: 'mix' } },
          { after: 1000 * Math.max(0.5, after), deed: { do: 'stop' } },
          { after: 1000, deed: { read: 'stopwatch' } },
          { after: 1000, deed: { do: 'fresh' } },
        ];
      }),
    ];
  });
}

const read: readonly Column[] = [
  { column: 'volume', sign: 'V', unit: 'mL', source: { set: 'volume' }, uncertainty: '' },
  { column: 'temperature', sign: 'T', unit: 'C', source: { read: 'thermometer' }, uncertainty: '0.5' },
  { column: 'time', sign: 't', unit: 's', source: { read: 'stopwatch' }, uncertainty: '0.5' },
];
const worked = (column: string, sign: string, formula: string): Column => {
  return { column, sign, unit: '', source: { formula }, uncertainty: '' };
};

const write: Careful['write'] = (task, { readings }) => {
  const isWarm = task.factor === 'temperature';
  const columns = [
    ...read,
    ...(isWarm
      ? [worked('f-x', 'x', '1/(T+273.15)'), worked('f-y', 'y', 'ln(1/t)')]
      : [worked('f-x', 'x', 'ln(V)'), worked('f-y', 'y', 'ln(t)')]),
  ];
  const isLine = task.fit === 'line';
  return writeUp(task, {
    why: isWarm
      ? 'Температура жоғары болса, бөлшектер жиі әрі қатты соқтығысады.'
      : 'Концентрация жоғары болса, бөлшектер жиірек соқтығысады.',
    columns,
    rows: rowsBy(columns, readings, 'stopwatch'),
    x: isLine ? 'f-x' : task.factor,
    y: isLine ? 'f-y' : 'time',
    causes: ['eye'],
  });
};

/** Five concentrations or five temperatures, three times each; the cross is watched by an eye that is never quite the same. */
export const carefulRate: Careful = { deeds: deedsOf, write };
