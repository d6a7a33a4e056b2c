import { Hono } from 'hono';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/mini';
import {
  regionScope,
  schoolScope,
  type NodeId,
  type PersonId,
  type Randomness,
  type SchoolId,
  type Scope,
} from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { createApp } from '#http/app.ts';
import type { Env } from '#http/frame.ts';
import type { FirstNeeds, House } from '#http/house.ts';
import { heldLine } from '#http/line.ts';
import { liveEvents } from '#http/live.ts';
import type { Post, Who } from '#http/who.ts';
import { rawPublicKey } from '#log/chain.ts';
import type { KnownType } from '#log/house.ts';
import { openLog } from '#log/log.ts';
import { on, recordType, type Projection } from '#log/projection.ts';
import type { Draft } from '#log/record.ts';
import { openSqliteStore } from '#log/sqlite/store.ts';
import { dumpRows, fakeClock, seededRandomness } from '#testing/logs.ts';
import { sampleProjection, sampleTypes } from '#testing/sample-room.ts';
import { Authority, encodeTrust } from './authority.ts';
import { syncDesk, type SyncDesk } from './desk.ts';
import type { FileSource } from './file-ledger.ts';
import { openFileStore } from './file-store.ts';
import { syncFirst } from './first-desk.ts';
import { makeIdentity, nextEpoch, readIdentity } from './identity.ts';
import { seatSync } from './index.ts';
import type { Message } from './message.ts';
import type { KnownNode } from './nodes.ts';
import { syncProjection } from './projection.ts';
import { granted, nodeEndorsed, nodeRevoked, syncRecords } from './records.ts';

/** A picture on a wall: the smallest record that names a file. */
export const hung = recordType('wall.hung', {
  owner: 'any',
  version: 1,
  body: z.object({ hash: z.string(), bytes: z.int() }),
});

export const wallProjection: Projection = {
  name: 'wall',
  version: 1,
  tables: [{ name: 'wall_pictures', columns: { hash: 'text', bytes: 'int' }, key: ['hash'] }],
  effects: [on(hung, ({ hash, bytes }) => [{ op: 'insert', table: 'wall_pictures', row: { hash, bytes } }])],
};
const wallFiles: FileSource = (read) => read.all('select hash, bytes, _origin as origin from wall_pictures');

/** What a version of the program knows besides the links. */
export type TestRelease = { readonly types: readonly KnownType[]; readonly projections: readonly Projection[] };

export const testRelease: TestRelease = {
  types: [...sampleTypes, hung],
  projections: [sampleProjection, wallProjection],
};

/** What a restored school gets first: who is here, points of the newest two days, and all pictures. */
const sampleFirst: FirstNeeds = {
  records: { 'sample.joined': 'all', 'wall.hung': 'all', 'sample.scored': 2 },
  files: async (read) => (await read.all<{ hash: string }>('select hash from wall_pictures')).map(({ hash }) => hash),
};

export type TestClock = ReturnType<typeof fakeClock>;

/** A node with the sample room, as the composition root would seat it. */
export type TestNode = {
  readonly house: House;
  readonly desk: SyncDesk;
  readonly app: Hono<Env>;
  readonly clock: TestClock;
  readonly folder: string;
  /** The scope of its school, or the region's. */
  readonly scope: Scope;
  write(...drafts: Draft[]): Promise<void>;
  /** The rows of all projections but those about nodes themselves. */
  rows(): Promise<Record<string, string[]>>;
  /** Calls the API as somebody with this post. */
  ask(post: Post | undefined, method: string, path: string, body?: unknown): Promise<Response>;
  /** How often the node asked to be opened in another epoch. */
  epochsAsked(): number;
  close(): Promise<void>;
};

export type TestPlace = {
  readonly folder: string;
  readonly clock: TestClock;
  readonly seed: string;
  readonly release?: TestRelease | undefined;
};

