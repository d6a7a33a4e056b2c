import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';

/** K as the slope of the complex over the product of what is left of both ions: two worked-out columns in moles a litre. */
export function constantOf(fit: Fit, { columns, plot }: Notebook): Estimate | undefined {
  const isMade = (name: string): boolean =>
    columns.some(({ column, source }) => column === name && 'formula' in source);
  const [slope = 0, error = 0] = [fit.estimates.values[0], fit.estimates.errors[0]];
  const isSound = (fit.kind === 'line' || fit.kind === 'proportional') && isMade(plot.x) && isMade(plot.y) && slope > 0;
  return isSound ? { value: slope, uncertainty: error } : undefined;
}

/** Five mixtures, each made up and measured three times. */
export const carefulEquilibrium: Careful = {
  deeds: ({ task, factor }) => [
    { after: 1000, deed: { do: 'zero', with: ['colorimeter'] } },
    { after: 1000, deed: task === 'shift' ? { set: 'thiocyanate', to: 3 } : { set: 'iron', to: 5 } },
    ...[1, 2, 3, 4, 5].flatMap((to) => [
      { after: 2000, deed: { set: factor, to } },
      ...[0, 1, 2].flatMap(() => [
        { after: 4000, deed: { do: 'mix' } },
        { after: 4000, deed: { read: 'colorimeter' } },
      ]),
    ]),
  ],
  write: (task, { readings }) => {
    const formula = (sign: string, of: string) => {
      return { column: `f-${sign}`, sign, unit: '', source: { formula: of }, uncertainty: '' };
    };
    const isConstant = task.task === 'constant';
    return writeUp(task, {
      why: 'Әрекеттесуші заттың концентрациясы артса, тепе-теңдік өнімге қарай ығысады.',
      columns: [
        { column: 'iron', sign: 'a', unit: 'mL', source: { set: 'iron' }, uncertainty: '' },
        { column: 'thiocyanate', sign: 'b', unit: 'mL', source: { set: 'thiocyanate' }, uncertainty: '' },
        { column: 'absorbance', sign: 'A', unit: '', source: { read: 'colorimeter' }, uncertainty: '0.003' },
        ...(isConstant
          ? [
              formula('c', 'A/4700'),
              formula('F', 'a*0.002/10'),
              formula('S', 'b*0.002/10'),
              formula('P', '(F-c)*(S-c)'),
            ]
          : []),
      ],
      rows: readings.map((each) => ({
        iron: setCell(each, 'iron'),
        thiocyanate: setCell(each, 'thiocyanate'),
        absorbance: shownCell(each),
      })),
      x: isConstant ? 'f-P' : task.factor,
      y: isConstant ? 'f-c' : 'absorbance',
      causes: ['pipette'],
    });
  },
};
