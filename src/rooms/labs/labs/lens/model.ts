import { ok, refuse } from '#kernel/result.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Lens = {
  /** Centimetres, as are all distances. */
  readonly focal: number;
  /** From the lens to the bright arrow, and to the screen. */
  readonly object: number;
  readonly screen: number;
};

/** How high the bright arrow is, and how wide the lens, in millimetres. */
export const [arrow, opening] = [20, 30];
/** A picture that is blurred more than this, in millimetres, has no height that one could measure. */
const mostBlurred = 3;

/** One over the distance at which the picture is sharp: 1/f = 1/d + 1/d′; zero or less where there is no such place. */
export function sharpness({ focal, object }: Lens): number {
  return 1 / focal - 1 / object;
}

/** How wide a point of the arrow is on the screen, in millimetres: the cone of light that the lens sends, cut by the screen. */
export function blurOf(state: Lens): number {
  return opening * Math.abs(1 - state.screen * sharpness(state));
}

/** How high the picture is on the screen, in millimetres: by rays through the middle of the lens, which do not bend. */
export function heightOf({ object, screen }: Lens): number {
  return (arrow * screen) / object;
}

export const lensModel: Model<Lens> = {
  begin: ({ focal = 10 }: Hidden) => ({ focal, object: 60, screen: 40 }),
  advance: (state) => state,
  act: (state, deed) => {
    if ('do' in deed) return refuse('labs.no-such-deed', 409);
    return ok('set' in deed ? { ...state, [deed.set]: Number(deed.to) } : state);
  },
  value: (state, instrument) => {
    if (instrument === 'rail') return state.screen;
    return blurOf(state) <= mostBlurred ? heightOf(state) : undefined;
  },
};
