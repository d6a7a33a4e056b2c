import type { Fit } from '../../model/fit.ts';
import { log } from '../../model/elementary.ts';
import type { Careful, Estimate } from '../../model/lab.ts';
import type { Notebook } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';

/** The formula of the column that is plotted upwards. */
function plottedFormula({ columns, plot }: Notebook): string {
  const source = columns.find(({ column }) => column === plot.y)?.source;
  return source && 'formula' in source ? source.formula.replaceAll(' ', '') : '';
}

/**
 * The half-life in minutes: by the exponential of the counts, by that of their square root (which falls half as fast, and
 * whose points are all equally sure), or by the line of their logarithm.
 */
export function halfLifeOf(fit: Fit, notebook: Notebook): Estimate | undefined {
  const formula = plottedFormula(notebook);
  const isRoot = /^(sqrt\(|√)/u.test(formula) || /\^\(?(0[.,]5|1\/2)\)?$/u.test(formula);
  const isLogarithm = formula.startsWith('ln(');
  const at = fit.kind === 'exponential' ? 1 : fit.kind === 'line' && isLogarithm ? 0 : undefined;
  if (at === undefined || (fit.kind === 'exponential' && isLogarithm)) return undefined;
  const fall = -(fit.estimates.values[at] ?? 0) * (isRoot ? 2 : 1);
  const error = (fit.estimates.errors[at] ?? 0) * (isRoot ? 2 : 1);
  return fall > 0 ? { value: log(2) / fall, uncertainty: (log(2) * error) / fall ** 2 } : undefined;
}

/**
 * The dead time in microseconds: of x discs the tube counts m = a·x/(1 + a·x·b), where b is it. Whichever letter the pupil
 * gave it, and whether the counts are by the second, the millisecond or the microsecond: b is some 50 to 500 µs.
 */
export function deadTimeOf({ kind, at, estimates: { values, errors } }: Fit): Estimate | undefined {
  if (kind !== 'own' || values.length !== 2) return undefined;
  const isOf = (first: number, second: number): boolean =>
    [1, 2, 5].every((x) => Math.abs(at(x) - (first * x) / (1 + first * x * second)) <= 1e-9 * Math.abs(at(x)));
  const place = [1, 0].find((k) => isOf(values[1 - k] ?? NaN, values[k] ?? NaN));
  const [value = NaN, error = NaN] = place === undefined ? [] : [values[place], errors[place]];
  const unit = [1e6, 1e3, 1].find((each) => value * each > 20 && value * each < 2000);
  return unit === undefined ? undefined : { value: value * unit, uncertainty: error * unit };
}

type Paused = { readonly after: number; readonly deed: Deed };
const did = (deed: Deed, after = 1500): Paused => ({ after, deed });

const minutes = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5];
const seconds = 30;
/** So long one looks on after a count has ended. Milliseconds. */
const pause = 2000;

/** The background eight times; then three drops, each counted at nine ages. */
function halfLifeDeeds(): readonly Paused[] {
  const counted = (instrument: string, wait: number): readonly Paused[] => [
    did({ do: 'count' }),
    did({ read: instrument }, wait),
  ];
  return [
    did({ set: 'interval', to: seconds }),
    ...Array.from({ length: 8 }, () => counted('background', 1000 * seconds + pause)).flat(),
    did({ set: 'source', to: 'drop' }),
    ...Array.from({ length: 3 }, () => [
      did({ do: 'fresh' }),
      ...minutes.flatMap((to, k) => [
        did({ set: 'time', to }, 1000),
        did({ do: 'count' }, 1000),
        // The timer begins to count at the drop's age: the first is seen so long after, each other a minute later.
        did({ read: 'counter' }, k === 0 ? 1000 * (60 * to + seconds) : 60_000 - 2000),
      ]),
    ]).flat(),
  ];
}

function deadTimeDeeds(): readonly Paused[] {
  return [
    did({ set: 'source', to: 'discs' }),
    did({ set: 'interval', to: 60 }),
    ...[1, 2, 3, 4, 5, 6].flatMap((to) => [
      did({ set: 'discs', to }),
      ...Array.from({ length: 3 }, () => [did({ do: 'count' }), did({ read: 'counter' }, 60_000 + pause)]).flat(),
    ]),
  ];
}

export const carefulDecay: Careful = {
  deeds: ({ task }) => (task === 'dead-time' ? deadTimeDeeds() : halfLifeDeeds()),
  write: (task, { readings }) => {
    const counts = readings.filter(({ instrument }) => instrument === 'counter');
    const around = readings.flatMap(({ instrument, shown }) => (instrument === 'background' ? Number(shown) : []));
    const mean = around.reduce((sum, each) => sum + each, 0) / Math.max(1, around.length);
    const isHalfLife = task.task === 'half-life';
    const factor = isHalfLife
      ? { column: 'time', sign: 't', unit: 'min', source: { set: 'time' }, uncertainty: '' }
      : { column: 'discs', sign: 'k', unit: '', source: { set: 'discs' }, uncertainty: '' };
    const formula = isHalfLife ? `sqrt(N-${mean.toFixed(1)})` : 'N/60000';
    return writeUp(task, {
      why: isHalfLife ? 'Ядролар ыдыраған сайын азая береді.' : 'Бөлшек көп болса, түтікше көбірек өткізіп алады.',
      columns: [
        factor,
        { column: 'count', sign: 'N', unit: '', source: { read: 'counter' }, uncertainty: isHalfLife ? '30' : '300' },
        { column: 'f-y', sign: 'y', unit: isHalfLife ? '' : '1/ms', source: { formula }, uncertainty: '' },
      ],
      rows: counts.map((each) => ({ [factor.column]: setCell(each, factor.column), count: shownCell(each) })),
      x: factor.column,
      y: 'f-y',
      own: isHalfLife ? '' : 'a*x/(1+a*x*b)',
      causes: ['chance'],
    });
  },
};
