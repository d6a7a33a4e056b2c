import { ok, refuse } from '#kernel/result.ts';
import { cos, sin } from '../../model/elementary.ts';
import type { Hidden, Model } from '../../model/world.ts';

/** What stands in the beam: two slits, or a grating of so many lines to the millimetre. */
export const slides = ['double', '100', '300', '600'] as const;
export type Slide = (typeof slides)[number];

export type Grating = {
  /** The laser's wavelength in nanometres. */
  readonly wavelength: number;
  readonly slide: Slide;
  /** From the slide to the screen, in centimetres. */
  readonly distance: number;
  /** Which bright spot is measured, to the left and to the right of the middle. */
  readonly order: number;
};

/** From slit to slit, in millimetres: printed on the slide. */
export const doubleSlit = 0.25;
/** How wide each of the two slits is, in millimetres. */
const slitWidth = 0.02;
/** The screen is so wide to each side, in centimetres. */
export const halfScreen = 100;

export function spacingOf(slide: Slide): number {
  return slide === 'double' ? doubleSlit : 1 / Number(slide);
}

/** The sine of the angle at which spot `order` is: d·sin φ = m·λ. */
export function sineOf({ wavelength, slide }: Pick<Grating, 'wavelength' | 'slide'>, order: number): number {
  return (order * wavelength * 1e-6) / spacingOf(slide);
}

/** How far from the middle of the screen spot `order` is, in centimetres; undefined where there is none. */
export function placeOf(state: Grating, order: number): number | undefined {
  const sine = sineOf(state, order);
  if (sine >= 1) return undefined;
  const place = (state.distance * sine) / Math.sqrt(1 - sine * sine);
  return place <= halfScreen ? place : undefined;
}

/** Brightness of the double slit's fringes at a place of the screen, from 0 to 1: two slits, each of its own width. */
export function fringeAt({ wavelength, distance }: Grating, place: number): number {
  const sine = place / Math.sqrt(place * place + distance * distance);
  const half = (Math.PI * slitWidth * sine) / (wavelength * 1e-6);
  const envelope = half === 0 ? 1 : sin(half) / half;
  return (cos((Math.PI * doubleSlit * sine) / (wavelength * 1e-6)) * envelope) ** 2;
}

/** A laser, a slide with slits, and a screen with a ruler. */
export const gratingModel: Model<Grating> = {
  begin: ({ wavelength = 633 }: Hidden) => ({ wavelength, slide: 'double', distance: 100, order: 1 }),
  advance: (state) => state,
  act: (state, deed) => {
    if ('do' in deed) return refuse('labs.no-such-deed', 409);
    if (!('set' in deed)) return ok(state);
    return ok({ ...state, [deed.set]: deed.set === 'slide' ? (String(deed.to) as Slide) : Number(deed.to) });
  },
  value: (state, instrument) => {
    const place = placeOf(state, state.order);
    return instrument === 'ruler' && place !== undefined ? 20 * place : undefined;
  },
};
