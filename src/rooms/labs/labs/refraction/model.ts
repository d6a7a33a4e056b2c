import { ok, refuse } from '#kernel/result.ts';
import { cauchyIndex, crownIndex, refracted } from '../../model/optics.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Refraction = {
  /** Cauchy's A, and B in nm², of the pupil's own glass. */
  readonly a: number;
  readonly b: number;
  /** Angle of incidence in degrees, wavelength in nanometres. */
  readonly angle: number;
  readonly wave: number;
  readonly block: 'mine' | 'crown';
  /** Where the light comes from. */
  readonly side: 'air' | 'glass';
};

export function indexOf({ a, b, wave, block }: Refraction): number {
  return block === 'crown' ? crownIndex(wave) : cauchyIndex(a, b, wave);
}

/** The indices before and behind the flat face. */
export function indicesOf(state: Refraction): readonly [number, number] {
  return state.side === 'air' ? [1, indexOf(state)] : [indexOf(state), 1];
}

/** A half-disc of glass on a disc of degrees: light meets its flat face in the middle, and the round one straight on. */
export const refractionModel: Model<Refraction> = {
  begin: ({ a = 1.5, b = 4200 }: Hidden) => ({ a, b, angle: 0, wave: 590, block: 'mine', side: 'air' }),
  advance: (state) => state,
  act: (state, deed) => {
    if ('do' in deed) return refuse('labs.no-such-deed', 409);
    if (!('set' in deed)) return ok(state);
    if (deed.set === 'block') return ok({ ...state, block: deed.to === 'crown' ? 'crown' : 'mine' });
    if (deed.set === 'side') return ok({ ...state, side: deed.to === 'glass' ? 'glass' : 'air' });
    return ok({ ...state, [deed.set]: Number(deed.to) });
  },
  // Both instruments look at the ray that goes on; where all is reflected, there is none.
  value: (state) => refracted(...indicesOf(state), state.angle),
};
