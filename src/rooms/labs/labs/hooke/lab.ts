import type { Fit } from '../../model/fit.ts';
import type { Careful, Estimate, LabSpec } from '../../model/lab.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';
import { hookeModel, type Spring } from './model.ts';

/** k is one over the slope of the place in centimetres over the force in newtons. */
function stiffnessOf(fit: Fit): Estimate | undefined {
  const [slope = 0, error = 0] = [fit.estimates.values[0], fit.estimates.errors[0]];
  if ((fit.kind !== 'line' && fit.kind !== 'proportional') || !(slope > 0)) return undefined;
  return { value: 100 / slope, uncertainty: (100 * error) / slope ** 2 };
}

const loads = [0, 50, 100, 150, 200];

const careful: Careful = {
  deeds: () =>
    loads.flatMap((to) => [
      { after: 1000, deed: { set: 'mass', to } },
      // Until it hangs still.
      ...[6000, 1000, 1000].map((after) => ({ after, deed: { read: 'scale' } })),
    ]),
  write: (task, { readings }) =>
    writeUp(task, {
      why: 'Жүк ауыр болса, серіппе көбірек созылады.',
      columns: [
        { column: 'mass', sign: 'm', unit: 'g', source: { set: 'mass' }, uncertainty: '' },
        { column: 'place', sign: 'x', unit: 'cm', source: { read: 'scale' }, uncertainty: '0.05' },
        { column: 'f-F', sign: 'F', unit: 'N', source: { formula: 'm*9.81/1000' }, uncertainty: '' },
      ],
      rows: readings.map((each) => ({ mass: setCell(each, 'mass'), place: shownCell(each) })),
      x: 'f-F',
      y: 'place',
      causes: ['eye'],
    }),
};

/** A spring and loads: how far it is stretched, and how stiff it is. */
export const hooke: LabSpec<Spring> = {
  lab: 'hooke',
  version: 1,
  subject: 'physics',
  minutes: 30,
  hidden: [
    { name: 'stiffness', from: 8, to: 30 },
    { name: 'first', from: 3, to: 8 },
  ],
  controls: [{ name: 'mass', kind: 'number', from: 0, to: 250, step: 10, unit: 'g', first: 0 }],
  deeds: [],
  instruments: [
    {
      name: 'scale',
      quantity: 'place',
      unit: 'cm',
      from: 0,
      to: 60,
      step: 0.1,
      zero: 0,
      noise: 0.05,
      scale: 'analogue',
    },
  ],
  model: hookeModel,
  quantities: [
    { name: 'mass', sign: 'm', unit: 'g', role: 'factor', by: { set: 'mass' } },
    { name: 'place', sign: 'x', unit: 'cm', role: 'outcome', by: { read: 'scale' } },
  ],
  causes: ['eye', 'swing', 'few'],
  tasks: [
    {
      task: 'stiffness',
      grades: [7],
      objectives: ['7.2.2.4', '7.2.2.5'],
      factor: 'mass',
      outcome: 'place',
      held: [],
      direction: 'grows',
      levels: 5,
      span: 0.6,
      repeats: 3,
      fit: 'line',
      result: {
        name: 'stiffness',
        sign: 'k',
        unit: 'N/m',
        from: stiffnessOf,
        truth: ({ stiffness = NaN }) => stiffness,
      },
    },
  ],
  careful,
};
