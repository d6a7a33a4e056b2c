import type { Fit } from '../../model/fit.ts';
import { slopeOf } from '../../model/from-line.ts';
import type { Careful, Estimate } from '../../model/lab.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { doubleSlit } from './model.ts';

/** Which power of ten of the pupil's units gives a wavelength of visible light, in nanometres. */
function visible({ value, uncertainty }: Estimate): Estimate | undefined {
  const unit = [1, 1e3, 1e5, 1e6, 1e7, 1e9].find((each) => value * each > 350 && value * each < 800);
  return unit === undefined ? undefined : { value: value * unit, uncertainty: uncertainty * unit };
}

/** λ = d·b/L: the slope of the width of one fringe over the distance, times d. The ruler alone shows many fringes at once. */
export function byFringes(fit: Fit, { columns, plot }: Notebook): Estimate | undefined {
  const slope = slopeOf(fit);
  const isOne = columns.some(({ column, source }) => column === plot.y && 'formula' in source);
  return slope && isOne
    ? visible({ value: slope.value * doubleSlit, uncertainty: slope.uncertainty * doubleSlit })
    : undefined;
}

/** Spots of this order are measured where the distance is what changes. */
const measuredOrder = 5;

/** The slope of sin φ over m·N, or over m alone, is the wavelength, in the unit of one over N. */
export function byOrders(fit: Fit): Estimate | undefined {
  const slope = slopeOf(fit);
  return slope && visible(slope);
}

const fringes: readonly Deed[] = [60, 90, 120, 150, 180, 200].flatMap((to): readonly Deed[] => [
  { set: 'distance', to },
  ...[1, 2, 3].map((): Deed => ({ read: 'ruler' })),
]);
const orders: readonly Deed[] = [1, 2, 3, 4, 5].flatMap((to): readonly Deed[] => [
  { set: 'order', to },
  ...[1, 2, 3].map((): Deed => ({ read: 'ruler' })),
]);

export const carefulGrating: Careful = {
  deeds: ({ task }) => {
    const first: readonly Deed[] =
      task === 'fringes'
        ? [{ set: 'slide', to: 'double' }, { set: 'order', to: measuredOrder }, ...fringes]
        : [{ set: 'slide', to: '100' }, { set: 'distance', to: 120 }, ...orders];
    return first.map((deed) => ({ after: 1500, deed }));
  },
  write: (task, { readings }) => {
    const isFringes = task.task === 'fringes';
    const columns: readonly Column[] = [
      { column: 'distance', sign: 'L', unit: 'cm', source: { set: 'distance' }, uncertainty: '' },
      { column: 'order', sign: 'm', unit: '', source: { set: 'order' }, uncertainty: '' },
      { column: 'width', sign: 'x', unit: 'mm', source: { read: 'ruler' }, uncertainty: '0.5' },
      isFringes
        ? { column: 'f-y', sign: 'b', unit: 'mm', source: { formula: 'x/(2*m)' }, uncertainty: '' }
        : { column: 'f-y', sign: 's', unit: '', source: { formula: 'x/sqrt(x^2+(20*L)^2)' }, uncertainty: '' },
      { column: 'f-x', sign: 'q', unit: '1/mm', source: { formula: 'm*100' }, uncertainty: '' },
    ];
    return writeUp(task, {
      why: isFringes ? 'Экран алыс болса, сәулелер көбірек ажырайды.' : 'Рет саны артса, бұрыш та артады.',
      columns,
      rows: rowsBy(columns, readings, 'ruler'),
      x: isFringes ? 'distance' : 'f-x',
      y: 'f-y',
      causes: ['ruler'],
    });
  },
};
