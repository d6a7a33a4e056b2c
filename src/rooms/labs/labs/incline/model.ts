import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { cos, sin } from '../../model/elementary.ts';
import { gaussian, streamOf, type Seed } from '../../model/noise.ts';
import type { Hidden, Model } from '../../model/world.ts';

export type Incline = {
  /** Coefficients of friction between this block and this board: at rest, and how much less when it slides. */
  readonly rest: number;
  readonly slide: number;
  /** Degrees of the board; grams of the block; centimetres between the gates. */
  readonly angle: number;
  readonly mass: number;
  readonly gap: number;
  readonly at: number;
  /** The catch holds the block, or does not. */
  readonly isHeld: boolean;
  /** The coefficients where the block was put this time: no two places of a board are alike. */
  readonly here: { readonly rest: number; readonly slide: number };
  /** Since when it slides, and how fast its speed grows, m/s². */
  readonly run?: { readonly since: number; readonly gain: number };
};

const gravity = 9.81;
/** From the upper gate to the foot of the board, in centimetres. */
export const track = 105;
/** How much friction differs from place to place: relative standard deviations. */
const uneven = { rest: 0.03, slide: 0.02 } as const;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** How fast the speed of a sliding block grows: g·(sin α − μ·cos α), in m/s². */
export function gainOf(angle: number, friction: number): number {
  return gravity * (sin(radians(angle)) - friction * cos(radians(angle)));
}

/** Seconds from rest to so many centimetres further: s = a·t²/2. */
export function timeTo(centimetres: number, gain: number): number {
  return Math.sqrt((2 * (centimetres / 100)) / gain);
}

/** How far down from the upper gate it is, in centimetres. */
export function placeOf({ run, at }: Incline): number {
  if (!run) return 0;
  const seconds = (at - run.since) / 1000;
  return Math.min(track, 50 * run.gain * seconds * seconds);
}

export function isSliding(state: Incline): boolean {
  return state.run !== undefined && placeOf(state) < track;
}

/** A block that nobody holds begins to slide where the board is steeper than friction at rest bears: tan α > μ. */
function settled(state: Incline): Incline {
  const { isHeld, run, angle, here, at } = state;
  if (isHeld || run || gainOf(angle, here.rest) <= 0) return state;
  return { ...state, run: { since: at, gain: Math.max(0.02, gainOf(angle, here.slide)) } };
}

function putBack(state: Incline, seed: Seed, n: number): Incline {
  const { run: _, ...still } = state;
  const spread = (name: 'rest' | 'slide'): number => 1 + uneven[name] * gaussian(seed, streamOf(name), n);
  const slide = state.slide * spread('slide');
  return { ...still, isHeld: true, here: { slide, rest: Math.max(slide * 1.02, state.rest * spread('rest')) } };
}

function act(state: Incline, name: string, seed: Seed, n: number): Result<Incline, Refusal> {
  switch (name) {
    case 'hold':
      return ok(putBack(state, seed, n));
    case 'release':
      if (!state.isHeld) return refuse('labs.incline.no.released', 409);
      return ok(settled({ ...state, isHeld: false }));
    default:
      return refuse('labs.no-such-deed', 409);
  }
}

/** A block on a board that can be tilted, with a catch and two gates of light. */
export const inclineModel: Model<Incline> = {
  begin: ({ slide = 0.25, more = 0.1 }: Hidden) => {
    const rest = slide + more;
    return { rest, slide, angle: 10, mass: 200, gap: 60, at: 0, isHeld: true, here: { rest, slide } };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed, seed, n) => {
    if ('do' in deed) return act(state, deed.do, seed, n);
    if (!('set' in deed)) return ok(state);
    if (isSliding(state)) return refuse('labs.incline.no.sliding', 409);
    if (deed.set === 'mass' && !state.isHeld) return refuse('labs.incline.no.loose', 409);
    return ok(settled({ ...state, [deed.set]: Number(deed.to) }));
  },
  value: ({ run, at, gap, angle }, instrument) => {
    if (instrument === 'level') return angle;
    if (!run) return undefined;
    const time = timeTo(gap, run.gain);
    return at - run.since >= time * 1000 ? time : undefined;
  },
};
