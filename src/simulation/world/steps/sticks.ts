import { stickParts, takeStickIn } from '#sync/stick.ts';
import { erasedOn, keysOnStick } from '../leaks.ts';
import { on, type World } from '../world.ts';
import { anyPlace, placeName, region, stepKind, type Shape } from './step.ts';
import { stickCount } from '../cast.ts';
import type { Dice } from '../../dice.ts';

type Written = { readonly stick: number; readonly from: number; readonly to: number; readonly isTorn: boolean };

function fromTo(dice: Dice, { schools }: Shape): Pick<Written, 'from' | 'to'> {
  const school = dice.pick(schools);
  return dice.unit() < 0.5 ? { from: school, to: region } : { from: region, to: school };
}

export async function writeStick(
  world: World,
  { stick, from, to, isTorn = false }: Omit<Written, 'isTorn'> & { readonly isTorn?: boolean },
): Promise<void> {
  const reader = world.nodes[to];
  const receiver = reader?.self.node;
  await on(world, from, async ({ house, desk }, node) => {
    const erased = await erasedOn(node);
    const known = receiver && desk.authority.find(receiver);
    if (!known) return;
    const files = world.sticks[stick] as Map<string, Uint8Array>;
    const older = [...files.keys()].filter((name) => name.startsWith(`tirek-${house.self.node}-${receiver}-`));
    for await (const { name, bytes } of stickParts({ house, desk }, known)) {
      files.set(name, isTorn ? bytes.slice(0, Math.floor(bytes.length / 2)) : bytes);
      if (isTorn) return;
      for (const person of await keysOnStick(reader, bytes))
        if (erased.has(person)) world.ledger.leaks.push(`${name} carries the key of ${person}`);
    }
    for (const name of older) files.delete(name);
  });
}

/** Somebody writes a stick; it may be pulled out in the middle of a file. */
export const writesStick = stepKind<Written>({
  name: 'write-stick',
  weight: 4,
  draw: (dice, shape) => ({ stick: dice.int(stickCount), ...fromTo(dice, shape), isTorn: dice.unit() < 0.15 }),
  take: writeStick,
  tell: ({ stick, from, to, isTorn }) =>
    `${placeName(from)} writes stick ${stick + 1} for ${placeName(to)}${isTorn ? ', which is pulled out early' : ''}`,
});

/** A node reads all that lies on a stick, for others too, in some order. */
export async function readStick(world: World, place: number, files: readonly Uint8Array[]): Promise<void> {
  for (const bytes of files) {
    await on(world, place, ({ house, desk }) => takeStickIn({ house, desk }, bytes));
  }
}

export const readsStick = stepKind<{ stick: number; place: number; isBackwards: boolean }>({
  name: 'read-stick',
  weight: 4,
  draw: (dice, shape) => ({
    stick: dice.int(stickCount),
    place: anyPlace(dice, shape),
    isBackwards: dice.unit() < 0.3,
  }),
  take: async (world, { stick, place, isBackwards }) => {
    const files = [...(world.sticks[stick]?.values() ?? [])];
    await readStick(world, place, isBackwards ? files.toReversed() : files);
  },
  tell: ({ stick, place, isBackwards }) =>
    `${placeName(place)} reads stick ${stick + 1}${isBackwards ? ', the last file first' : ''}`,
});

export const damagesStick = stepKind<{ stick: number; at: number }>({
  name: 'damage-stick',
  weight: 1,
  draw: (dice) => ({ stick: dice.int(stickCount), at: dice.int(4000) }),
  take: async (world, { stick, at }) => {
    const files = world.sticks[stick] as Map<string, Uint8Array>;
    for (const [name, bytes] of files) {
      const damaged = bytes.slice();
      const place = at % Math.max(1, damaged.length);
      damaged[place] = (damaged[place] ?? 0) ^ 0x20;
      files.set(name, damaged);
    }
  },
  tell: ({ stick }) => `stick ${stick + 1} is damaged`,
});
