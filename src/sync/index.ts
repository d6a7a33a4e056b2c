import { Hono } from 'hono';
import { rm } from 'node:fs/promises';
import type { Env } from '#http/frame.ts';
import type { House, JobStart, Room } from '#http/house.ts';
import type { SyncDesk } from './desk.ts';
import { enrolRoutes } from './enrol-routes.ts';
import { fileRoutes } from './file-server.ts';
import { syncFirst } from './first-desk.ts';
import { LinkKeeper } from './keeper.ts';
import { lineRoutes } from './line-routes.ts';
import { linkRoutes } from './link-server.ts';
import { syncPermissions } from './permissions.ts';
import { syncProjection } from './projection.ts';
import { syncRecords } from './records.ts';
import { statusRoutes } from './routes.ts';
import { stickRoutes } from './stick-routes.ts';
import { realTimers, type Timers } from './timers.ts';
import { syncTopics, tellScreens } from './topics.ts';
import { turnsOf, type Turns } from './turns.ts';

export { Authority, encodeTrust, type Trust } from './authority.ts';
export { contactTimes } from './contacts.ts';
export { arrive, arriveOver, askedTicket, askWithTicket, settleIn } from './arrival.ts';
export { syncDesk, type Contact, type SyncDesk } from './desk.ts';
/** @public For rooms in which one school asks another for a change: see README, requests. */
export { answerRequest, askOwner, selectRequests, type OwnerRequest } from './requests.ts';
export { answerEnrolRequests, readEnrolAnswer, writeEnrolRequest, type AnsweredRequest } from './enrol.ts';
export type { Exchange } from './exchange.ts';
export type { Filling } from './filling.ts';
export { nodesOfSchool, openedBy, regionOf, schoolServers } from './grants.ts';
export { syncFirst } from './first-desk.ts';
export { openFileStore } from './file-store.ts';
export {
  changeIdentity,
  IdentityLocked,
  identityFile,
  isIdentitySealed,
  makeIdentity,
  nextEpoch,
  opensIdentity,
  readIdentity,
  resealIdentity,
  type KeptIdentity,
  type PastVault,
  exportIdentity,
  keepIdentity,
  whoseFolder,
} from './identity.ts';
export { replaceFile, tidyFile } from './kept-file.ts';
export { openSealed, sealTo } from './seal.ts';
export type { KnownNode } from './nodes.ts';
export { granted, grantEnded, nodeEndorsed, nodeRevoked } from './records.ts';
export { syncProjection } from './projection.ts';
export { syncRecords } from './records.ts';
export { stickRead, stickWrite, type StickReport, type WrittenFile } from './stick.ts';
export { acknowledgedByRegion, type SyncStatus } from './status.ts';

/**
 * SYN-32: what an earlier run of the program left half done. Trouble with it, a disk that cannot be read, is no reason not
 * to start: the next start sweeps again.
 */
async function sweepAtStart({ store, files, stickFolder }: SyncDesk): Promise<void> {
  try {
    await rm(stickFolder, { recursive: true, force: true });
    const named = new Set((await files.named()).map(({ hash }) => hash));
    await store.sweep((hash) => named.has(hash));
  } catch {
    // The files stay where they are.
  }
}

/** Seats `sync`: like `people` it has a room's shape, and no room is under it. */
export function seatSync(desk: SyncDesk, timers: Timers = realTimers, turns: Turns = turnsOf()): Room {
  let keeper: LinkKeeper | undefined;
  const keeperOf = (house: House): LinkKeeper => {
    const { self, log, clock, line, live, randomness } = house;
    const dice = (): number => Buffer.from(randomness.bytes(4)).readUInt32BE() / 2 ** 32;
    return (keeper ??= new LinkKeeper({
      self,
      log,
      clock,
      desk,
      line,
      timers,
      dice,
      publish: () => tellScreens(live),
    }));
  };
  const keepLink: JobStart = (house) => {
    const kept = keeperOf(house);
    const starting = Promise.all([kept.start(), sweepAtStart(desk)]);
    return async () => {
      await starting;
      await kept.stop();
    };
  };
  return {
    name: 'sync',
    records: syncRecords,
    first: syncFirst,
    projection: syncProjection,
    permissions: syncPermissions,
    routes: (house) =>
      new Hono<Env>()
        .route('/', linkRoutes(house, desk, turns))
        .route('/', lineRoutes(house))
        .route('/', fileRoutes(desk))
        .route('/', stickRoutes(house, desk))
        .route('/', enrolRoutes(house, desk, keeperOf(house)))
        .route('/', statusRoutes(house, desk, keeperOf(house), turns)),
    jobs: [keepLink],
    topics: syncTopics,
  };
}
