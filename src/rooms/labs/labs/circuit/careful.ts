import { slopeOf } from '../../model/from-line.ts';
import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';

/** Whether the current is plotted over the voltage, as asked, or the voltage over the current. */
function isCurrentUp({ columns, plot }: Notebook): boolean | undefined {
  const source = columns.find(({ column }) => column === plot.y)?.source;
  if (!source || !('read' in source)) return undefined;
  return source.read !== 'voltmeter';
}

/** A resistance in ohms by the line of current and voltage, whichever way round. */
export function resistanceOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const [slope, isUp] = [slopeOf(fit), isCurrentUp(notebook)];
  if (!slope || isUp === undefined || !(slope.value > 0)) return undefined;
  return isUp ? { value: 1 / slope.value, uncertainty: slope.uncertainty / slope.value ** 2 } : slope;
}

/** The inner resistance in ohms: the voltage at the ends of a source falls by it with each ampere. */
export function innerOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const slope = slopeOf(fit);
  if (!slope || isCurrentUp(notebook) !== false || !(slope.value < 0)) return undefined;
  return { value: -slope.value, uncertainty: slope.uncertainty };
}

/** The electromotive force in volts: the voltage where no current flows. */
export function forceOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  if (fit.kind !== 'line' || isCurrentUp(notebook) !== false) return undefined;
  return { value: fit.estimates.values[1] ?? NaN, uncertainty: fit.estimates.errors[1] ?? NaN };
}

/** The time constant in seconds: after each the voltage is e times less. */
export function timeConstantOf({ kind, estimates: { values, errors } }: Fit): Estimate | undefined {
  const fall = -(values[1] ?? 0);
  if (kind !== 'exponential' || !(fall > 0)) return undefined;
  return { value: 1 / fall, uncertainty: (errors[1] ?? NaN) / fall ** 2 };
}

const put = (part: string, from: string, to: string): Deed => ({ do: 'put', with: [part, from, to] });
const probes = (plus: string, minus: string): readonly Deed[] => [
  { do: 'probe', with: ['plus', plus] },
  { do: 'probe', with: ['minus', minus] },
];
const wires = (...ends: readonly (readonly [string, string])[]): readonly Deed[] =>
  ends.map(([from, to]) => put('wire', from, to));

/** Source, switch and ammeter in a row, then what is measured, and back. */
const loop = (source: string, measured: readonly Deed[]): readonly Deed[] => [
  put(source, 'a1', 'a2'),
  put('switch', 'a1', 'b1'),
  put('ammeter', 'b1', 'c1'),
  ...measured,
  ...wires(['b2', 'a2']),
  { do: 'press' },
];

function wiredFor({ task }: LabTask): readonly Deed[] {
  const across = [...wires(['c2', 'b2']), ...probes('c1', 'c2')];
  switch (task) {
    case 'parallel':
      return loop('supply', [
        put('unknown', 'c1', 'c2'),
        put('ten', 'd1', 'd2'),
        ...wires(['c1', 'd1'], ['d2', 'c2']),
        ...across,
      ]);
    case 'series':
      return loop('supply', [put('unknown', 'c1', 'c2'), put('ten', 'c2', 'b2'), ...probes('c1', 'b2')]);
    case 'inner':
    case 'force':
      return loop('battery', [put('rheostat', 'c1', 'c2'), ...wires(['c2', 'b2']), ...probes('a1', 'a2')]);
    case 'lamp':
      return loop('supply', [put('lamp', 'c1', 'c2'), ...across]);
    case 'diode':
      return [
        put('supply', 'a1', 'a2'),
        put('switch', 'a1', 'b1'),
        put('milliammeter', 'b1', 'c1'),
        put('hundred', 'c1', 'd1'),
        put('diode', 'd1', 'd2'),
        ...wires(['d2', 'c2'], ['c2', 'b2'], ['b2', 'a2']),
        ...probes('d1', 'd2'),
        { do: 'press' },
      ];
    case 'discharge':
      return [
        put('supply', 'a1', 'a2'),
        put('switch', 'a1', 'b1'),
        put('capacitor', 'b1', 'b2'),
        put('big', 'c1', 'c2'),
        ...wires(['b1', 'c1'], ['c2', 'b2'], ['b2', 'a2']),
        ...probes('b1', 'b2'),
        { set: 'supply', to: 6 },
      ];
    default:
      return loop('supply', [put('unknown', 'c1', 'c2'), ...across]);
  }
}

/** What is set for each pair of readings. */
function levelsOf({ task }: LabTask): readonly Deed[] {
  if (task === 'inner' || task === 'force') return [1, 2, 3, 5, 8, 12, 20].map((to): Deed => ({ set: 'rheostat', to }));
  const volts = task === 'diode' ? [0.5, 1, 1.5, 2, 3, 4, 5] : [1, 2, 3, 4, 5, 6];
  return volts.map((to): Deed => ({ set: 'supply', to }));
}

const moments = [5, 15, 25, 35, 45, 60, 75, 90];

type Paused = { readonly after: number; readonly deed: Deed };

/** Filled for ten seconds; then the switch is opened, and the voltmeter keeps one moment after the other. Three times. */
const discharges: readonly Paused[] = Array.from({ length: 3 }, (): readonly Paused[] => [
  { after: 1000, deed: { do: 'press' } },
  { after: 10_000, deed: { do: 'press' } },
  ...moments.flatMap((to, k): readonly Paused[] => [
    { after: 1000, deed: { set: 'time', to } },
    { after: 1000 * (to - (moments[k - 1] ?? 0)), deed: { read: 'voltmeter' } },
  ]),
]).flat();

export const carefulCircuit: Careful = {
  deeds: (task) => {
    const wired = wiredFor(task).map((deed): Paused => ({ after: 2000, deed }));
    if (task.task === 'discharge') return [...wired, ...discharges];
    const meter = task.task === 'diode' ? 'milliammeter' : 'ammeter';
    const readings = levelsOf(task).flatMap((deed): readonly Paused[] => [
      { after: 1500, deed },
      ...[1, 2, 3].flatMap((): readonly Paused[] => [
        { after: 1500, deed: { read: meter } },
        { after: 1500, deed: { read: 'voltmeter' } },
      ]),
    ]);
    return [...wired, ...readings];
  },
  write: (task, { readings }) => {
    const meter = task.task === 'diode' ? 'milliammeter' : 'ammeter';
    const voltage: Column = {
      column: 'voltage',
      sign: 'U',
      unit: 'V',
      source: { read: 'voltmeter' },
      uncertainty: '0.01',
    };
    const first: Column =
      task.factor === 'time'
        ? { column: 'time', sign: 't', unit: 's', source: { set: 'time' }, uncertainty: '' }
        : task.task === 'diode'
          ? { column: 'small', sign: 'i', unit: 'mA', source: { read: meter }, uncertainty: '0.05' }
          : { column: 'current', sign: 'I', unit: 'A', source: { read: meter }, uncertainty: '0.01' };
    return writeUp(task, {
      why: 'Кернеу артса, ток та өзгереді.',
      columns: [first, voltage],
      rows: rowsBy([first, voltage], readings, 'voltmeter'),
      x: task.factor,
      y: task.outcome,
      causes: ['meter'],
    });
  },
};
