import type { NodeIdentity } from '#kernel/node.ts';
import { arrive, settleIn } from './burnt.ts';
import { castIdentities, nameOf, stickCount } from './cast.ts';
import { simDisk, type DiskImage } from './disk.ts';
import { diceOf } from '../dice.ts';
import type { DatabasePlace } from './database.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { simLine, type Fate, type Late } from './line.ts';
import { startNode, type Broken, type Running, type SimNode } from './node.ts';
import type { Release } from './releases.ts';
import { sqlite, type Saved } from './sqlite.ts';

import { castOfTablets, type SimTablet } from './tablet.ts';

/** A region with its schools, tablets, lines and sticks at one moment of a story. */
export type World = {
  readonly seed: string;
  /** True time, in milliseconds since 1970. Nobody in the world sees it but by a clock. */
  now: number;
  /** The region first. */
  readonly nodes: readonly SimNode[];
  readonly tablets: readonly SimTablet[];
  /** What befalls the next requests over lines. */
  fates: Fate[];
  /** Requests that are still under way. */
  late: Late[];
  /** Places of schools whose line is cut. */
  readonly cutOff: Set<number>;
  /** Sticks with their files. */
  readonly sticks: Map<string, Uint8Array>[];
  /** Copies of disks that somebody made, with the identity that lies beside the store. */
  readonly backups: Map<number, { readonly image: DiskImage; readonly self: NodeIdentity }>;
  readonly ledger: Ledger;
  readonly broken: Broken;
  /** Who loses what it answered for in this story, once somebody does. */
  losing: 'school' | 'region' | undefined;
  /** Notes an error that a program should not have had. */
  surprise(error: unknown, node: SimNode): void;
};

const begin = Date.UTC(2026, 8, 1, 3);

/** What a node begins with: its disk, and the connection that was opened on it. */
export type Start = { readonly image: DiskImage; readonly at?: DatabasePlace };

/** What stories begin with, in the same way each: the disks of nodes that run a release, and SQLite's memory. */
export type Template = {
  readonly starts: Readonly<Record<Release, readonly Start[]>>;
  readonly memory?: Saved;
};

export type Beginning = {
  readonly seed: string;
  readonly template: Template;
  /** Places of nodes that run an older release. */
  readonly old?: readonly number[];
  readonly broken?: Broken;
};

/** A world at its beginning; nothing runs yet. There is one at a time: SQLite's memory is put back for it. */
export function makeWorld({ seed, template, old = [], broken = {} }: Beginning): World {
  if (template.memory) sqlite.load(template.memory);
  const nodes = castIdentities.map((self, place): SimNode => ({
    ...beginningOf(template, place, old.includes(place) ? 'old' : 'new'),
    place,
    self,
    clockOff: 0,
    cut: { loss: 'all', salt: 0 },
    starts: 0,
    isLeaving: false,
    up: undefined,
    vacant: undefined,
    told: undefined,
  }));
  const world: World = {
    seed,
    now: begin,
    nodes,
    tablets: castOfTablets(),
    fates: [],
    late: [],
    cutOff: new Set(),
    sticks: Array.from({ length: stickCount }, () => new Map<string, Uint8Array>()),
    backups: new Map(),
    ledger: emptyLedger(nameOf),
    broken,
    losing: undefined,
    surprise: (error, node) => {
      if (node.disk.isOn && !node.disk.isFull) world.ledger.surprises.push(error);
    },
  };
  return world;
}

function beginningOf({ starts }: Template, place: number, release: Release) {
  const { image, at } = starts[release][place] ?? {};
  return { disk: simDisk(image), at, release };
}

