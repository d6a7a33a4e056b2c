import type { Fit } from '../../model/fit.ts';
import { crossingOf } from '../../model/from-line.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';

/**
 * The volume that the scale does not count, by p = k/(V + v) of the pupil's own, or by the line of 1/p over V, which meets
 * the axis at −v.
 */
export function deadOf(fit: Fit): Estimate | undefined {
  const crossing = crossingOf(fit);
  if (crossing) return { value: -crossing.value, uncertainty: crossing.uncertainty };
  if (fit.kind !== 'own' || fit.names.length !== 2) return undefined;
  const at = fit.names.includes('v') ? fit.names.indexOf('v') : 1;
  const [value, uncertainty] = [fit.estimates.values[at], fit.estimates.errors[at]];
  return value === undefined || uncertainty === undefined ? undefined : { value, uncertainty };
}

function deedsOf({ factor }: LabTask): ReturnType<Careful['deeds']> {
  const isVolume = factor === 'volume';
  const levels = isVolume ? [60, 50, 40, 30, 20] : [5, 25, 45, 65, 85];
  const read = { after: 3000, deed: { read: 'sensor' } };
  return [
    { after: 2000, deed: { set: 'volume', to: isVolume ? 60 : 40 } },
    { after: 2000, deed: { do: 'close' } },
    ...levels.flatMap((to) => [
      { after: 2000, deed: { set: factor, to } },
      // Until the gas is as warm as the bath again, and the bath as it was set.
      { after: isVolume ? 60_000 : 900_000, deed: { read: 'thermometer' } },
      read,
      read,
      read,
    ]),
  ];
}

/** Five settings, each read three times once nothing moves any more. */
export const carefulGas: Careful = {
  deeds: deedsOf,
  write: (task, { readings }) => {
    let warm = readings[0];
    const rows = readings.flatMap((each) => {
      if (each.instrument === 'thermometer') {
        warm = each;
        return [];
      }
      const set = { volume: setCell(each, 'volume'), bath: setCell(each, 'bath') };
      return [{ ...set, ...(warm ? { warmth: shownCell(warm) } : {}), pressure: shownCell(each) }];
    });
    const isVolume = task.factor === 'volume';
    return writeUp(task, {
      why: isVolume ? 'Көлем азайса, молекулалар қабырғаға жиі соғылады.' : 'Қызған газдың молекулалары жылдам.',
      columns: [
        { column: 'volume', sign: 'V', unit: 'mL', source: { set: 'volume' }, uncertainty: '' },
        { column: 'bath', sign: 'tb', unit: 'C', source: { set: 'bath' }, uncertainty: '' },
        { column: 'warmth', sign: 't', unit: 'C', source: { read: 'thermometer' }, uncertainty: '0.1' },
        { column: 'pressure', sign: 'p', unit: 'kPa', source: { read: 'sensor' }, uncertainty: '0.2' },
      ],
      rows,
      x: task.factor,
      y: 'pressure',
      ...(task.fit === 'own' ? { own: 'k/(x+v)' } : {}),
      causes: ['heat'],
    });
  },
};
