import { ok, refuse } from '#kernel/result.ts';
import { advanceTrack, trackFrom, valuesAt, type Rates, type Track } from '../../model/ode.ts';
import type { Hidden, HiddenSpec, Model } from '../../model/world.ts';

/** How hares and lynxes live with one another; rates are for a month. */
export type Lives = {
  readonly growth: number;
  /** So many hares the reserve feeds; Infinity where food has no end. */
  readonly room: number;
  /** The share of the hares that one lynx catches. */
  readonly catching: number;
  /** The share by which lynxes become more for each hare that is there. */
  readonly gain: number;
  readonly dying: number;
};

export type Reserve = {
  readonly lives: Lives;
  /** How many are let out next. */
  readonly first: number;
  readonly lynxes: number;
  readonly month: number;
  readonly track: Track;
};

export const populationHidden: readonly HiddenSpec[] = [
  { name: 'room', from: 320, to: 620 },
  { name: 'growth', from: 0.42, to: 0.62 },
];

const lastMonth = 60;
const begun = { first: 50, lynxes: 0 } as const;

/** dH/dt = r·H·(1 − H/K) − b·H·L (Verhulst 1838), dL/dt = e·H·L − m·L (Lotka 1925, Volterra 1926). */
export function ratesOf({ growth, room, catching, gain, dying }: Lives): Rates {
  return (_, [hares = 0, lynxes = 0]) => [
    growth * hares * (1 - hares / room) - catching * hares * lynxes,
    gain * hares * lynxes - dying * lynxes,
  ];
}

export function animalsIn({ track }: Reserve): { readonly hares: number; readonly lynxes: number } {
  const [hares = 0, lynxes = 0] = valuesAt(track);
  return { hares: Math.max(0, hares), lynxes: Math.max(0, lynxes) };
}

function letOut(reserve: Reserve): Reserve {
  return { ...reserve, month: 0, track: trackFrom(ratesOf(reserve.lives), 0, [reserve.first, reserve.lynxes]) };
}

/** A reserve with a fence: hares, and lynxes if one wants them. Months pass by deeds. */
export const populationModel: Model<Reserve> = {
  begin: ({ room = 450, growth = 0.5 }: Hidden) => {
    const lives = { growth, room, catching: 0.02, gain: 0.004, dying: 0.5 };
    return { lives, ...begun, month: 0, track: trackFrom(ratesOf(lives), 0, [begun.first, begun.lynxes]) };
  },
  advance: (reserve) => reserve,
  act: (reserve, deed) => {
    if ('set' in deed) return ok(letOut({ ...reserve, [deed.set]: Number(deed.to) }));
    if (!('do' in deed)) return ok(reserve);
    if (deed.do === 'again') return ok(letOut(reserve));
    if (deed.do !== 'month') return refuse('labs.no-such-deed', 409);
    const month = reserve.month + 1;
    if (month > lastMonth) return refuse('labs.population.no.later', 409);
    return ok({ ...reserve, month, track: advanceTrack(ratesOf(reserve.lives), reserve.track, month) });
  },
  value: (reserve, instrument) => {
    if (instrument === 'calendar') return reserve.month;
    if (instrument === 'plane') return animalsIn(reserve).hares;
    return instrument === 'tracks' ? animalsIn(reserve).lynxes : undefined;
  },
};
