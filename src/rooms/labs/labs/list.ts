import { anyLab, type AnyLab } from '../model/lab.ts';

/** A task as it stands in lists, before its lab is fetched. */
export type ListedTask = {
  readonly task: string;
  readonly grades: readonly number[];
  readonly objectives: readonly string[];
};

/** A lab as it stands in lists. What it costs to show a list must not grow with the labs: the lab itself comes when opened. */
export type ListedLab = {
  readonly lab: string;
  readonly subject: AnyLab['subject'];
  readonly minutes: number;
  readonly tasks: readonly ListedTask[];
  readonly load: () => Promise<AnyLab>;
};

const task = (name: string, grades: readonly number[], ...objectives: readonly string[]): ListedTask => {
  return { task: name, grades, objectives };
};

/** LAB-1: all labs. A new one is one entry here and one line in `ui/scenes.ts`; a test holds them to their specs. */
export const labs: readonly ListedLab[] = [
  {
    lab: 'pendulum',
    subject: 'physics',
    minutes: 40,
    tasks: [
      task('length', [7, 8], '7.1.3.1', '7.1.3.3'),
      task('mass', [7, 8, 9], '7.1.3.1', '7.1.3.3', '9.2.5.4'),
      task('gravity', [9, 10, 11], '9.2.5.4'),
      task('angle', [10, 11]),
    ],
    load: async () => anyLab((await import('./pendulum/lab.ts')).pendulum),
  },
  {
    lab: 'hooke',
    subject: 'physics',
    minutes: 30,
    tasks: [task('stiffness', [7], '7.2.2.4', '7.2.2.5')],
    load: async () => anyLab((await import('./hooke/lab.ts')).hooke),
  },
  {
    lab: 'heat',
    subject: 'physics',
    minutes: 40,
    tasks: [
      task('mixing', [8], '8.3.2.5', '8.3.2.9'),
      task('metal', [8, 9], '8.3.2.6', '8.3.2.9'),
      task('equivalent', [10, 11]),
    ],
    load: async () => anyLab((await import('./heat/lab.ts')).heat),
  },
  {
    lab: 'refraction',
    subject: 'physics',
    minutes: 35,
    tasks: [task('bend', [7, 8], '8.5.1.6'), task('index', [8, 9], '8.5.1.6'), task('dispersion', [10, 11])],
    load: async () => anyLab((await import('./refraction/lab.ts')).refraction),
  },
  {
    lab: 'lens',
    subject: 'physics',
    minutes: 35,
    tasks: [task('image', [7, 8]), task('focal', [8, 9, 10]), task('size', [10, 11])],
    load: async () => anyLab((await import('./lens/lab.ts')).lens),
  },
  {
    lab: 'incline',
    subject: 'physics',
    minutes: 40,
    tasks: [
      task('static', [7, 8], '7.1.3.1'),
      task('path', [9], '9.2.1.3'),
      task('kinetic', [9, 10, 11], '9.2.2.3', '10.1.2.1'),
    ],
    load: async () => anyLab((await import('./incline/lab.ts')).incline),
  },
  {
    lab: 'gas',
    subject: 'physics',
    minutes: 35,
    tasks: [
      task('squeeze', [7, 8, 9], '7.3.1.2'),
      task('boyle', [10, 11], '10.2.2.3', '10.2.2.4'),
      task('zero', [10, 11], '10.2.1.3', '10.2.2.3'),
    ],
    load: async () => anyLab((await import('./gas/lab.ts')).gas),
  },
  {
    lab: 'melting',
    subject: 'natural-science',
    minutes: 25,
    tasks: [task('course', [3, 4]), task('mass', [5, 6], '5.1.3.2', '5.4.1.2', '6.3.2.3')],
    load: async () => anyLab((await import('./melting/lab.ts')).melting),
  },
  {
    lab: 'solubility',
    subject: 'chemistry',
    minutes: 40,
    tasks: [task('curve', [8], '8.3.4.1'), task('own', [8, 9], '8.3.4.1')],
    load: async () => anyLab((await import('./solubility/lab.ts')).solubility),
  },
  {
    lab: 'titration',
    subject: 'chemistry',
    minutes: 40,
    tasks: [task('neutral', [9], '9.3.4.6'), task('weak', [10, 11], '10.3.3.3'), task('polyprotic', [11])],
    load: async () => anyLab((await import('./titration/lab.ts')).titration),
  },
  {
    lab: 'rate',
    subject: 'chemistry',
    minutes: 40,
    tasks: [
      task('concentration', [9], '9.3.2.1', '9.3.2.2'),
      task('temperature', [9], '9.3.2.1', '9.3.2.2'),
      task('order', [10], '10.3.2.1', '10.3.2.3'),
      task('activation', [10, 11], '10.3.2.1', '10.3.2.2'),
    ],
    load: async () => anyLab((await import('./rate/lab.ts')).rate),
  },
  {
    lab: 'microscope',
    subject: 'biology',
    minutes: 40,
    tasks: [
      task('field', [7, 8], '7.4.2.2'),
      task('onion', [7, 8], '7.4.2.1', '7.4.2.2'),
      task('elodea', [9], '7.4.2.2', '9.4.2.1'),
      task('scale', [9, 10, 11], '7.4.2.2'),
      task('blood', [10, 11]),
    ],
    load: async () => anyLab((await import('./microscope/lab.ts')).microscope),
  },
  {
    lab: 'floating',
    subject: 'natural-science',
    minutes: 25,
    tasks: [task('level', [3, 4]), task('density', [5, 6], '5.1.3.1', '5.1.3.2')],
    load: async () => anyLab((await import('./floating/lab.ts')).floating),
  },
  {
    lab: 'germination',
    subject: 'natural-science',
    minutes: 25,
    tasks: [task('light', [3, 4]), task('water', [3, 4]), task('warmth', [5, 6], '5.1.2.2', '6.1.2.1')],
    load: async () => anyLab((await import('./germination/lab.ts')).germination),
  },
  {
    lab: 'photoelectric',
    subject: 'physics',
    minutes: 40,
    tasks: [task('planck', [11]), task('metal', [11]), task('brightness', [11])],
    load: async () => anyLab((await import('./photoelectric/lab.ts')).photoelectric),
  },
  {
    lab: 'grating',
    subject: 'physics',
    minutes: 40,
    tasks: [task('fringes', [11]), task('orders', [11])],
    load: async () => anyLab((await import('./grating/lab.ts')).grating),
  },
  {
    lab: 'circuit',
    subject: 'physics',
    minutes: 45,
    tasks: [
      task('ohm', [8], '8.4.2.5', '8.4.2.6'),
      task('series', [8], '8.4.2.11'),
      task('parallel', [8], '8.4.2.10'),
      task('inner', [10], '10.3.2.3'),
      task('force', [10], '10.3.2.3'),
      task('lamp', [8, 10], '8.4.2.5'),
      task('diode', [10], '10.3.3.1'),
      task('discharge', [10, 11], '10.3.1.10'),
    ],
    load: async () => anyLab((await import('./circuit/lab.ts')).circuit),
  },
  {
    lab: 'decay',
    subject: 'physics',
    minutes: 40,
    tasks: [task('half-life', [9, 10, 11], '9.6.2.6'), task('dead-time', [11])],
    load: async () => anyLab((await import('./decay/lab.ts')).decay),
  },
  {
    lab: 'cell',
    subject: 'chemistry',
    minutes: 30,
    tasks: [task('nernst', [10], '10.2.3.4'), task('potential', [11], '10.2.3.4')],
    load: async () => anyLab((await import('./cell/lab.ts')).cell),
  },
  {
    lab: 'electrolysis',
    subject: 'chemistry',
    minutes: 40,
    tasks: [task('current', [10]), task('faraday', [10, 11]), task('metal', [11])],
    load: async () => anyLab((await import('./electrolysis/lab.ts')).electrolysis),
  },
  {
    lab: 'enzyme',
    subject: 'biology',
    minutes: 40,
    tasks: [
      task('temperature', [8], '8.1.2.2'),
      task('ph', [9], '9.1.2.1'),
      task('fastest', [10], '9.1.2.1'),
      task('half', [11]),
    ],
    load: async () => anyLab((await import('./enzyme/lab.ts')).enzyme),
  },
  {
    lab: 'unknown',
    subject: 'chemistry',
    minutes: 40,
    tasks: [task('cation', [9], '9.4.1.1'), task('salt', [9, 10, 11], '9.4.1.1', '9.4.1.3')],
    load: async () => anyLab((await import('./unknown/lab.ts')).unknown),
  },
  {
    lab: 'gas-collection',
    subject: 'chemistry',
    minutes: 40,
    tasks: [task('mole', [8, 9], '8.1.1.8', '8.2.3.3'), task('purity', [9, 10], '9.2.3.4')],
    load: async () => anyLab((await import('./gas-collection/lab.ts')).gasCollection),
  },
  {
    lab: 'enthalpy',
    subject: 'chemistry',
    minutes: 40,
    tasks: [task('mass', [8, 9]), task('neutral', [10], '10.3.1.3'), task('salt', [10, 11], '10.3.1.3')],
    load: async () => anyLab((await import('./enthalpy/lab.ts')).enthalpy),
  },
  {
    lab: 'heart',
    subject: 'biology',
    minutes: 30,
    tasks: [task('load', [8], '8.1.3.5'), task('breath', [7, 8], '7.1.4.1'), task('recovery', [9, 10, 11])],
    load: async () => anyLab((await import('./heart/lab.ts')).heart),
  },
  {
    lab: 'population',
    subject: 'biology',
    minutes: 40,
    tasks: [task('room', [9, 10, 11], '9.3.1.1'), task('lynx', [9, 10, 11], '9.3.1.1')],
    load: async () => anyLab((await import('./population/lab.ts')).population),
  },
  {
    lab: 'cross',
    subject: 'biology',
    minutes: 40,
    tasks: [task('mono', [9], '9.2.4.1'), task('di', [10, 11], '10.2.4.1'), task('linked', [10, 11])],
    load: async () => anyLab((await import('./cross/lab.ts')).cross),
  },
  {
    lab: 'hardy',
    subject: 'biology',
    minutes: 40,
    tasks: [task('frequency', [10, 11]), task('selection', [9, 10, 11], '9.2.6.1')],
    load: async () => anyLab((await import('./hardy/lab.ts')).hardy),
  },
  {
    lab: 'quadrat',
    subject: 'biology',
    minutes: 35,
    tasks: [task('density', [7, 8]), task('diversity', [10], '10.3.1.1')],
    load: async () => anyLab((await import('./quadrat/lab.ts')).quadrat),
  },
  {
    lab: 'chromatography',
    subject: 'chemistry',
    minutes: 40,
    tasks: [task('violet', [7, 8, 9], '7.1.1.5'), task('solvent', [10, 11])],
    load: async () => anyLab((await import('./chromatography/lab.ts')).chromatography),
  },
  {
    lab: 'equilibrium',
    subject: 'chemistry',
    minutes: 40,
    tasks: [task('shift', [10], '10.3.3.1', '10.3.3.2'), task('constant', [10, 11], '10.3.3.3')],
    load: async () => anyLab((await import('./equilibrium/lab.ts')).equilibrium),
  },
  {
    lab: 'osmosis',
    subject: 'biology',
    minutes: 45,
    tasks: [task('sugar', [9], '9.1.3.1'), task('isotonic', [10, 11], '9.1.3.1', '10.1.3.1')],
    load: async () => anyLab((await import('./osmosis/lab.ts')).osmosis),
  },
  {
    lab: 'photosynthesis',
    subject: 'biology',
    minutes: 40,
    tasks: [
      task('bubbles', [7, 8], '7.1.2.2'),
      task('soda', [9], '7.1.2.2'),
      task('curve', [10]),
      task('compensation', [11]),
    ],
    load: async () => anyLab((await import('./photosynthesis/lab.ts')).photosynthesis),
  },
  {
    lab: 'gel',
    subject: 'biology',
    minutes: 45,
    tasks: [task('ladder', [9, 10], '9.4.1.1'), task('unknown', [10, 11], '10.4.1.9')],
    load: async () => anyLab((await import('./gel/lab.ts')).gel),
  },
];
