import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabSpec, LabTask } from '../../model/lab.ts';
import type { Column } from '../../model/notebook.ts';
import { rowsBy, writeUp } from '../../model/write-up.ts';
import { cellModel, standards, type Cell } from './model.ts';

const concentrations = ['1', '0.1', '0.01', '0.001', '0.0001'];

/** E° of the unknown metal: the line of voltage over lg c (or ln c) has at c = 1 mol/L the voltage E°(Cu) − E°(X). */
function potentialOf({ kind, estimates }: Fit): Estimate | undefined {
  const [slope = 0, whole = NaN] = estimates.values;
  if (kind !== 'line' || slope < 0.008 || slope > 0.05) return undefined;
  return { value: (standards['copper'] ?? 0) - whole, uncertainty: estimates.errors[1] ?? Infinity };
}

const columns: readonly Column[] = [
  { column: 'concentration', sign: 'c', unit: 'mol/L', source: { set: 'concentration' }, uncertainty: '' },
  { column: 'voltage', sign: 'E', unit: 'V', source: { read: 'voltmeter' }, uncertainty: '0.002' },
  { column: 'f-x', sign: 'x', unit: '', source: { formula: 'lg(c)' }, uncertainty: '' },
];

const careful: Careful = {
  deeds: ({ task }) => [
    { after: 1000, deed: { set: 'metal', to: task === 'potential' ? 'unknown' : 'zinc' } },
    { after: 1000, deed: { do: 'bridge' } },
    { after: 1000, deed: { do: 'wires' } },
    ...concentrations.flatMap((to) => [
      { after: 1000, deed: { set: 'concentration', to } },
      ...[15_000, 2000, 2000].map((after) => ({ after, deed: { read: 'voltmeter' } })),
    ]),
  ],
  write: (task, { readings }) =>
    writeUp(task, {
      why: 'Мыс ионы көп болса, ол электронды оңай қосып алады.',
      columns,
      rows: rowsBy(columns, readings, 'voltmeter'),
      x: 'f-x',
      y: 'voltage',
      causes: ['rest'],
    }),
};

const byConcentration = {
  factor: 'concentration',
  outcome: 'voltage',
  held: ['metal'],
  direction: 'grows',
  levels: 5,
  span: 0.6,
  repeats: 3,
  fit: 'line',
  objectives: ['10.2.3.4'],
} as const;

const tasks: readonly LabTask[] = [
  { ...byConcentration, task: 'nernst', grades: [10] },
  {
    ...byConcentration,
    task: 'potential',
    grades: [11],
    result: {
      name: 'potential',
      sign: 'E°',
      unit: 'V',
      from: potentialOf,
      truth: ({ potential = NaN }) => potential,
    },
  },
];

/** A galvanic cell: its voltage by the metals and by the concentration of their ions. */
export const cell: LabSpec<Cell> = {
  lab: 'cell',
  version: 1,
  subject: 'chemistry',
  minutes: 30,
  hidden: [{ name: 'potential', from: -0.95, to: 0.15 }],
  controls: [
    { name: 'metal', kind: 'choice', of: ['zinc', 'iron', 'lead', 'unknown'], first: 'zinc' },
    { name: 'concentration', kind: 'choice', of: concentrations, first: '1' },
  ],
  deeds: ['bridge', 'wires', 'swap'],
  instruments: [
    {
      name: 'voltmeter',
      quantity: 'voltage',
      unit: 'V',
      from: -2,
      to: 2,
      step: 0.001,
      zero: 0,
      noise: 0.002,
      isFleeting: true,
      scale: 'digital',
    },
  ],
  model: cellModel,
  quantities: [
    { name: 'metal', sign: 'M', unit: '', role: 'factor', by: { set: 'metal' } },
    { name: 'concentration', sign: 'c', unit: 'mol/L', role: 'factor', by: { set: 'concentration' } },
    { name: 'voltage', sign: 'E', unit: 'V', role: 'outcome', by: { read: 'voltmeter' } },
  ],
  causes: ['rest', 'solution', 'surface', 'warmth'],
  tasks,
  careful,
};
