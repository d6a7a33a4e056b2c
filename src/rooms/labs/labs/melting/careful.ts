import type { Careful, Estimate } from '../../model/lab.ts';
import type { Fit } from '../../model/fit.ts';
import type { Column } from '../../model/notebook.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import { hiddenOf, type Deed } from '../../model/world.ts';
import { meltingHidden, meltSeconds } from './model.ts';

type Step = { readonly after: number; readonly deed: Deed };

/** Seconds for one gram: the slope of the time over the mass. */
export function gramOf(fit: Fit): Estimate | undefined {
  const [slope = 0, error = 0] = [fit.estimates.values[0], fit.estimates.errors[0]];
  if ((fit.kind !== 'line' && fit.kind !== 'proportional') || !(slope > 0)) return undefined;
  return { value: slope, uncertainty: error };
}

/** Both instruments, each half minute. */
function course(): readonly Step[] {
  const readings = Array.from({ length: 14 }, (_, k): readonly Step[] => [
    { after: k === 0 ? 500 : 30_000, deed: { read: 'clock' } },
    { after: 0, deed: { read: 'thermometer' } },
  ]);
  return [{ after: 1000, deed: { do: 'heat' } }, ...readings.flat()];
}

/** The plate goes off once no ice is seen any more, some tenths of a second late. */
function masses(seed: Seed): readonly Step[] {
  const { power = 200, first = -8 } = hiddenOf(meltingHidden, seed);
  const eye = streamOf('eye');
  return [50, 100, 150, 200].flatMap((mass, level) =>
    [0, 1, 2].flatMap((nth): readonly Step[] => {
      const late = 1500 + 700 * gaussian(seed, eye, 3 * level + nth);
      return [
        { after: 1000, deed: { do: 'fresh' } },
        { after: 1000, deed: { set: 'mass', to: mass } },
        { after: 1000, deed: { do: 'heat' } },
        { after: 1000 * meltSeconds({ power, first }, mass) + late, deed: { do: 'off' } },
        { after: 1000, deed: { read: 'clock' } },
      ];
    }),
  );
}

/** Reads the thermometer each half minute; or melts four masses of ice, three times each. */
export const carefulMelting: Careful = {
  deeds: ({ task }, seed) => (task === 'course' ? course() : masses(seed)),
  write: (task, { readings }) => {
    const isCourse = task.task === 'course';
    const time: Column = { column: 'time', sign: 't', unit: 's', source: { read: 'clock' }, uncertainty: '1' };
    const columns: readonly Column[] = isCourse
      ? [time, { column: 'temperature', sign: 'T', unit: 'C', source: { read: 'thermometer' }, uncertainty: '0.5' }]
      : [{ column: 'mass', sign: 'm', unit: 'g', source: { set: 'mass' }, uncertainty: '' }, time];
    return writeUp(task, {
      why: isCourse ? 'Плита мұзды да, суды да қыздырады.' : 'Мұз көп болса, оны ерітуге көп жылу керек.',
      columns,
      rows: rowsBy(columns, readings, isCourse ? 'thermometer' : 'clock'),
      x: task.factor,
      y: task.outcome,
      causes: [isCourse ? 'eye' : 'late'],
    });
  },
};
