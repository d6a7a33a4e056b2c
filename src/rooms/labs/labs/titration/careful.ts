import type { Fit } from '../../model/fit.ts';
import type { Careful, CarefulBench, Estimate, LabTask } from '../../model/lab.ts';
import type { Seed } from '../../model/noise.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import type { Seen } from '../../model/seen.ts';
import { hiddenOf, type Deed } from '../../model/world.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { hiddenAcids } from './hidden.ts';
import { base, flaskPh, titrationModel, type Titration } from './model.ts';

type Step = { readonly after: number; readonly deed: Deed };

/** The concentration of an acid that gives so many protons, by the line of base used over acid taken: c = slope · c(base) / protons. */
export const concentrationBy =
  (protons: number) =>
  ({ kind, estimates }: Fit): Estimate | undefined => {
    const [slope = 0, error = 0] = [estimates.values[0], estimates.errors[0]];
    if ((kind !== 'line' && kind !== 'proportional') || !(slope > 0)) return undefined;
    return { value: (slope * base) / protons, uncertainty: (error * base) / protons };
  };

/** pKa is the pH at which as much acid is neutralised as is left: the line of pH over lg(V/(Ve − V)) has the slope 1 and pKa at 0. */
export function pkBy({ kind, estimates }: Fit): Estimate | undefined {
  const [slope = 0, pk = NaN] = estimates.values;
  if (kind !== 'line' || Math.abs(slope - 1) > 0.25) return undefined;
  return { value: pk, uncertainty: estimates.errors[1] ?? Infinity };
}

/** A hand at the bench that sees the flask. */
function handOf(seed: Seed) {
  let state: Titration = titrationModel.begin(hiddenOf(hiddenAcids, seed));
  const steps: Step[] = [];
  const after = (deed: Deed): Titration => {
    const done = titrationModel.act(state, deed, seed, steps.length + 1);
    return done.ok ? done.value : state;
  };
  const go = (deed: Deed, pause = 400): void => {
    state = titrationModel.advance(state, pause);
    state = after(deed);
    steps.push({ after: pause, deed });
  };
  /** Runs base in until so much of it is in, or until the indicator turns: at first in a stream, then drop by drop. */
  const runTo = (isThere: (state: Titration) => boolean): void => {
    while (!isThere(after({ do: 'stream' })) && state.added < 23) go({ do: 'stream' });
    while (!isThere(state) && state.added < 24.9) go({ do: 'drop' });
  };
  return { steps, go, runTo };
}

/** The pH at which the eye sees the colour of the whole flask stay. */
const seenAt: Readonly<Record<string, number>> = { phenolphthalein: 8.7, thymolphthalein: 9.6 };
const aliquots = [4, 8, 12, 16, 20];
const shares = [0.3, 0.37, 0.44, 0.51, 0.58, 0.65, 0.72, 0.79];

function deedsOf({ task }: LabTask, seed: Seed): readonly Step[] {
  const { steps, go, runTo } = handOf(seed);
  const acid = task === 'neutral' ? 'hydrochloric' : task === 'weak' ? 'unknown' : 'phosphoric';
  const indicator = task === 'polyprotic' ? 'thymolphthalein' : 'phenolphthalein';
  const hasTurned = (state: Titration): boolean => flaskPh(state) >= (seenAt[indicator] ?? 7);
  go({ set: 'acid', to: acid });
  go({ set: 'indicator', to: indicator });
  if (task === 'weak') {
    const { weak = 0.1 } = hiddenOf(hiddenAcids, seed);
    const whole = (weak * 20) / base;
    go({ set: 'aliquot', to: 20 });
    for (let n = 0; n < 5; n++) {
      runTo(hasTurned);
      go({ read: 'burette' });
      go({ do: 'fresh' });
    }
    for (let n = 0; n < 2; n++) {
      for (const share of shares) {
        runTo(({ added }) => added >= share * whole);
        go({ read: 'burette' }, 1500);
        go({ read: 'ph' }, 12_000);
      }
      go({ do: 'fresh' });
    }
    return steps;
  }
  for (const to of aliquots) {
    go({ set: 'aliquot', to });
    for (let n = 0; n < 3; n++) {
      runTo(hasTurned);
      go({ read: 'burette' }, 1500);
      go({ do: 'fresh' });
    }
  }
  return steps;
}

const volume: Column = {
  column: 'volume',
  sign: 'V',
  unit: 'mL',
  source: { read: 'burette' },
  uncertainty: '0.1',
};

/** The volume at which the unknown acid is neutralised: the mean of what the burette showed when the indicator turned. */
function wholeBy(readings: readonly Seen[]): number {
  const first = readings.findIndex(({ instrument }) => instrument === 'ph');
  const ends = readings.slice(0, first - 1).map(({ shown }) => Number(shown));
  return ends.reduce((sum, each) => sum + each, 0) / Math.max(1, ends.length);
}

function write(task: LabTask, { readings }: CarefulBench): Notebook {
  if (task.task === 'weak') {
    const whole = wholeBy(readings).toFixed(2);
    const columns: readonly Column[] = [
      volume,
      { column: 'ph', sign: 'pH', unit: '', source: { read: 'ph' }, uncertainty: '0.05' },
      { column: 'f-x', sign: 'x', unit: '', source: { formula: `lg(V/(${whole}-V))` }, uncertainty: '' },
    ];
    return writeUp(task, {
      why: 'Сілті қосқан сайын ерітіндідегі H⁺ ионы азаяды.',
      columns,
      rows: rowsBy(columns, readings, 'ph'),
      x: 'f-x',
      y: 'ph',
      causes: ['meniscus'],
    });
  }
  const columns: readonly Column[] = [
    { column: 'aliquot', sign: 'Va', unit: 'mL', source: { set: 'aliquot' }, uncertainty: '' },
    volume,
  ];
  return writeUp(task, {
    why: 'Қышқыл көп болса, оны бейтараптауға сілті де көп кетеді.',
    columns,
    rows: rowsBy(columns, readings, 'burette'),
    x: 'aliquot',
    y: 'volume',
    causes: ['drop'],
  });
}

/** Five portions of acid, titrated three times each; for the unknown acid sixteen readings of pH between start and end. */
export const carefulTitration: Careful = { deeds: deedsOf, write };
