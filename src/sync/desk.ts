import type { NodeId } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import type { FirstNeeds } from '#http/house.ts';
import type { Log } from '#log/log.ts';
import { streamKey, toCbor } from '#log/record.ts';
import type { Authority } from './authority.ts';
import { contactPrefix, contactTimes } from './contacts.ts';
import { exchangeOf, type Absorbed, type Exchange, type Rejected } from './exchange.ts';
import { FileLedger, type FileSource } from './file-ledger.ts';
import { fillWatch, type FillWatch } from './filling.ts';
import { firstDesk, type FirstDesk } from './first-desk.ts';
import type { StagingStore } from './file-store.ts';
import { RecoveryKeeper } from './recovery.ts';
import { ServerSessions, type ServerSessionsNeeds } from './server-sessions.ts';
import { realWrapping, type Wrapping } from './wrapping.ts';

/** What this node last heard from another. */
export type Contact = {
  readonly at: number;
  /** Records that came with it since the program began. */
  readonly records: number;
  /** Bundles that were not taken in, one a stream, until one of their stream is. */
  readonly rejected: readonly Rejected[];
  /** The other has records of this node's own streams that this node does not have. */
  readonly isAhead: boolean;
  /** The other has lost what it acknowledged before. */
  readonly hasLost: boolean;
  /** The other says so of this node: it was put back from an old copy. */
  readonly hasLostHere: boolean;
};

/** What the parts of sync share while the program runs. */
export type SyncDesk = {
  readonly authority: Authority;
  readonly exchange: Exchange;
  readonly recovery: RecoveryKeeper;
  readonly sessions: ServerSessions;
  readonly first: FirstDesk;
  readonly filling: FillWatch;
  readonly files: FileLedger;
  readonly store: StagingStore;
  readonly wrapping: Wrapping;
  /** Where sticks are made that a page downloads. */
  readonly stickFolder: string;
  /** Notes that a message of a node came in. */
  heard(node: NodeId, at: number, absorbed: Absorbed, hasLostHere?: boolean): Promise<void>;
  contacts(): ReadonlyMap<NodeId, Contact>;
  /** Reads what was kept of contacts before a restart, and what peers had acknowledged. */
  remember(): Promise<void>;
};

export type DeskNeeds = ServerSessionsNeeds & {
  readonly log: Log;
  readonly store: StagingStore;
  readonly stickFolder: string;
  /** The rooms' files. */
  readonly sources: readonly FileSource[];
  /** What the rooms' records and files give a restored school first. */
  readonly first?: readonly FirstNeeds[];
  readonly wrapping?: Wrapping;
  /** Writes the next epoch down and has the node opened anew; nothing, where a test opens it itself. */
  readonly openEpoch?: () => void;
};

/** How much of the time of a last contact a restart may forget. */
const keepEvery = minute;

export function syncDesk(needs: DeskNeeds): SyncDesk {
  const { self, log, authority, store, sources, stickFolder, wrapping = realWrapping } = needs;
  const files = new FileLedger({ log, store, authority, sources });
  const exchange = exchangeOf({ log, self, authority, files, wrapping });
  const contacts = new Map<NodeId, Contact>();
  const keptAt = new Map<NodeId, number>();

  const openEpoch = needs.openEpoch ?? (() => undefined);
  const recovery = new RecoveryKeeper({ self, log, authority, exchange, clock: needs.clock, openEpoch });

  const first = firstDesk(
    { log, self, authority, exchange, recovery, wrapping, clock: needs.clock },
    needs.first ?? [],
  );

  const filling = fillWatch({ self, log, authority, exchange, recovery, files, clock: needs.clock });

  const heard: SyncDesk['heard'] = async (node, at, absorbed, hasLostHere = false) => {
    await recovery.after(node, absorbed);
    await filling.note();
    const before = contacts.get(node);
    contacts.set(node, { ...after(before, at, absorbed), hasLostHere: hasLostHere || (before?.hasLostHere ?? false) });
    if (at - (keptAt.get(node) ?? 0) < keepEvery) return;
    keptAt.set(node, at);
    await log.setState(`${contactPrefix}${node}`, toCbor(at));
  };
  const remember: SyncDesk['remember'] = async () => {
    for (const [node, at] of await contactTimes(log.read)) {
      contacts.set(node, { at, records: 0, rejected: [], isAhead: false, hasLost: false, hasLostHere: false });
    }
    for (const { node } of authority.all()) await exchange.stateOf(node);
    await recovery.start();
  };
  const sessions = new ServerSessions(needs);
  return {
    authority,
    exchange,
    recovery,
    sessions,
    first,
    filling,
    files,
    store,
    wrapping,
    stickFolder,
    heard,
    contacts: () => contacts,
    remember,
  };
}

function after(
  before: Contact | undefined,
  at: number,
  { records, rejected, ahead, less }: Absorbed,
): Omit<Contact, 'hasLostHere'> {
  const now = new Set(rejected.map(({ stream }) => streamKey(stream)));
  const old = records > 0 ? [] : (before?.rejected ?? []);
  return {
    at,
    records: (before?.records ?? 0) + records,
    rejected: [...old.filter(({ stream }) => !now.has(streamKey(stream))), ...firstOfStream(rejected)].slice(-50),
    isAhead: ahead.length > 0 || (before?.isAhead ?? false),
    hasLost: less.length > 0 || (before?.hasLost ?? false),
  };
}

function firstOfStream(rejected: readonly Rejected[]): Rejected[] {
  return [...new Map(rejected.toReversed().map((each) => [streamKey(each.stream), each])).values()];
}
