import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Seed } from '../../model/noise.ts';
import type { Column } from '../../model/notebook.ts';
import { hiddenOf, type Deed, type HiddenSpec } from '../../model/world.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';
import { inclineModel, type Incline } from './model.ts';

export const inclineHidden: readonly HiddenSpec[] = [
  { name: 'slide', from: 0.15, to: 0.35 },
  { name: 'more', from: 0.06, to: 0.12 },
];

/** The mean of what is plotted upwards, whichever curve is drawn: a coefficient that depends on nothing across. */
export function meanOf({ points }: Fit): Estimate | undefined {
  const count = points.length;
  if (count < 2) return undefined;
  const value = points.reduce((sum, { y }) => sum + y, 0) / count;
  const square = points.reduce((sum, { y }) => sum + (y - value) ** 2, 0);
  return { value, uncertainty: Math.sqrt(square / (count * (count - 1))) };
}

/** A pupil at the bench, who sees whether the block slides. */
function atBench(seed: Seed) {
  const deeds: { after: number; deed: Deed }[] = [];
  let state: Incline = inclineModel.begin(hiddenOf(inclineHidden, seed));
  return {
    deeds,
    slides: (): boolean => state.run !== undefined,
    hand: (after: number, deed: Deed): void => {
      deeds.push({ after, deed });
      state = inclineModel.advance(state, after);
      const done = 'read' in deed ? undefined : inclineModel.act(state, deed, seed, deeds.length);
      if (done?.ok) state = done.value;
    },
  };
}

/** Raises the board by tenths of a degree from where it surely holds, until the block slides. */
function slips(seed: Seed): ReturnType<Careful['deeds']> {
  const { deeds, slides, hand } = atBench(seed);
  let slipped = 0;
  for (const mass of [100, 200, 300, 400, 500]) {
    for (let turn = 0; turn < 3; turn++) {
      hand(6000, { do: 'hold' });
      let tenths = slipped === 0 ? 50 : slipped - 35;
      hand(1000, { set: 'angle', to: tenths / 10 });
      hand(1000, { set: 'mass', to: mass });
      hand(1000, { do: 'release' });
      // The first time by whole degrees, to know about where.
      const step = slipped === 0 ? 10 : 1;
      for (; !slides() && tenths < 450; tenths += step) hand(500, { set: 'angle', to: (tenths + step) / 10 });
      if (slipped === 0) {
        slipped = tenths;
        turn = -1;
        continue;
      }
      hand(1500, { read: 'level' });
    }
  }
  return deeds;
}

function runs({ factor }: LabTask, seed: Seed): ReturnType<Careful['deeds']> {
  const { deeds, hand } = atBench(seed);
  const levels = factor === 'gap' ? [20, 40, 60, 80, 100] : [29, 33, 37, 41, 45];
  const first: Deed = factor === 'gap' ? { set: 'angle', to: 35 } : { set: 'gap', to: 80 };
  hand(1000, first);
  for (const to of levels) {
    for (let turn = 0; turn < 3; turn++) {
      hand(3000, { do: 'hold' });
      hand(1000, { set: factor, to });
      hand(1500, { do: 'release' });
      hand(4000, { read: 'timer' });
    }
  }
  return deeds;
}

const formula = (sign: string, text: string, unit = ''): Column => {
  return { column: `f-${sign}`, sign, unit, source: { formula: text }, uncertainty: '' };
};

const made: Readonly<Record<string, { columns: readonly Column[]; x: string; y: string }>> = {
  // It slipped somewhere within the last tenth of a degree.
  static: { columns: [formula('k', 'tan((b-0.05)*pi/180)')], x: 'mass', y: 'f-k' },
  path: { columns: [formula('q', 't^2', 's²')], x: 'gap', y: 'f-q' },
  kinetic: {
    columns: [formula('w', '2*s/100/t^2', 'm/s²'), formula('k', 'tan(a*pi/180)-w/(9.81*cos(a*pi/180))')],
    x: 'angle',
    y: 'f-k',
  },
};

/** A block that is let go again and again: each time it lies at another place of the board. */
export const carefulIncline: Careful = {
  deeds: (task, seed) => (task.task === 'static' ? slips(seed) : runs(task, seed)),
  write: (task, { readings }) => {
    const { columns = [], x = '', y = '' } = made[task.task] ?? {};
    const isStatic = task.task === 'static';
    const seen: Column = isStatic
      ? { column: 'tilt', sign: 'b', unit: 'deg', source: { read: 'level' }, uncertainty: '0.2' }
      : { column: 'time', sign: 't', unit: 's', source: { read: 'timer' }, uncertainty: '0.01' };
    const set = (column: string, sign: string, unit: string): Column => {
      return { column, sign, unit, source: { set: column }, uncertainty: '' };
    };
    return writeUp(task, {
      why: isStatic ? 'Үйкеліс те, ауырлық та массаға пропорционал.' : 'Тақтай тік болса, үдеу үлкен болады.',
      columns: [
        set('mass', 'm', 'g'),
        ...(isStatic ? [] : [set('angle', 'a', 'deg'), set('gap', 's', 'cm')]),
        seen,
        ...columns,
      ],
      rows: readings.map((each) => ({
        mass: setCell(each, 'mass'),
        ...(isStatic ? {} : { angle: setCell(each, 'angle'), gap: setCell(each, 'gap') }),
        [seen.column]: shownCell(each),
      })),
      x,
      y,
      causes: ['uneven'],
    });
  },
};
