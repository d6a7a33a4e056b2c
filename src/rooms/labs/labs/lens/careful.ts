import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate } from '../../model/lab.ts';
import { gaussian, streamOf } from '../../model/noise.ts';
import type { Column } from '../../model/notebook.ts';
import { hiddenOf, type HiddenSpec } from '../../model/world.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';
import { opening } from './model.ts';

export const lensHidden: readonly HiddenSpec[] = [{ name: 'focal', from: 8, to: 12 }];

/** What a practised eye still takes for sharp: standard deviation of the blur, in millimetres. */
const eye = 0.3;
const levels = [20, 26, 36, 56, 100];

/** f by 1/d′ = 1/f − 1/d: the height at which the line meets the axis, or the b of the pupil's own `b-x`. */
export function focalOf(fit: Fit): Estimate | undefined {
  const at = fit.kind === 'line' ? 1 : fit.kind === 'own' && fit.names.length === 1 ? 0 : -1;
  const [inverse, error] = [fit.estimates.values[at], fit.estimates.errors[at]];
  if (inverse === undefined || error === undefined || !(inverse > 0)) return undefined;
  return { value: 1 / inverse, uncertainty: error / inverse ** 2 };
}

const columns: readonly Column[] = [
  { column: 'object', sign: 'd', unit: 'cm', source: { set: 'object' }, uncertainty: '' },
  { column: 'image', sign: 's', unit: 'cm', source: { read: 'rail' }, uncertainty: '0.2' },
];
const inverses: readonly Column[] = [
  { column: 'f-X', sign: 'X', unit: '1/cm', source: { formula: '1/d' }, uncertainty: '' },
  { column: 'f-Y', sign: 'Y', unit: '1/cm', source: { formula: '1/s' }, uncertainty: '' },
];
const height: Column = { column: 'height', sign: 'h', unit: 'mm', source: { read: 'ruler' }, uncertainty: '0.5' };

/** Five distances, and for each the screen is brought to the sharpest picture three times anew. */
export const carefulLens: Careful = {
  deeds: (task, seed) => {
    const { focal = 10 } = hiddenOf(lensHidden, seed);
    let n = 0;
    return levels.flatMap((object) => [
      { after: 2000, deed: { set: 'object', to: object } },
      ...[1, 2, 3].flatMap(() => {
        const sharp = 1 / (1 / focal - 1 / object);
        const to = sharp * (1 + (eye / opening) * gaussian(seed, streamOf('eye'), n++));
        return [
          { after: 6000, deed: { set: 'screen', to: Math.round(to * 10) / 10 } },
          { after: 2000, deed: { read: 'rail' } },
          ...(task.outcome === 'height' ? [{ after: 2000, deed: { read: 'ruler' } }] : []),
        ];
      }),
    ]);
  },
  write: (task, { readings }) => {
    const isHeight = task.outcome === 'height';
    const rows = readings.flatMap((each, k) => {
      if (each.instrument !== 'rail') return [];
      const tall = readings[k + 1];
      const row = { object: setCell(each, 'object'), image: shownCell(each) };
      return [isHeight && tall ? { ...row, height: shownCell(tall) } : row];
    });
    const isFocal = task.task === 'focal';
    return writeUp(task, {
      why: 'Зат алыстаса, оның кескіні фокусқа жақындайды.',
      columns: [...columns, ...(isHeight ? [height] : []), ...(isFocal ? inverses : [])],
      rows,
      x: isFocal ? 'f-X' : 'object',
      y: isFocal ? 'f-Y' : task.outcome,
      ...(isFocal ? { own: 'b-x' } : {}),
      causes: ['sharp'],
    });
  },
};
