import { LinkFailure } from '#sync/http-client.ts';
import { deliver, fates, type Fate } from '../line.ts';
import { on, settle, type World } from '../world.ts';
import { stepKind } from './step.ts';

/** A round of a school with the region, a session's own requests before it. Says whether anything went either way. */
export async function round(world: World, place: number, befalls: readonly Fate[]): Promise<boolean> {
  world.fates = [...befalls];
  const hasMore = await on(world, place, async (up) => {
    try {
      const { hasMore: more, sent, absorbed } = await up.link.round();
      const { region } = up.desk.authority;
      if (region) await up.desk.heard(region.node, up.house.clock.now(), absorbed);
      // As the keeper does: what a restored school needs first comes between the rounds (SYN-22).
      const isDue = up.desk.first.isDue();
      if (isDue) await up.desk.first.bring(up.link, () => true);
      // Who dropped something has not said so yet; who was sent something may have more to say.
      return isDue || more || sent > 0 || absorbed.records > 0 || absorbed.dropped.length > 0;
    } catch (error) {
      if (error instanceof LinkFailure) return undefined;
      throw error;
    }
  });
  world.fates = [];
  await settle(world);
  return hasMore ?? false;
}

export const rounds = stepKind<{ school: number; turns: number; fates: readonly Fate[] }>({
  name: 'round',
  weight: 14,
  draw: (dice, { schools }) => ({
    school: dice.pick(schools),
    turns: 1 + dice.int(3),
    fates: Array.from({ length: 1 + dice.int(4) }, () => (dice.unit() < 0.6 ? 'fine' : dice.pick(fates))),
  }),
  take: async (world, { school, turns, fates: befalls }) => {
    for (let turn = 0; turn < turns; turn++) {
      await round(world, school, turn === 0 ? befalls : []);
    }
  },
  tell: ({ school, turns, fates: befalls }) =>
    `school ${school} makes ${turns} rounds, requests are ${befalls.join(', ')}`,
});

export const arrives = stepKind<{ which: number }>({
  name: 'arrive',
  weight: 2,
  draw: (dice) => ({ which: dice.int(3) }),
  take: async (world, { which }) => {
    const [late] = world.late.splice(which % Math.max(1, world.late.length), 1);
    if (late) await on(world, 0, () => deliver(world, late));
  },
  tell: () => 'a late request arrives at the region',
});

export const cutsOff = stepKind<{ school: number; isCut: boolean }>({
  name: 'line',
  weight: 2,
  draw: (dice, { schools }) => ({ school: dice.pick(schools), isCut: dice.unit() < 0.4 }),
  take: async (world, { school, isCut }) => {
    if (isCut) world.cutOff.add(school);
    else world.cutOff.delete(school);
  },
  tell: ({ school, isCut }) => `the line of school ${school} is ${isCut ? 'cut' : 'whole'}`,
});
