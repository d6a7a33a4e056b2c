import { rowsOf, writtenBy } from '../../model/careful.ts';
import type { Careful, Estimate } from '../../model/lab.ts';
import type { Fit } from '../../model/fit.ts';
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
      const late = 800 + 400 * gaussian(seed, eye, 3 * level + nth);
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
    const time = { column: 'time', sign: 't', unit: 's', source: { read: 'clock' } };
    if (task.task === 'course') {
      return writtenBy(task, {
        why: 'Плита мұзды да, суды да қыздырады.',
        columns: [
          { ...time, uncertainty: '' },
          { column: 'temperature', sign: 'T', unit: 'C', source: { read: 'thermometer' }, uncertainty: '' },
        ],
        rows: rowsOf(readings, 'thermometer', { time: { read: 'clock' }, temperature: { read: 'thermometer' } }),
        plot: { x: 'time', y: 'temperature' },
        causes: ['eye'],
        text: 'Мұз ерігенде температура 0 °C-та тұрды, су қайнағанда 100 °C-та тұрды.',
      });
    }
    return writtenBy(task, {
      why: 'Мұз көп болса, оны ерітуге көп жылу керек.',
      columns: [
        { column: 'mass', sign: 'm', unit: 'g', source: { set: 'mass' }, uncertainty: '' },
        { ...time, uncertainty: '1' },
      ],
      rows: rowsOf(readings, 'clock', { mass: { set: 'mass' }, time: { read: 'clock' } }),
      plot: { x: 'mass', y: 'time' },
      causes: ['late'],
      text: 'Мұздың массасы артқанда, еру уақыты да артты.',
    });
  },
};
