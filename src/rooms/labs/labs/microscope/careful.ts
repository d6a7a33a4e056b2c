import type { Fit } from '../../model/fit.ts';
import { slopeOf } from '../../model/from-line.ts';
import type { Careful, Estimate, LabTask } from '../../model/lab.ts';
import type { Column, Notebook } from '../../model/notebook.ts';
import type { Seed } from '../../model/noise.ts';
import { hiddenOf, type Deed } from '../../model/world.ts';
import { setCell, shownCell, writeUp } from '../../model/write-up.ts';
import { hiddenOfMicroscope, partMicrometres, sharpFor, type Slide } from './model.ts';

type Timed = { readonly after: number; readonly deed: Deed };

function unitAt(notebook: Notebook, axis: 'x' | 'y'): string {
  return notebook.columns.find(({ column }) => column === notebook.plot[axis])?.unit.trim() ?? '';
}

/** A division of the eyepiece's scale: one over the slope of the divisions over what was laid against them. */
export function divisionOfFit(fit: Fit, notebook: Notebook): Estimate | undefined {
  const slope = slopeOf(fit);
  if (!slope || notebook.plot.y !== 'span' || !(slope.value > 0)) return undefined;
  const micrometres = unitAt(notebook, 'x') === 'um' ? 1 : partMicrometres;
  return { value: micrometres / slope.value, uncertainty: (micrometres * slope.uncertainty) / slope.value ** 2 };
}

/** The size of one cell: by so much the row grows with each, once its length is in micrometres. */
export function cellOfFit(fit: Fit, notebook: Notebook): Estimate | undefined {
  return unitAt(notebook, 'y') === 'um' && notebook.plot.x === 'cells' ? slopeOf(fit) : undefined;
}

const set = (name: string, to: number | string, after = 1500): Timed => ({ after, deed: { set: name, to } });
const read = (name: string, times: number): readonly Timed[] =>
  Array.from({ length: times }, () => ({ after: 4000, deed: { read: name } }));

/** The slide under the weakest objective, made sharp, and then the stronger ones in turn. */
function view(slide: Slide, objective: string, seed: Seed): readonly Timed[] {
  const { sharp = 50 } = hiddenOf(hiddenOfMicroscope, seed);
  const turns = ['10', '40'].slice(0, ['4', '10', '40'].indexOf(objective));
  return [
    set('objective', '4'),
    set('slide', slide),
    set('focus', sharpFor(slide, sharp), 5000),
    ...turns.map((each) => set('objective', each)),
  ];
}

/** The stage micrometer's divisions that nearly fill the eyepiece's scale. */
const longest: Readonly<Record<string, number>> = { 10: 90, 40: 20 };
export const strengthOf = (task: LabTask): string => (task.task === 'blood' ? '40' : '10');

function deedsOf(task: LabTask, seed: Seed): readonly Timed[] {
  if (task.task === 'field')
    return ['4', '10', '40'].flatMap((each) => [...view('micrometer', each, seed), ...read('field', 3)]);
  if (task.task === 'scale')
    return [
      ...view('micrometer', '10', seed),
      ...[10, 30, 50, 70, 90].flatMap((parts) => [set('parts', parts), ...read('calibration', 3)]),
    ];
  const strength = strengthOf(task);
  const places = Array.from({ length: 3 }, (): readonly Timed[] => [
    { after: 2000, deed: { do: 'move' } },
    ...read('eyepiece', 1),
  ]).flat();
  return [
    ...view('micrometer', strength, seed),
    set('parts', longest[strength] ?? 0),
    ...read('calibration', 6),
    ...view(task.task as Slide, strength, seed),
    ...[2, 4, 6, 8, 10].flatMap((cells) => [set('cells', cells), ...places]),
  ];
}

function columnOf(name: string, sign: string, from: Column['source'], unit = '', uncertainty = ''): Column {
  return { column: name, sign, unit, source: from, uncertainty };
}

const span = columnOf('span', 'K', { read: 'calibration' }, 'div', '0.5');

function write(task: LabTask, { readings }: Parameters<Careful['write']>[1]): Notebook {
  if (task.task === 'field')
    return writeUp(task, {
      why: 'Объектив күшті болса, заттың кіші бөлігі ғана көрінеді.',
      columns: [
        columnOf('objective', 'M', { set: 'objective' }),
        columnOf('field', 'D', { read: 'field' }, 'mm', '0.01'),
      ],
      rows: readings.map((each) => ({ objective: setCell(each, 'objective'), field: shownCell(each) })),
      x: 'objective',
      y: 'field',
      causes: ['edge'],
    });
  if (task.task === 'scale')
    return writeUp(task, {
      why: 'Көп бөлік окуляр шкаласының көбірек бөлігін алады.',
      columns: [columnOf('parts', 'p', { set: 'parts' }, 'div'), span],
      rows: readings.map((each) => ({ parts: setCell(each, 'parts'), span: shownCell(each) })),
      x: 'parts',
      y: 'span',
      causes: ['eye'],
    });
  return writeUp(task, ofCells(task, readings));
}

/** First how much a division is, then the rows of cells in micrometres. */
function ofCells(task: LabTask, readings: Parameters<Careful['write']>[1]['readings']): Parameters<typeof writeUp>[1] {
  const known = readings.filter(({ instrument }) => instrument === 'calibration');
  const cells = readings.filter(({ instrument }) => instrument === 'eyepiece');
  const mean = known.reduce((sum, { shown }) => sum + Number(shown), 0) / known.length;
  const division = ((longest[strengthOf(task)] ?? 0) * partMicrometres) / mean;
  return {
    why: 'Қатардағы жасуша көбейсе, қатар ұзарады.',
    columns: [
      span,
      columnOf('cells', 'n', { set: 'cells' }),
      columnOf('length', 'N', { read: 'eyepiece' }, 'div', '0.5'),
      columnOf('f-L', 'L', { formula: `N*${division.toPrecision(5)}` }, 'um'),
    ],
    rows: [
      ...known.map((each) => ({ cells: setCell(each, 'cells'), span: shownCell(each) })),
      ...cells.map((each) => ({ cells: setCell(each, 'cells'), length: shownCell(each) })),
    ],
    x: 'cells',
    y: 'f-L',
    causes: ['unlike'],
  };
}

/** Calibrates first, then measures rows of two to ten cells, each row at three places of the slide. */
export const carefulMicroscope: Careful = { deeds: deedsOf, write };
