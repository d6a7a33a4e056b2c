import type { Published } from '../../model/published.ts';
import { fringeAt, placeOf, sineOf, type Grating, type Slide } from './model.ts';

const at = (wavelength: number, slide: Slide): Grating => ({ wavelength, slide, distance: 50, order: 1 });

/** Angles of a grating of 600 lines/mm for known lines (wavelengths: NIST ASD), and the spacing of two slits. */
export function published(): readonly Published[] {
  const source = 'd·sin φ = m·λ, wavelengths of NIST ASD';
  const known: readonly (readonly [string, number, number, number])[] = [
    ['Na D', 589.3, 1, 20.706],
    ['Na D', 589.3, 2, 45.004],
    ['Hα', 656.28, 1, 23.189],
    ['Hβ', 486.13, 1, 16.958],
  ];
  const angles = known.map(([line, wavelength, order, wanted]): Published => {
    const got = (Math.asin(sineOf(at(wavelength, '600'), order)) * 180) / Math.PI;
    return { what: `${line}, order ${order}`, of: 'closed', got, wanted, within: 5.1e-4, source };
  });
  const red = at(632.8, 'double');
  const first = placeOf(red, 1) ?? NaN;
  return [
    ...angles,
    {
      what: 'first spot of 600/mm',
      of: 'closed',
      got: placeOf(at(589.3, '600'), 1) ?? NaN,
      wanted: 50 * Math.tan(Math.asin(0.35358)),
      source,
    },
    {
      what: 'fringe of two slits',
      of: 'closed',
      got: first,
      wanted: 50 * Math.tan(Math.asin(632.8e-6 / 0.25)),
      source,
    },
    {
      what: 'dark between two fringes',
      of: 'closed',
      got: fringeAt(red, 50 * Math.tan(Math.asin(316.4e-6 / 0.25))),
      wanted: 0,
      scale: 1,
      source,
    },
  ];
}
