import { ok, refuse } from '#kernel/result.ts';
import type { Hidden, Model } from '../../model/world.ts';
import { angleAt, periodOf } from './swing.ts';

export type Pendulum = {
  /** The planet's free fall, m/s². */
  readonly gravity: number;
  /** How far the scale of the stand is off, in centimetres: the string is as long as the ruler says. */
  readonly off: number;
  readonly length: number;
  readonly angle: number;
  readonly mass: number;
  /** Milliseconds of lab time. */
  readonly at: number;
  /** When it was let go; absent while it is held. */
  readonly since?: number;
  readonly watch: { readonly since?: number; readonly held: number };
};

/** The string from the hook to the middle of the ball, in metres. */
export function lengthOf({ length, off }: Pendulum): number {
  return (length + off) / 100;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Where the ball is now, in degrees from the plumb line. */
export function swingOf(state: Pendulum): number {
  if (state.since === undefined) return state.angle;
  const seconds = (state.at - state.since) / 1000;
  return (angleAt(seconds, lengthOf(state), state.gravity, radians(state.angle)) * 180) / Math.PI;
}

/** How many whole swings since it was let go. */
export function countOf(state: Pendulum): number {
  if (state.since === undefined || state.angle === 0) return 0;
  return Math.floor((state.at - state.since) / 1000 / periodOf(lengthOf(state), state.gravity, radians(state.angle)));
}

function watched({ at, watch }: Pendulum): number {
  return watch.since === undefined ? watch.held : watch.held + at - watch.since;
}

/** A pendulum without friction, on a planet that nobody names. */
export const pendulumModel: Model<Pendulum> = {
  begin: ({ gravity = 9.81, off = 0 }: Hidden) => {
    return { gravity, off, length: 60, angle: 10, mass: 50, at: 0, watch: { held: 0 } };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    if ('set' in deed) {
      if (state.since !== undefined) return refuse('labs.pendulum.no.swinging', 409);
      return ok({ ...state, [deed.set]: Number(deed.to) });
    }
    if (!('do' in deed)) return ok(state);
    switch (deed.do) {
      case 'release':
        return state.since === undefined ? ok({ ...state, since: state.at }) : refuse('labs.pendulum.no.released', 409);
      case 'hold': {
        const { since: _, ...held } = state;
        return ok(held);
      }
      case 'start':
        return state.watch.since === undefined
          ? ok({ ...state, watch: { ...state.watch, since: state.at } })
          : refuse('labs.pendulum.no.running', 409);
      case 'stop':
        return state.watch.since === undefined
          ? refuse('labs.pendulum.no.stopped', 409)
          : ok({ ...state, watch: { held: watched(state) } });
      case 'clear':
        return ok({ ...state, watch: { held: 0 } });
      default:
        return refuse('labs.no-such-deed', 409);
    }
  },
  value: (state, instrument) => {
    switch (instrument) {
      case 'stopwatch':
        return watched(state) / 1000;
      case 'ruler':
        return lengthOf(state) * 100;
      case 'protractor':
        return state.since === undefined ? state.angle : undefined;
      default:
        return undefined;
    }
  },
};
