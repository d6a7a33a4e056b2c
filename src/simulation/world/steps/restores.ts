import { isRolledBack, start, stop } from '../world.ts';
import { placeName, stepKind } from './step.ts';

/** Somebody copies the folder of a school's server while it stands still. */
export const backsUp = stepKind<{ place: number }>({
  name: 'back-up',
  weight: 2,
  draw: (dice, { schools }) => ({ place: dice.pick(schools) }),
  take: async (world, { place }) => {
    const node = world.nodes[place];
    if (!node?.up) return;
    await stop(node).catch((error: unknown) => world.surprise(error, node));
    if (!node.disk.isOn) return;
    world.backups.set(place, { image: node.disk.image(), self: node.self });
    await start(world, node);
  },
  tell: ({ place }) => `the folder of ${placeName(place)} is copied`,
});

/** Somebody puts an old copy in the place of what is there. */
export const putsBack = stepKind<{ place: number }>({
  name: 'put-back',
  weight: 2,
  draw: (dice, { schools }) => ({ place: dice.pick(schools) }),
  take: async (world, { place }) => {
    const node = world.nodes[place];
    const backup = world.backups.get(place);
    if (!node?.up || !world.nodes[0]?.up || !backup) return;
    await stop(node).catch((error: unknown) => world.surprise(error, node));
    if (!node.disk.isOn) return;
    node.disk.restore(backup.image);
    node.self = backup.self;
    await isRolledBack(world, node);
    await start(world, node);
  },
  tell: ({ place }) => `the old copy of ${placeName(place)} is put back`,
});

/** The disk says of what it is told to flush that it has done so, and has not. */
export const lies = stepKind<{ place: number; isLying: boolean }>({
  name: 'lie',
  weight: 2,
  draw: (dice, { schools }) => ({ place: dice.pick(schools), isLying: dice.unit() < 0.7 }),
  take: async ({ nodes }, { place, isLying }) => nodes[place]?.disk.lie(isLying),
  tell: ({ place, isLying }) =>
    `the disk of ${placeName(place)} ${isLying ? 'begins to lie' : 'is honest again'} about flushing`,
});
