import { ok, refuse } from '#kernel/result.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

export const slides = ['none', 'micrometer', 'onion', 'elodea', 'blood'] as const;
export type Slide = (typeof slides)[number];
type Specimen = Exclude<Slide, 'none' | 'micrometer'>;

export type Microscope = {
  /** How much more this microscope magnifies than its objectives say: its tube is a little too long or too short. */
  readonly more: number;
  /** The mean size of a cell along the scale, in micrometres. */
  readonly sizes: Readonly<Record<Specimen, number>>;
  /** The diameter of the eyepiece's stop in millimetres (its field number). */
  readonly stop: number;
  /** Where the screw stands when a slide of usual thickness is sharp. */
  readonly sharp: number;
  readonly slide: Slide;
  readonly objective: number;
  readonly focus: number;
  /** So many cells of the row are measured. */
  readonly cells: number;
  /** So many divisions of the stage micrometer are laid against the eyepiece's scale. */
  readonly parts: number;
  /** The sizes in micrometres of the cells that lie along the scale now. */
  readonly row: readonly number[];
};

/** What differs from pupil to pupil. A red cell is 7.81 µm wide with a spread of 0.63 µm (Fabry et al. 1981, BioNumbers 100509). */
export const hiddenOfMicroscope: readonly HiddenSpec[] = [
  { name: 'more', from: 0.93, to: 1.07 },
  { name: 'onion', from: 45, to: 75 },
  { name: 'elodea', from: 28, to: 44 },
  { name: 'blood', from: 7.2, to: 8.4 },
  { name: 'stop', from: 17, to: 19 },
  { name: 'sharp', from: 30, to: 70, step: 1 },
];

/** How unlike the cells of one tissue are: standard deviation over mean. */
const spreads: Readonly<Record<Specimen, number>> = { onion: 0.12, elodea: 0.1, blood: 0.08 };

/** How far the screw is turned on for each slide: glass and specimen are not equally thick. */
const thickness: Readonly<Record<Slide, number>> = { none: 0, micrometer: 0, onion: 6, elodea: 4, blood: -3 };

/** How far the screw may be off and the image is still sharp: the stronger the objective, the less. */
const depths: Readonly<Record<number, number>> = { 4: 12, 10: 5, 40: 1.5 };

/** A division of the stage micrometer, in micrometres. */
export const partMicrometres = 10;
/** So many cells lie in the row that can be measured. */
const rowLength = 12;

/** The micrometres of the specimen that one division of the eyepiece's scale (0.1 mm) covers. */
export function divisionOf({ objective, more }: Pick<Microscope, 'objective' | 'more'>): number {
  return 100 / (objective * more);
}

/** How far from sharp it is: 0 is sharp, 1 the edge of what still passes for it. */
export function blurOf({ slide, objective, focus, sharp }: Microscope): number {
  return Math.abs(focus - sharp - thickness[slide]) / (depths[objective] ?? 1);
}

export function sharpFor(slide: Slide, sharp: number): number {
  return sharp + thickness[slide];
}

/** The diameter of what is seen, in micrometres. */
export function fieldOf(state: Microscope): number {
  return (state.stop * 1000) / (state.objective * state.more);
}

/** How long the measured cells are together, in divisions of the eyepiece's scale. */
export function rowDivisions(state: Microscope): number {
  return state.row.slice(0, state.cells).reduce((sum, each) => sum + each, 0) / divisionOf(state);
}

export function isSpecimen(slide: Slide): slide is Specimen {
  return slide !== 'none' && slide !== 'micrometer';
}

/** Other cells come under the scale: each is as wide as chance made it, never below half of the mean. */
function withRow(state: Microscope, seed: Seed, n: number): Microscope {
  const { slide } = state;
  if (!isSpecimen(slide)) return { ...state, row: [] };
  const stream = streamOf(`cells ${slide}`);
  const cell = (k: number): number =>
    state.sizes[slide] * Math.max(0.5, 1 + spreads[slide] * gaussian(seed, stream, n * rowLength + k));
  return { ...state, row: Array.from({ length: rowLength }, (_, k) => cell(k)) };
}

/** A light microscope with a scale in its eyepiece that nobody has calibrated, and four slides. */
export const microscopeModel: Model<Microscope> = {
  begin: ({ more = 1, onion = 60, elodea = 36, blood = 7.8, stop = 18, sharp = 50 }: Hidden) => ({
    more,
    sizes: { onion, elodea, blood },
    stop,
    sharp,
    slide: 'none',
    objective: 4,
    focus: 0,
    cells: 5,
    parts: 50,
    row: [],
  }),
  advance: (state) => state,
  act: (state, deed, seed, n) => {
    if ('set' in deed) {
      if (deed.set === 'slide') return ok(withRow({ ...state, slide: deed.to as Slide }, seed, n));
      const to = Number(deed.to);
      if (deed.set !== 'objective') return ok({ ...state, [deed.set]: to });
      const isClose = to === 40 && state.objective !== 40;
      if (isClose && state.slide === 'none') return refuse('labs.microscope.no.slide', 409);
      if (isClose && (state.objective !== 10 || blurOf(state) > 1)) return refuse('labs.microscope.no.close', 409);
      return ok({ ...state, objective: to });
    }
    if (!('do' in deed)) return ok(state);
    if (deed.do !== 'move') return refuse('labs.no-such-deed', 409);
    return isSpecimen(state.slide) ? ok(withRow(state, seed, n)) : refuse('labs.microscope.no.cells', 409);
  },
  value: (state, instrument) => {
    if (state.slide === 'none' || blurOf(state) > 1) return undefined;
    switch (instrument) {
      case 'eyepiece':
        return isSpecimen(state.slide) ? rowDivisions(state) : undefined;
      case 'calibration':
        return state.slide === 'micrometer' ? (state.parts * partMicrometres) / divisionOf(state) : undefined;
      case 'field':
        return state.slide === 'micrometer' ? fieldOf(state) / 1000 : undefined;
      default:
        return undefined;
    }
  },
};
