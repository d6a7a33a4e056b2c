import { ok, refuse } from '#kernel/result.ts';
import { exp } from '../../model/elementary.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

export type Body = {
  /** Beats a minute at rest, beats more for each step a minute, seconds in which the pulse comes down by 63 %. */
  readonly rest: number;
  readonly gain: number;
  readonly calm: number;
  /** Breaths a minute at rest. */
  readonly breath: number;
  /** Steps a minute that are asked for. */
  readonly steps: number;
  readonly isMoving: boolean;
  readonly at: number;
  /** The pulse when moving began or ended, or the steps were changed, and when that was. */
  readonly from: number;
  readonly since: number;
  /** When it began to move or to rest: what the clock counts from. */
  readonly turned: number;
};

export const heartHidden: readonly HiddenSpec[] = [
  { name: 'rest', from: 62, to: 84 },
  { name: 'gain', from: 1.4, to: 2.6 },
  { name: 'calm', from: 28, to: 60 },
  { name: 'breath', from: 13, to: 18 },
];

/** The highest pulse at the age of 14: 208 − 0.7·age (Tanaka, Monahan and Seals, J. Am. Coll. Cardiol. 2001, 37, 153). */
export const highest = 208 - 0.7 * 14;
/** Seconds in which the pulse goes up by 63 %. */
const rising = 20;
/** Breaths for each beat above the pulse at rest. */
const breathing = 0.18;

/** Where the pulse is going: work needs blood, up to the highest pulse. */
export function goalOf({ rest, gain, steps, isMoving }: Body): number {
  return isMoving ? Math.min(highest, rest + gain * steps) : rest;
}

/** Beats a minute now: it comes to its goal as an exponential. */
export function pulseOf(body: Body): number {
  const goal = goalOf(body);
  const seconds = (body.at - body.since) / 1000;
  return goal + (body.from - goal) * exp(-seconds / (body.isMoving ? rising : body.calm));
}

export function breathOf(body: Body): number {
  return body.breath + breathing * (pulseOf(body) - body.rest);
}

/** Seconds since moving began or ended. */
export function secondsOf({ at, turned }: Body): number {
  return (at - turned) / 1000;
}

/** Somebody who steps on and off a bench, with a pulse sensor at the finger. */
export const heartModel: Model<Body> = {
  begin: ({ rest = 70, gain = 2, calm = 40, breath = 15 }: Hidden) => {
    return { rest, gain, calm, breath, steps: 20, isMoving: false, at: 0, from: rest, since: 0, turned: 0 };
  },
  advance: (body, milliseconds) => ({ ...body, at: body.at + milliseconds }),
  act: (body, deed) => {
    const now = { ...body, from: pulseOf(body), since: body.at };
    if ('set' in deed) return ok({ ...now, steps: Number(deed.to) });
    if (!('do' in deed)) return ok(body);
    if (deed.do !== 'start' && deed.do !== 'stop') return refuse('labs.no-such-deed', 409);
    const isMoving = deed.do === 'start';
    if (body.isMoving === isMoving) return refuse(`labs.heart.no.${isMoving ? 'moving' : 'resting'}`, 409);
    return ok({ ...now, isMoving, turned: body.at });
  },
  value: (body, instrument) => {
    if (instrument === 'pulse') return pulseOf(body);
    if (instrument === 'breath') return breathOf(body);
    return instrument === 'clock' ? secondsOf(body) : undefined;
  },
};