/** Starts a node's program, where it does not run and its power lasts. Says whether it runs. */
export async function start(world: World, node: SimNode): Promise<boolean> {
  if (node.up) return true;
  node.disk.start();
  node.isLeaving = false;
  if (!(await arrive(node, (work) => on(world, 0, work), world.ledger))) return false;
  try {
    node.up = await startNode(node, {
      seed: world.seed,
      now: () => world.now,
      http: simLine(() => world, node.place),
      report: (error) => world.surprise(error, node),
      openEpoch: () => {
        node.self = { ...node.self, epoch: node.self.epoch + 1 };
        node.isLeaving = true;
      },
      broken: world.broken,
    });
  } catch (error) {
    world.surprise(error, node);
  }
  if (node.up) await settleIn(node, (work) => on(world, node.place, work));
  await bury(world, node);
  return node.up !== undefined;
}

/** Ends a program as a service is ended. */
export async function stop(node: SimNode): Promise<void> {
  await node.up?.close();
  node.up = undefined;
}

/** Where a node's power has failed, its program is no more, and its disk has what the cut left. */
export async function bury(world: World, node: SimNode): Promise<void> {
  if (node.disk.isOn) return;
  const hasLied = node.disk.isLying;
  await stop(node).catch(() => undefined);
  const { loss, salt } = node.cut;
  // A disk that lied and lost any part of it has no database any more: that is a server that burnt.
  node.disk.cut(hasLied ? 'all' : loss, diceOf(`cut ${salt}`));
  if (hasLied) await isRolledBack(world, node);
}

/** What goes on beside requests comes to its end; who went on to another epoch is started in it. */
export async function settle(world: World): Promise<void> {
  for (const node of world.nodes) {
    await node.up?.desk.recovery.idle();
    await bury(world, node);
    if (!node.isLeaving || !node.up) continue;
    await stop(node).catch((error: unknown) => world.surprise(error, node));
    await bury(world, node);
    if (node.disk.isOn) await start(world, node);
  }
}

/**
 * What a school lost its region has, and what a region lost its schools have: where both lose, what only both had is
 * gone, and nobody is to blame. So a story has one of them.
 */
export function mayLose(world: World, place: number): boolean {
  const who = place === 0 ? 'region' : 'school';
  world.losing ??= who;
  return world.losing === who;
}

/**
 * A node has less than it answered for, by a disk that lied, a backup put back or a fire. What it owes still is what
 * others have; what it opened and erased meanwhile is in doubt where nobody else heard of it.
 */
export async function isRolledBack({ nodes, ledger }: World, { place, self }: SimNode): Promise<void> {
  const others = nodes.filter((each) => (place === 0 ? each.place > 0 : each.place === 0));
  // What a school has of its own it will bring its region again; that is asked of its own promises.
  const owed = ledger.promises.filter((each) => each.place !== place);
  for (const other of others) {
    for (const { stream, next, hash } of other.up?.log.streams() ?? []) {
      if (stream.node !== self.node) continue;
      owed.push({ place: other.place, stream, seq: next - 1, hash: Buffer.from(hash).toString('hex'), written: [] });
    }
  }
  ledger.promises.splice(0, Infinity, ...owed);
  for (const [key, grant] of ledger.grants)
    if (grant.writer === self.node) ledger.grants.set(key, { ...grant, isDoubtful: true });
  const heard = new Set<string>();
  for (const { up } of others)
    for (const row of (await up?.log.read.all<{ person: string }>('select person from log_erased')) ?? [])
      heard.add(row.person);
  if (place === 0) ledger.passedOn.clear();
  for (const person of ledger.erased)
    if (!ledger.passedOn.has(person) && !heard.has(person)) ledger.erased.delete(person);
}

/** Does something on a running node. What the power ends, or a full disk refuses, is no error of the program. */
export async function on<T>(
  world: World,
  place: number,
  work: (up: Running, node: SimNode) => Promise<T>,
): Promise<T | undefined> {
  const node = world.nodes[place];
  if (!node?.up) return undefined;
  try {
    const answer = await work(node.up, node);
    return node.disk.isOn ? answer : undefined;
  } catch (error) {
    world.surprise(error, node);
    return undefined;
  }
}
