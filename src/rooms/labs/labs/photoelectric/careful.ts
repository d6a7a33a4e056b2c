import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Column } from '../../model/notebook.ts';
import { hiddenOf, type Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { charge, stoppingOf } from './model.ts';

export const hiddenSpecs = [
  { name: 'work', from: 1.9, to: 2.3 },
  { name: 'full', from: 300, to: 500 },
];

/** What one across is in hertz: light of the monochromator has 4.6·10¹⁴ to 1.2·10¹⁵ Hz, whatever the pupil's unit is. */
function hertzOf({ points }: Fit): number | undefined {
  const mean = points.reduce((sum, { x }) => sum + x, 0) / Math.max(1, points.length);
  return [1, 1e12, 1e14, 1e15].find((unit) => mean * unit > 4e14 && mean * unit < 1.3e15);
}

/** Planck's constant in 10⁻³⁴ J·s: e times the slope of the stopping voltage over the frequency. */
export function planckOf(fit: Fit): Estimate | undefined {
  const [hertz, slope = 0, error = 0] = [hertzOf(fit), fit.estimates.values[0], fit.estimates.errors[0]];
  if (fit.kind !== 'line' || hertz === undefined || !(slope > 0)) return undefined;
  const scale = (charge / hertz) * 1e34;
  return { value: slope * scale, uncertainty: error * scale };
}

/** The work function in electronvolts: where the line meets the axis of voltages, below nothing. */
export function workOf(fit: Fit): Estimate | undefined {
  const [slope = 0, place = 0] = fit.estimates.values;
  if (fit.kind !== 'line' || hertzOf(fit) === undefined || !(slope > 0) || !(place < 0)) return undefined;
  return { value: -place, uncertainty: fit.estimates.errors[1] ?? 0 };
}

/** Turns both knobs until no current flows any more, to a step of the fine one. */
function stopped(wavelength: number, work: number, off: number): readonly Deed[] {
  const wanted = Math.round((stoppingOf({ work, wavelength }) + off) / 0.002) * 0.002;
  const coarse = Math.floor(wanted / 0.1 + 1e-9) / 10;
  return [
    { set: 'coarse', to: coarse },
    { set: 'fine', to: Math.round((wanted - coarse) / 0.002) * 0.002 },
  ];
}

const settingsOf = ({ factor }: LabTask): readonly { readonly wavelength: number; readonly brightness: number }[] =>
  factor === 'wavelength'
    ? [260, 300, 340, 380, 420, 460, 500].map((wavelength) => ({ wavelength, brightness: 100 }))
    : [20, 40, 60, 80, 100].map((brightness) => ({ wavelength: 400, brightness }));

export const carefulPhotocell: Careful = {
  deeds: (task, seed) => {
    const { work = NaN } = hiddenOf(hiddenSpecs, seed);
    return settingsOf(task).flatMap(({ wavelength, brightness }) => [
      { after: 1500, deed: { set: 'wavelength', to: wavelength } },
      { after: 1500, deed: { set: 'brightness', to: brightness } },
      // Each time anew, from above and from below.
      ...[0.002, -0.002, 0].flatMap((off) => [
        ...stopped(wavelength, work, off).map((deed) => ({ after: 4000, deed })),
        { after: 1000, deed: { read: 'ammeter' } },
        { after: 1000, deed: { read: 'voltmeter' } },
      ]),
    ]);
  },
  write: (task, { readings }) => {
    const isByLight = task.factor === 'wavelength';
    const columns: readonly Column[] = [
      { column: 'wavelength', sign: 'λ', unit: 'nm', source: { set: 'wavelength' }, uncertainty: '' },
      { column: 'brightness', sign: 'E', unit: '%', source: { set: 'brightness' }, uncertainty: '' },
      { column: 'current', sign: 'I', unit: 'pA', source: { read: 'ammeter' }, uncertainty: '0.5' },
      { column: 'voltage', sign: 'U', unit: 'V', source: { read: 'voltmeter' }, uncertainty: '0.006' },
      { column: 'f-f', sign: 'f', unit: 'THz', source: { formula: '299792.458/λ' }, uncertainty: '' },
    ];
    return writeUp(task, {
      why: isByLight
        ? 'Толқын қысқа болса, фотон энергиясы көп.'
        : 'Бір фотонның энергиясы жарықтың күшіне тәуелді емес.',
      columns,
      rows: rowsBy(columns, readings, 'voltmeter'),
      x: isByLight ? 'f-f' : 'brightness',
      y: 'voltage',
      causes: ['zero'],
    });
  },
};
