import { statSync } from 'node:fs';
import { join } from 'node:path';
import { systemRandomness, type Randomness } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { systemClock, type Clock } from '#kernel/time.ts';
import { createApp } from '#http/app.ts';
import type { House, Room } from '#http/house.ts';
import { heldLine } from '#http/line.ts';
import { liveEvents } from '#http/live.ts';
import { reportError } from '#http/report.ts';
import {
  careDesk,
  careProjection,
  careRecords,
  correctedClock,
  hearAtSignIn,
  readKept,
  seatCare,
  vaultMark,
  type CareDesk,
} from '#care/index.ts';
import { asFault, guardedStore } from '#log/fault.ts';
import { openLog, type Log } from '#log/log.ts';
import { decodeRecord } from '#log/record.ts';
import { openSqliteStore } from '#log/sqlite/store.ts';
import type { Store } from '#log/store.ts';
import { diskLock, keyHolders, seatLock, settledIdentity, type DiskLock } from '#lock/index.ts';
import { findSchool, isHolder, peopleFirst, peopleProjection, peopleRecords, seatPeople } from '#people/index.ts';
import {
  deskHere,
  installedHere,
  releaseRecords,
  releasesProjection,
  seatReleases,
  type ReleaseDesk,
} from '#releases/index.ts';
import {
  acknowledgedByRegion,
  Authority,
  nextEpoch,
  openFileStore,
  readIdentity,
  schoolServers,
  seatSync,
  settleIn,
  syncDesk,
  syncFirst,
  syncProjection,
  syncRecords,
  type SyncDesk,
} from '#sync/index.ts';
import { keepBank } from '#rooms/bank/index.ts';
import { keepShipped } from '#rooms/library/index.ts';
import { rooms } from './rooms.ts';
import type { Settings } from './settings.ts';

/** A node without its doors open: what commands and jobs of the program work on. */
export type OpenNode = {
  readonly house: House;
  readonly desk: SyncDesk;
  readonly seats: readonly Room[];
  readonly releases: ReleaseDesk;
  readonly care: CareDesk;
  /** Answers a request for the API; `connection` is what the HTTP server knows of it: the socket, its address. */
  readonly fetch: (request: Request, connection?: object) => Response | Promise<Response>;
  /** Resolves when the node must be opened anew, with the reason (BOOT-4). */
  readonly over: Promise<string>;
  readonly close: () => Promise<void>;
};

/** What a simulation puts in the place of the world: its clock, its dice, and nothing that goes on by itself. */
export type World = { readonly clock: Clock; readonly randomness: Randomness; readonly hasJobs: boolean };

const realWorld: World = { clock: systemClock, randomness: systemRandomness, hasJobs: true };

/**
 * Opens the node whose data lie in `settings.folder`: stores, log, rooms. Throws where it has no identity yet,
 * `IdentityLocked`, and `StoreFault` where the disk does not let it open; it leaves nothing open then.
 */
export async function openNode(
  settings: Settings,
  world: World = realWorld,
  lock: DiskLock = diskLock(settings.folder, world),
): Promise<OpenNode> {
  // Before the store: a locked disk is said to be locked, and leaves nothing open.
  const { vaultKey } = readIdentity(settings.folder, lock.secret());
  const over = Promise.withResolvers<string>();
  const corrected = world.clock === systemClock ? correctedClock(systemClock) : undefined;
  const here: World = { ...world, clock: corrected ?? world.clock };
  const care = careDesk({
    folder: settings.folder,
    postgres: settings.postgres,
    version: installedHere(settings.folder, settings.programs, settings.releaseKeys).version,
    now: () => here.clock.now(),
    clock: corrected,
    vault: { mark: vaultMark(vaultKey) },
    damaged: () => over.resolve('damaged'),
    isRunning: world.hasJobs,
  });
  const store = guardedStore(await openStore(settings), care.faults.hear);
  try {
    return await openOn(store, settings, here, lock, care, over);
  } catch (error) {
    await store.close().catch(() => undefined);
    throw asFault(error);
  }
}

