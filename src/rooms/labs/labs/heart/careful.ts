import { log } from '../../model/elementary.ts';
import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate } from '../../model/lab.ts';
import type { Column } from '../../model/notebook.ts';
import type { Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';

type Step = { readonly after: number; readonly deed: Deed };

/** Beats for each step: the slope. */
export function gainOf(fit: Fit): Estimate | undefined {
  if (fit.kind !== 'line') return undefined;
  return { value: fit.estimates.values[0] ?? 0, uncertainty: fit.estimates.errors[0] ?? 0 };
}

/**
 * Seconds of recovery, by any fit that comes down as one exponential: from three of its values. How sure it is says the
 * parameter that is this time, or one over it.
 */
export function calmOf({ kind, at, estimates }: Fit): Estimate | undefined {
  const span = 20;
  const ratio = (at(0) - at(span)) / (at(span) - at(2 * span));
  if ((kind !== 'own' && kind !== 'exponential') || !(ratio > 1) || !Number.isFinite(ratio)) return undefined;
  const value = span / log(ratio);
  for (const [k, each] of estimates.values.entries()) {
    const error = estimates.errors[k] ?? 0;
    if (Math.abs(Math.abs(each) - value) < 1e-6 * value) return { value, uncertainty: error };
    if (Math.abs(Math.abs(each) * value - 1) < 1e-6) return { value, uncertainty: error * value * value };
  }
  return undefined;
}

const levels = [0, 10, 20, 30, 40];

function loads(instrument: string): readonly Step[] {
  const settled = levels.flatMap((to): readonly Step[] => [
    { after: 1000, deed: { set: 'steps', to } },
    ...[180_000, 15_000, 15_000].map((after) => ({ after, deed: { read: instrument } })),
  ]);
  return [{ after: 1000, deed: { do: 'start' } }, ...settled];
}

const recovery: readonly Step[] = [
  { after: 1000, deed: { set: 'steps', to: 30 } },
  { after: 1000, deed: { do: 'start' } },
  { after: 180_000, deed: { do: 'stop' } },
  ...Array.from({ length: 26 }, (_, k): readonly Step[] => [
    { after: k === 0 ? 1000 : 8000, deed: { read: 'clock' } },
    { after: 0, deed: { read: 'pulse' } },
  ]).flat(),
];

const pulse: Column = { column: 'pulse', sign: 'P', unit: '1/min', source: { read: 'pulse' }, uncertainty: '2' };
const breath: Column = { column: 'breath', sign: 'B', unit: '1/min', source: { read: 'breath' }, uncertainty: '1' };
const steps: Column = { column: 'steps', sign: 'n', unit: '1/min', source: { set: 'steps' }, uncertainty: '' };
const time: Column = { column: 'time', sign: 't', unit: 's', source: { read: 'clock' }, uncertainty: '' };

/** Five loads, each until the pulse stands; or the pulse each eight seconds after work. */
export const carefulHeart: Careful = {
  deeds: ({ task, outcome }) => (task === 'recovery' ? recovery : loads(outcome)),
  write: (task, { readings }) => {
    const isRecovery = task.task === 'recovery';
    const columns = isRecovery ? [time, pulse] : [steps, task.outcome === 'pulse' ? pulse : breath];
    return writeUp(task, {
      why: isRecovery ? 'Бұлшықетке енді аз оттек керек.' : 'Бұлшықет көп жұмыс істесе, оған көп оттек керек.',
      columns,
      rows: rowsBy(columns, readings, task.outcome),
      x: task.factor,
      y: task.outcome,
      own: isRecovery ? 'a + b*exp(-x/c)' : '',
      causes: ['early'],
    });
  },
};
