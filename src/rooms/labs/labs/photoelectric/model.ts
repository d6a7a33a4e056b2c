import { ok, refuse } from '#kernel/result.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Photocell = {
  /** What an electron needs to leave this cathode, in electronvolts. */
  readonly work: number;
  /** What the lamp of full brightness can draw at most, in picoamperes, where each photon frees its share. */
  readonly full: number;
  /** Light that falls on the cathode, in nanometres; its brightness in per cent. */
  readonly wavelength: number;
  readonly brightness: number;
  /** The retarding voltage, by a coarse and a fine knob, in volts. */
  readonly coarse: number;
  readonly fine: number;
};

/** Constants of the SI, exact since 2019: h in J·s, e in C, c in m/s. */
export const [planck, charge, light] = [6.62607015e-34, 1.602176634e-19, 299_792_458];

/** The energy of a photon, in electronvolts. */
export function photonOf(nanometres: number): number {
  return (planck * light) / (nanometres * 1e-9) / charge;
}

/** Einstein (Ann. Phys. 17, 1905, 132): the voltage that stops the fastest electron; none below nothing. */
export function stoppingOf({ work, wavelength }: Pick<Photocell, 'work' | 'wavelength'>): number {
  return Math.max(0, photonOf(wavelength) - work);
}

export function voltageOf({ coarse, fine }: Photocell): number {
  return coarse + fine;
}

/**
 * The photocurrent in picoamperes. Electrons leave with any energy up to the largest, all alike often: so the current falls
 * in a straight line with the retarding voltage, and is nothing from the stopping voltage on.
 */
export function currentOf(state: Photocell): number {
  const stopping = stoppingOf(state);
  if (stopping <= 0) return 0;
  return ((state.full * state.brightness) / 100) * Math.max(0, 1 - voltageOf(state) / stopping);
}

/** A vacuum photocell behind a monochromator, with a retarding voltage. */
export const photocellModel: Model<Photocell> = {
  begin: ({ work = 2.1, full = 400 }: Hidden) => {
    return { work, full, wavelength: 400, brightness: 50, coarse: 0, fine: 0 };
  },
  advance: (state) => state,
  act: (state, deed) => {
    if ('do' in deed) return refuse('labs.no-such-deed', 409);
    return ok('set' in deed ? { ...state, [deed.set]: Number(deed.to) } : state);
  },
  value: (state, instrument) => {
    if (instrument === 'ammeter') return currentOf(state);
    return instrument === 'voltmeter' ? voltageOf(state) : undefined;
  },
};
