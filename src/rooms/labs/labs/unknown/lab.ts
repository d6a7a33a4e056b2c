import type { Careful, LabIdentity, LabSpec, LabTask } from '../../model/lab.ts';
import { setCell, writeUp } from '../../model/write-up.ts';
import { cationOf, cations, cationSight, salts, sightOf, sights, tests } from './ions.ts';
import { saltOf, unknownModel, type Jar } from './model.ts';

const whatHolds = {
  factor: 'test',
  outcome: 'sight',
  held: [],
  direction: 'none',
  span: 0,
  repeats: 1,
  fit: 'line',
  without: ['fit', 'uncertainty'],
} as const;

const cation: LabIdentity = {
  name: 'cation',
  of: cations,
  truth: (hidden) => cationOf(saltOf(hidden)),
  shows: cationSight,
};
const salt: LabIdentity = { name: 'salt', of: salts, truth: saltOf, shows: sightOf };

const tasks: readonly LabTask[] = [
  { ...whatHolds, task: 'cation', grades: [9], objectives: ['9.4.1.1'], levels: 4, identity: cation },
  { ...whatHolds, task: 'salt', grades: [9, 10, 11], objectives: ['9.4.1.1', '9.4.1.3'], levels: 6, identity: salt },
];

/** Each test once; what agrees with all that was seen is the answer. */
const careful: Careful = {
  deeds: () =>
    tests.flatMap((to) => [
      { after: 2000, deed: { set: 'test', to } },
      { after: 3000, deed: { read: 'eyes' } },
    ]),
  write: (task, { readings }) => {
    const rows = readings.map((each) => {
      return { test: setCell(each, 'test'), sight: { text: sights[Number(each.shown)] ?? '', n: each.n } };
    });
    const left = task.identity?.of.filter((one) =>
      rows.every(({ test, sight }) => (task.identity?.shows(one, test.text) ?? sight.text) === sight.text),
    );
    const found = left?.[0] ?? '';
    const made = writeUp(task, {
      why: 'Жалынның, ерітіндінің және тұнбаның түсі ионға тән.',
      columns: [
        { column: 'test', sign: 'A', unit: '', source: { set: 'test' }, uncertainty: '' },
        { column: 'sight', sign: 'B', unit: '', source: { read: 'eyes' }, uncertainty: '' },
      ],
      rows,
      x: '',
      y: '',
      causes: ['wire'],
    });
    const { direction: _, ...hypothesis } = made.hypothesis;
    const { direction: __, ...conclusion } = made.conclusion;
    return {
      ...made,
      hypothesis: { ...hypothesis, guess: found },
      conclusion: { ...conclusion, result: found },
    };
  },
};

/** Which salt is in the jar: by flame, precipitates and gases. Each pupil has another. */
export const unknown: LabSpec<Jar> = {
  lab: 'unknown',
  version: 1,
  subject: 'chemistry',
  minutes: 40,
  hidden: [{ name: 'salt', from: 0, to: salts.length - 1, step: 1 }],
  controls: [{ name: 'test', kind: 'choice', of: tests, first: 'water' }],
  deeds: [],
  instruments: [
    {
      name: 'eyes',
      quantity: 'sight',
      unit: '',
      from: 0,
      to: sights.length - 1,
      step: 1,
      zero: 0,
      noise: 0,
      words: sights,
      scale: 'digital',
    },
  ],
  model: unknownModel,
  quantities: [
    { name: 'test', sign: 'A', unit: '', role: 'factor', by: { set: 'test' } },
    { name: 'sight', sign: 'B', unit: '', role: 'outcome', by: { read: 'eyes' } },
  ],
  causes: ['wire', 'dirty', 'little', 'colour'],
  tasks,
  careful,
};
