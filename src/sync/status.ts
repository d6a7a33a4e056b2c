import { schoolScope, regionScope, type NodeId, type SchoolId, type Scope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Log } from '#log/log.ts';
import type { StreamId } from '#log/record.ts';
import type { SyncDesk } from './desk.ts';
import type { LinkStatus } from './link-status.ts';
import type { Turns } from './turns.ts';
import { readSettings, type SyncSettings } from './settings.ts';

/** What the status page shows of a node and its links (SYN-19). */
export type SyncStatus = {
  readonly self: {
    readonly node: NodeId;
    readonly epoch: number;
    readonly kind: 'school' | 'region';
    readonly school?: SchoolId;
    readonly isRevoked: boolean;
  };
  readonly now: number;
  readonly link: LinkStatus;
  readonly region?: NodeId;
  /** Own streams: how many records they have, and how many of them the region has. */
  readonly streams: readonly {
    readonly scope: Scope;
    readonly epoch: number;
    readonly records: number;
    readonly acknowledged: number;
  }[];
  readonly contacts: readonly ContactRow[];
  readonly files: { readonly waiting: number; readonly waitingBytes: number; readonly named: number };
  readonly settings: SyncSettings;
  /** At a region: schools that have their turn with full rounds, and schools that wait for it (SYN-33). */
  readonly turns: ReturnType<Turns['counts']>;
};

export type ContactRow = {
  readonly node: NodeId;
  readonly kind: 'school' | 'region';
  readonly school?: SchoolId;
  readonly isRevoked: boolean;
  readonly at?: number;
  /** Records of that node that are here. */
  readonly records: number;
  readonly isAhead: boolean;
  readonly hasLost: boolean;
  readonly hasLostHere: boolean;
  readonly rejected: readonly {
    readonly node: NodeId;
    readonly scope: Scope;
    readonly from: number;
    readonly why: string;
  }[];
};

export async function statusOf(
  house: House,
  desk: SyncDesk,
  link: LinkStatus,
  turns: SyncStatus['turns'],
): Promise<SyncStatus> {
  const { self, log, clock } = house;
  const { authority, exchange } = desk;
  const { region } = authority;
  const own = log.streams().filter(({ stream }) => stream.node === self.node);
  const missing = await desk.files.missing();
  const named = new Set((await desk.files.named()).map(({ hash }) => hash));
  return {
    self: {
      node: self.node,
      epoch: self.epoch,
      kind: self.kind,
      ...(self.school ? { school: self.school } : {}),
      isRevoked: authority.find(self.node)?.isRevoked ?? false,
    },
    now: clock.now(),
    link,
    ...(region ? { region: region.node } : {}),
    streams: own.map(({ stream, next }) => ({
      scope: stream.scope,
      epoch: stream.epoch,
      records: next - 1,
      acknowledged: region ? exchange.acknowledged(region.node, stream) : 0,
    })),
    contacts: contactRows(log, desk),
    files: {
      waiting: missing.length,
      waitingBytes: missing.reduce((sum, { bytes }) => sum + bytes, 0),
      named: named.size,
    },
    settings: await readSettings(log),
    turns,
  };
}

function contactRows(log: Log, { authority, contacts }: SyncDesk): ContactRow[] {
  const counts = new Map<NodeId, number>();
  for (const { stream, next } of log.streams()) counts.set(stream.node, (counts.get(stream.node) ?? 0) + next - 1);
  return authority.all().map(({ node, kind, school, isRevoked }) => {
    const contact = contacts().get(node);
    const rejected = (contact?.rejected ?? []).map(({ stream, from, why }) => ({
      node: stream.node,
      scope: stream.scope,
      from,
      why,
    }));
    return {
      node,
      kind,
      ...(school ? { school } : {}),
      isRevoked,
      ...(contact ? { at: contact.at } : {}),
      records: counts.get(node) ?? 0,
      isAhead: contact?.isAhead ?? false,
      hasLost: contact?.hasLost ?? false,
      hasLostHere: contact?.hasLostHere ?? false,
      rejected,
    };
  });
}

/** The highest record of this node's own main stream that the region has. */
export function acknowledgedByRegion(house: House, { authority, exchange }: SyncDesk): number {
  const { region } = authority;
  const scope = house.self.school ? schoolScope(house.self.school) : regionScope;
  const stream: StreamId = { ...house.log.self, scope };
  return region ? exchange.acknowledged(region.node, stream) : 0;
}
