import type { Published } from '../../model/published.ts';
import { gelModel, mobilityOf, placeOf } from './model.ts';

/** HindIII cuts the DNA of phage lambda into these (base pairs; Sanger et al. 1982): a ladder of most school kits. */
const hindThree = [23130, 9416, 6557, 4361, 2322, 2027, 564, 125];

/** Fragments within reach lie on the line of Helling's law; all of lambda is in its pieces. */
export function published(): readonly Published[] {
  const gel = gelModel.begin({ swift: 12, slope: 7.4, unknown: 1800 });
  const run = { ...gel, poles: 'minus', runs: [{ field: 5, milliseconds: 3_600_000 }] };
  const helling = 'log of length over mobility is a line (Helling, Goodman and Boyer, J. Virol. 14 (1974) 1235)';
  return [
    {
      what: 'the pieces of lambda by HindIII',
      of: 'closed',
      got: hindThree.reduce((sum, each) => sum + each, 0),
      wanted: 48_502,
      source: 'Sanger et al., J. Mol. Biol. 162 (1982) 729: 48,502 base pairs',
    },
    ...hindThree
      .filter((each) => each < 9000)
      .map((length): Published => ({
        what: `${length} base pairs after an hour at 5 V/cm`,
        of: 'closed',
        got: placeOf(run, length),
        wanted: 5 * (12 - (7.4 * Math.log(length / 500)) / Math.LN10),
        source: helling,
      })),
    {
      what: 'above 10 kb at 5 V/cm all go alike',
      of: 'closed',
      got: mobilityOf(gel, 23130, 5) / mobilityOf(gel, 48_502, 5),
      wanted: 1,
      source: 'fragments that are drawn out go alike (Lumpkin and Zimm, Biopolymers 21 (1982) 2315)',
    },
  ];
}