/** Opens the node in a folder, or makes it there first. */
export async function openTestNode(place: TestPlace, of?: { school?: SchoolId; node?: NodeId }): Promise<TestNode> {
  const { folder, seed } = place;
  const randomness = seededRandomness(`${seed} ${folder.split('/').at(-1)}`);
  if (of) {
    const kind = of.school ? ({ kind: 'school', school: of.school } as const) : ({ kind: 'region' } as const);
    await makeIdentity(folder, { ...kind, ...(of.node ? { node: of.node } : {}) }, randomness);
  }
  return openAs(readIdentity(folder), place, randomness);
}

async function openAs(self: NodeIdentity, place: TestPlace, randomness: Randomness): Promise<TestNode> {
  const { folder, clock, release = testRelease } = place;
  const store = openSqliteStore(join(folder, 'node.db'));
  const authority = new Authority(self);
  await authority.load(store);
  const log = await openLog({
    store,
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...syncRecords, ...release.types],
    projections: [syncProjection, ...release.projections],
    mayWrite: authority.mayWrite,
    clock,
    randomness,
    vaultKey: self.vaultKey,
  });
  const files = openFileStore(join(folder, 'files'));
  const stickFolder = join(folder, 'sticks');
  let asked = 0;
  const openEpoch = (): void => void asked++;
  const desk = syncDesk({
    openEpoch,
    self,
    log,
    authority,
    store: files,
    sources: [wallFiles],
    first: [syncFirst, sampleFirst],
    stickFolder,
    clock,
    randomness,
  });
  await desk.remember();
  const stopFollowing = authority.follow(log);
  const house: House = {
    self,
    log,
    files,
    live: liveEvents(),
    line: heldLine(),
    clock,
    randomness,
    again: () => undefined,
  };
  const whoOf = (token: string | undefined): Promise<Who> => Promise.resolve(whoWith(token));
  const app = createApp({ house, rooms: [seatSync(desk)], whoOf, report: (_, error) => console.error(error) });
  return {
    house,
    desk,
    app,
    clock,
    folder,
    scope: self.school ? schoolScope(self.school) : regionScope,
    write: (...records) => log.write(() => ({ records, answer: undefined })),
    rows: async () => {
      const dumps = release.projections.map((projection) => dumpRows(log.read, projection));
      return Object.assign({}, ...(await Promise.all(dumps))) as Record<string, string[]>;
    },
    ask: async (post, method, path, body) => {
      const isBytes = body instanceof Uint8Array;
      const headers = {
        ...(post ? { authorization: `Bearer ${JSON.stringify(post)}` } : {}),
        ...(isBytes ? {} : { 'content-type': 'application/json' }),
      };
      const content = body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) };
      return app.request(`/api/sync${path}`, { method, headers, ...content });
    },
    epochsAsked: () => asked,
    close: async () => {
      stopFollowing();
      await log.close();
      await desk.recovery.idle();
    },
  };
}

function whoWith(token: string | undefined): Who {
  if (!token) return { kind: 'anyone' };
  const post = JSON.parse(token) as Post;
  return { kind: 'person', person: 'person000001' as PersonId, posts: [post], language: 'kk', session: 'test' };
}

/** What the enrolment by a ticket comes to, without the ticket. */
export async function enrolDirectly(region: TestNode, school: TestNode): Promise<void> {
  const known = await asKnown(school);
  const { node, kind, epoch, key, age, school: of } = known;
  await region.write(
    nodeEndorsed.draft(regionScope, 'region', { node, kind, epoch, key, age, ...(of ? { school: of } : {}) }),
  );
  const root = await asKnown(region);
  await school.house.log.setState('trust', encodeTrust(root));
  school.desk.authority.trust(root);
  await school.write(granted.draft(school.scope, 'node', { scope: school.scope, to: root.node }));
}

/** A node as others know it. */
export async function asKnown({ house: { self }, desk }: TestNode): Promise<KnownNode> {
  const known = desk.authority.find(self.node);
  if (!known) throw new Error('a node knows itself');
  return { ...known, key: rawPublicKey(self.signingKey) };
}

