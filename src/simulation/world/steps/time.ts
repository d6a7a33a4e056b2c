import { stepKind, anyPlace, placeName } from './step.ts';
import { happen } from '../tablet.ts';

/** Time passes; tablets hear of it. */
export const passes = stepKind<{ milliseconds: number }>({
  name: 'pass',
  weight: 6,
  draw: (dice) => ({ milliseconds: dice.pick([10, 5000, 31_000, 61_000, 3_600_000, 86_400_000]) }),
  take: async (world, { milliseconds }) => {
    world.now += milliseconds;
    for (const tablet of world.tablets) if (tablet.windows > 0) happen(world, tablet, { type: 'tick', now: world.now });
  },
  tell: ({ milliseconds }) => `${milliseconds / 1000} s pass`,
});

export const setsClock = stepKind<{ place: number; off: number }>({
  name: 'clock',
  weight: 1,
  draw: (dice, shape) => ({
    place: anyPlace(dice, shape),
    off: dice.pick([-50, -1, 0, 1, 50, 4000]) * 86_400_000 - dice.int(1000),
  }),
  take: async (world, { place, off }) => {
    const node = world.nodes[place];
    if (node) node.clockOff = off;
  },
  tell: ({ place, off }) => `the clock of ${placeName(place)} is ${Math.round(off / 86_400_000)} days off`,
});
