import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { Room } from '#http/house.ts';
import type { SyncDesk } from './desk.ts';
import { linkRoutes } from './link-server.ts';
import { syncPermissions } from './permissions.ts';
import { syncProjection } from './projection.ts';
import { syncRecords } from './records.ts';

export { Authority, encodeTrust, type Trust } from './authority.ts';
export { syncDesk, type Contact, type SyncDesk } from './desk.ts';
export type { Exchange } from './exchange.ts';
export { openFileStore } from './file-store.ts';
export { hasIdentity, makeIdentity, readIdentity } from './identity.ts';
export type { KnownNode } from './nodes.ts';
export { granted, grantEnded, nodeEndorsed, nodeRevoked } from './records.ts';
export { syncProjection } from './projection.ts';
export { syncRecords } from './records.ts';

/** Seats `sync`: like `people` it has a room's shape, and no room is under it. */
export function seatSync(desk: SyncDesk): Room {
  return {
    name: 'sync',
    records: syncRecords,
    projection: syncProjection,
    permissions: syncPermissions,
    routes: (house) => new Hono<Env>().route('/', linkRoutes(house, desk)),
  };
}
