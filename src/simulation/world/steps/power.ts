import type { Fuse, Loss } from '../disk.ts';
import { bury, start, stop } from '../world.ts';
import { anyPlace, placeName, stepKind } from './step.ts';

const losses: readonly Loss[] = ['all', 'nothing', 'tail', 'any'];

type Failing = { readonly place: number; readonly loss: Loss; readonly salt: number };

/** The power of a node will fail at a write or a flush from now on: in whatever it does then. */
export const armsFuse = stepKind<Failing & Fuse>({
  name: 'fuse',
  weight: 7,
  draw: (dice, shape) => ({
    place: anyPlace(dice, shape),
    at: dice.pick(['write', 'write', 'flush', 'flushed'] as const),
    k: 1 + dice.int(dice.pick([4, 12, 60])),
    loss: dice.pick(losses),
    salt: dice.int(1_000_000),
  }),
  take: async ({ nodes }, { place, at, k, loss, salt }) => {
    const node = nodes[place];
    if (!node) return;
    node.cut = { loss, salt };
    node.disk.arm({ at, k });
  },
  tell: ({ place, at, k, loss }) =>
    `the power of ${placeName(place)} will fail ${at === 'write' ? 'during' : at === 'flush' ? 'before' : 'after'} its ${k}. ${at === 'write' ? 'write' : 'flush'} from now on; of what is not flushed, ${lost[loss]}`,
});

const lost: Readonly<Record<Loss, string>> = {
  all: 'all is lost',
  nothing: 'all is kept',
  tail: 'what came last is lost',
  any: 'any part is lost',
};

export const cutsPower = stepKind<Failing>({
  name: 'cut',
  weight: 3,
  draw: (dice, shape) => ({ place: anyPlace(dice, shape), loss: dice.pick(losses), salt: dice.int(1_000_000) }),
  take: async (world, { place, loss, salt }) => {
    const node = world.nodes[place];
    if (!node?.up) return;
    node.cut = { loss, salt };
    node.disk.turnOff();
    await bury(world, node);
  },
  tell: ({ place, loss }) => `the power of ${placeName(place)} is cut; of what is not flushed, ${lost[loss]}`,
});

export const starts = stepKind<{ place: number }>({
  name: 'start',
  weight: 12,
  draw: (dice, shape) => ({ place: anyPlace(dice, shape) }),
  take: async (world, { place }) => {
    const node = world.nodes[place];
    if (node) await start(world, node);
  },
  tell: ({ place }) => `${placeName(place)} is switched on`,
});

export const restarts = stepKind<{ place: number; isUpdated: boolean }>({
  name: 'restart',
  weight: 2,
  draw: (dice, shape) => ({ place: anyPlace(dice, shape), isUpdated: dice.unit() < 0.5 }),
  take: async (world, { place, isUpdated }) => {
    const node = world.nodes[place];
    if (!node?.up) return;
    await stop(node).catch((error: unknown) => world.surprise(error, node));
    if (isUpdated) node.release = 'new';
    if (node.disk.isOn) await start(world, node);
    else await bury(world, node);
  },
  tell: ({ place, isUpdated }) => `${placeName(place)} is restarted${isUpdated ? ' with the newest release' : ''}`,
});

export const fillsDisk = stepKind<{ place: number; isFull: boolean }>({
  name: 'disk',
  weight: 2,
  draw: (dice, shape) => ({ place: anyPlace(dice, shape), isFull: dice.unit() < 0.4 }),
  take: async ({ nodes }, { place, isFull }) => nodes[place]?.disk.fill(isFull),
  tell: ({ place, isFull }) => `the disk of ${placeName(place)} is ${isFull ? 'full' : 'no longer full'}`,
});

export const rebuilds = stepKind<{ place: number }>({
  name: 'rebuild',
  weight: 2,
  draw: (dice, shape) => ({ place: anyPlace(dice, shape) }),
  take: async (world, { place }) => {
    const node = world.nodes[place];
    if (!node?.up) return;
    try {
      await node.up.log.rebuild('sample');
    } catch (error) {
      world.surprise(error, node);
    }
  },
  tell: ({ place }) => `${placeName(place)} derives its tables anew`,
});
