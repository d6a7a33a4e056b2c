import { stickCount } from '../cast.ts';
import { freshSecrets } from '../burnt.ts';
import { erasedOn, keysIn } from '../leaks.ts';
import { bury, isRolledBack, mayLose, start, stop } from '../world.ts';
import { anyPlace, placeName, region, stepKind } from './step.ts';
import { writeStick } from './sticks.ts';

/** Somebody copies the folder of a server while it stands still. */
export const backsUp = stepKind<{ place: number }>({
  name: 'back-up',
  weight: 2,
  draw: (dice, shape) => ({ place: anyPlace(dice, shape) }),
  take: async (world, { place }) => {
    const node = world.nodes[place];
    if (!node?.up) return;
    const erased = await erasedOn(node);
    await stop(node).catch((error: unknown) => world.surprise(error, node));
    if (!node.disk.isOn) return;
    const image = node.disk.image();
    for (const found of keysIn(world, place, image, erased)) world.ledger.leaks.push(`a copy holds ${found}`);
    world.backups.set(place, { image, self: node.self });
    await start(world, node);
  },
  tell: ({ place }) => `the folder of ${placeName(place)} is copied`,
});

/** Somebody puts an old copy in the place of what is there. */
export const putsBack = stepKind<{ place: number }>({
  name: 'put-back',
  weight: 2,
  draw: (dice, shape) => ({ place: anyPlace(dice, shape) }),
  take: async (world, { place }) => {
    const node = world.nodes[place];
    const backup = world.backups.get(place);
    if (!node?.up || !world.nodes[0]?.up || !backup || !mayLose(world, place)) return;
    await stop(node).catch((error: unknown) => world.surprise(error, node));
    if (!node.disk.isOn) return;
    node.disk.restore(backup.image);
    node.self = backup.self;
    await isRolledBack(world, node);
    await start(world, node);
  },
  tell: ({ place }) => `the old copy of ${placeName(place)} is put back`,
});

/**
 * A school's server burns, and an empty machine takes its place with a ticket of the region (SYN-23). The copies of its
 * folder burn with it; sticks that it wrote are still under way.
 */
export const burns = stepKind<{ place: number; stick: number; hasStick: boolean }>({
  name: 'burn',
  weight: 2,
  draw: (dice, { schools }) => ({
    place: dice.pick(schools),
    stick: dice.int(stickCount),
    hasStick: dice.unit() < 0.5,
  }),
  take: async (world, { place, stick, hasStick }) => {
    const node = world.nodes[place];
    if (!node || node.vacant || !world.nodes[0]?.up || !mayLose(world, place)) return;
    if (hasStick) await writeStick(world, { stick, from: place, to: region });
    node.disk.turnOff();
    await bury(world, node);
    node.disk.restore(new Map());
    world.backups.delete(place);
    await isRolledBack(world, node);
    node.vacant = { secrets: freshSecrets(node), ticket: undefined };
    node.told = undefined;
    await start(world, node);
  },
  tell: ({ place, stick, hasStick }) =>
    `the server of ${placeName(place)} burns${hasStick ? ` just after stick ${stick + 1} was written` : ''}, and an empty machine takes its place`,
});

/** The disk says of what it is told to flush that it has done so, and has not. */
export const lies = stepKind<{ place: number; isLying: boolean }>({
  name: 'lie',
  weight: 2,
  draw: (dice, { schools }) => ({ place: dice.pick(schools), isLying: dice.unit() < 0.7 }),
  take: async (world, { place, isLying }) => {
    if (!isLying || mayLose(world, place)) world.nodes[place]?.disk.lie(isLying);
  },
  tell: ({ place, isLying }) =>
    `the disk of ${placeName(place)} ${isLying ? 'begins to lie' : 'is honest again'} about flushing`,
});