async function openOn(
  store: Store,
  settings: Settings,
  world: World,
  lock: DiskLock,
  care: CareDesk,
  over: PromiseWithResolvers<string>,
): Promise<OpenNode> {
  const self = await settledIdentity(settings.folder, store, lock.secret(), {
    now: world.clock.now(),
    randomness: world.randomness,
  });
  care.vault.mark = vaultMark(self.vaultKey);
  const authority = new Authority(self);
  await authority.load(store);
  const log = await openLogOf(store, self, authority, world);
  // Before anything is written: the grant of a node that settles in is one of the first records (BOOT-5).
  const stopFollowing = authority.follow(log);
  care.clock?.begin(await newestOwn(log), (await readKept(log)).offset, programTime());
  const files = openFileStore(join(settings.folder, 'files'), settings.stagingBytes);
  const releases = deskHere(settings.folder, settings.programs, settings.releaseKeys);
  const releaseRoom = seatReleases(releases, self.kind === 'region', () => desk.files.forget());
  const sources = [releaseRoom, ...rooms].flatMap((room) => room.files ?? []);
  const openEpoch = (): void => {
    nextEpoch(settings.folder);
    over.resolve('epoch');
  };
  const desk = syncDesk({
    openEpoch,
    self,
    log,
    authority,
    store: files,
    sources,
    first: [peopleFirst, syncFirst, ...rooms.flatMap((room) => room.first ?? [])],
    stickFolder: join(settings.folder, 'sticks'),
    ...world,
  });
  await desk.remember();
  if (settings.regionUrl) await log.setState('region-url', Buffer.from(settings.regionUrl));
  const house: House = {
    self,
    again: over.resolve,
    wake: lock.secret,
    log,
    files,
    live: liveEvents(),
    line: heldLine(),
    clock: world.clock,
    randomness: world.randomness,
  };
  await settleIn(settings.folder, { house, desk });
  const people = seatPeople({
    work: rooms.flatMap((room) => room.work ?? []),
    credentialSigners: () => authority.ownKeys(),
    regionAge: () => authority.region?.age || undefined,
    schoolAge: (school) => authority.all().find((each) => each.school === school && !each.isRevoked)?.age,
    acknowledged: () => acknowledgedByRegion(house, desk),
    arriving: () => arrivingAt(desk),
    cameBack: () => desk.recovery.state(),
    schoolServers: () => schoolServers(log.read),
    // A disk that takes nothing keeps nobody from signing in for this.
    heardTime: (at) => hearAtSignIn(house, care, at).catch(() => care.log.write('the clock could not be noted')),
  });
  const lockSeat = seatLock({
    lock,
    mayHold: (at, holder) => isHolder(at, holder, keyHolders),
    schoolOf: async ({ self: { school } }) => {
      const found = school && (await findSchool(log.read, school));
      return { kk: '', ru: '', isInvented: false, ...(found ? { ...found.names, isInvented: found.isInvented } : {}) };
    },
  });
  const seats = [people.room, seatSync(desk), lockSeat, releaseRoom, seatCare(care, desk), ...rooms];
  const app = createApp({
    house,
    rooms: seats,
    whoOf: people.whoOf(house),
    report: (id, error) => care.log.write(reportError(id, error)),
    disk: care.faults,
  });
  // Who works on the program, or shows the sample region, chooses the packs; a release brings its own.
  const content = join(import.meta.dirname, '..', 'content');
  const shipped = settings.programs ? [keepShipped(content), keepBank(content)] : [];
  const jobs = world.hasJobs ? [...seats.flatMap((seat) => seat.jobs ?? []), ...shipped] : [];
  const stops = jobs.map((start) => start(house));
  const close = async (): Promise<void> => {
    stopFollowing();
    for (const stop of stops) await stop();
    await log.close();
    await desk.recovery.idle();
  };
  const fetch: OpenNode['fetch'] = (request, connection) => app.fetch(request, connection);
  return { house, desk, seats, releases, care, fetch, over: over.promise, close };
}

/** No clock that is right shows an earlier time than the program's files have. */
function programTime(): number {
  return statSync(join(import.meta.dirname, '..', 'package.json')).mtimeMs;
}

/** The time of the newest record that this node wrote. */
async function newestOwn(log: Log): Promise<number> {
  let newest = 0;
  for (const { stream, next } of log.streams()) {
    if (stream.node !== log.self.node) continue;
    const [bytes] = await log.recordsFrom(stream, next - 1, 1);
    newest = Math.max(newest, (bytes && decodeRecord(stream, next - 1, bytes)?.time) || 0);
  }
  return newest;
}

/** A node on SQLite loads nothing of PostgreSQL. */
async function openStore({ folder, postgres }: Settings): Promise<Store> {
  if (postgres) return (await import('#log/postgres/store.ts')).openPostgresStore(postgres);
  try {
    return openSqliteStore(join(folder, 'node.db'));
  } catch (error) {
    throw asFault(error);
  }
}

function openLogOf(store: Store, self: NodeIdentity, authority: Authority, world: World): Promise<Log> {
  return openLog({
    store,
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [
      ...peopleRecords,
      ...syncRecords,
      ...releaseRecords,
      ...careRecords,
      ...rooms.flatMap((room) => room.records),
    ],
    projections: [
      syncProjection,
      peopleProjection,
      releasesProjection,
      careProjection,
      ...rooms.map((room) => room.projection),
    ],
    mayWrite: authority.mayWrite,
    clock: world.clock,
    randomness: world.randomness,
    vaultKey: self.vaultKey,
  });
}

/** PPL-47: what a node that came back still waits for. */
function arrivingAt({ recovery }: SyncDesk): 'people' | 'rest' | undefined {
  if (!recovery.isGoingOn()) return undefined;
  return recovery.isWaitingFor('records') ? 'people' : 'rest';
}