export type TestRegion = AsyncDisposable & {
  readonly region: TestNode;
  readonly schools: readonly TestNode[];
  readonly clock: TestClock;
  /**
   * Closes a node and opens it again, as after a restart; `meanwhile` something is done to its folder. `release` is what
   * it knows from then on.
   */
  reopen(node: TestNode, meanwhile?: () => void | Promise<void>, release?: TestRelease): Promise<TestNode>;
};

/**
 * A region's node and enrolled schools' nodes, on real stores in a folder of their own. `releaseOf` says what the nodes
 * `region`, `school1`, `school2` … know where they are not all of one version.
 */
export async function testRegion(
  schoolCount: number,
  seed = 'sync',
  releaseOf: (name: string) => TestRelease = () => testRelease,
): Promise<TestRegion> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-sync-'));
  const clock = fakeClock();
  const place = (name: string): TestPlace => ({ folder: join(folder, name), clock, seed, release: releaseOf(name) });
  const open = new Set<TestNode>();
  const made = async (name: string, of: { school?: SchoolId; node: NodeId }): Promise<TestNode> => {
    const node = await openTestNode(place(name), of);
    open.add(node);
    return node;
  };
  const region = await made('region', { node: 'region' as NodeId });
  const schools: TestNode[] = [];
  for (let n = 1; n <= schoolCount; n++) {
    const school = await made(`school${n}`, { school: `s${n}x` as SchoolId, node: `node${n}` as NodeId });
    await enrolDirectly(region, school);
    schools.push(school);
  }
  return {
    region,
    schools,
    clock,
    reopen: async (node, meanwhile = () => undefined, release = undefined) => {
      open.delete(node);
      await node.close();
      await meanwhile();
      const again = await openTestNode({ folder: node.folder, clock, seed: `${seed} again`, release });
      open.add(again);
      return again;
    },
    [Symbol.asyncDispose]: async () => {
      for (const node of open) await node.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A school's server burns; another one is enrolled in its place, in its next epoch, with a key of its own (SYN-13). */
export async function burn(world: TestRegion, school: TestNode): Promise<TestNode> {
  const { region } = world;
  const { node, epoch, school: of } = school.house.self;
  const heads = region.house.log.streams().filter(({ stream }) => stream.node === node);
  const restored = await world.reopen(school, async () => {
    rmSync(school.folder, { recursive: true });
    const kind = { kind: 'school' as const, node, ...(of ? { school: of } : {}) };
    await makeIdentity(school.folder, kind, seededRandomness(`${node} ${epoch + 1}`));
    for (let at = 1; at <= epoch; at++) nextEpoch(school.folder);
  });
  await region.write(
    nodeRevoked.draft(regionScope, 'region', {
      node,
      through: epoch,
      reason: 'replaced',
      heads: heads.map(({ stream, next }) => [stream.epoch, stream.scope, next - 1]),
    }),
  );
  await enrolDirectly(region, restored);
  return restored;
}

/** Two nodes in one process exchange until neither has more to say. */
export async function meet(a: TestNode, b: TestNode, budget = 64 * 1024): Promise<void> {
  const [knownA, knownB] = [b.desk.authority.find(a.house.self.node), a.desk.authority.find(b.house.self.node)];
  if (!knownA || !knownB) throw new Error('the nodes do not know each other');
  for (let hasMore = true, turn = 0; hasMore && turn < 200; turn++) {
    const there = await a.desk.exchange.compose(knownB, budget, turn === 0);
    await hear(b, knownA, there);
    const back = await b.desk.exchange.compose(knownA, budget, turn === 0);
    await hear(a, knownB, back);
    hasMore = there.hasMore || back.hasMore || there.bundles.length > 0 || back.bundles.length > 0;
  }
}

async function hear(node: TestNode, peer: KnownNode, message: Message): Promise<void> {
  await node.desk.heard(peer.node, node.clock.now(), await node.desk.exchange.absorb(peer, message));
}
