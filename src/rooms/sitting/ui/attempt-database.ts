import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Lease } from '#web/outbox/outbox-model.ts';
import type { Base, SittingEvent } from '../model/event.ts';
import type { SeatAnswer } from '../routes-sit.ts';

/** What this tablet does of an attempt: one chain of events. Small, for it is written again with each of them. */
export type ChainRow = {
  /** `<attempt>/<device>`. */
  readonly chain: string;
  readonly attempt: string;
  readonly device: string;
  /** Under it runs go into the outbox, whoever uses the tablet then. */
  readonly credential: string;
  readonly seat: SeatAnswer;
  /** Where it goes on with what another tablet, or this one before it was put back, had done: with the events before. */
  readonly base?: { readonly of: Base; readonly events: Uint8Array; readonly at: number };
  /** The newest chain of an attempt has the highest. */
  readonly order: number;
  /** How many events there are, and the head after them. */
  readonly count: number;
  readonly head: string;
  /** Up to here events have become runs in the outbox. */
  readonly cut: number;
  /** Up to here the school has said that it has them (SIT-7). */
  readonly reached: number;
  /** The last beat: where an interval ended that nobody closed (SIT-10). Tenths of a second, and the tablet's clock. */
  readonly beat?: { readonly at: number; readonly wall: number };
  readonly lease?: Lease;
  readonly isOver?: boolean;
};

export type EventRow = {
  readonly chain: string;
  readonly n: number;
  readonly event: SittingEvent;
  readonly head: string;
};

type Schema = DBSchema & {
  chains: { key: string; value: ChainRow; indexes: { attempt: string } };
  events: { key: [string, number]; value: EventRow };
  /** Packages as they came, and the key once it did. */
  packs: { key: string; value: { readonly attempt: string; readonly bytes: Uint8Array; readonly key?: string } };
};

export type Database = IDBPDatabase<Schema>;
export type Writing = IDBPTransaction<Schema, ('chains' | 'events' | 'packs')[], 'readwrite'>;

/** The store of this origin's attempts; beside the outbox, because its rows are read again and the outbox's never. */
export function openDatabase(name: string): Promise<Database> {
  return openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('chains', { keyPath: 'chain' }).createIndex('attempt', 'attempt');
      fresh.createObjectStore('events', { keyPath: ['chain', 'n'] });
      fresh.createObjectStore('packs', { keyPath: 'attempt' });
    },
    // A newer page in another window has to be let through.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
}

/** One transaction: it happens as a whole, and is on the disk when this resolves, or not at all (SIT-2). */
export function writeStrictly<T>(db: Database, work: (tx: Writing) => Promise<T>): Promise<T> {
  return write(db, 'strict', work);
}

/** As a whole too, and it outlives the page; a loss of power may take it. */
export function writeSoon<T>(db: Database, work: (tx: Writing) => Promise<T>): Promise<T> {
  return write(db, 'relaxed', work);
}

async function write<T>(
  db: Database,
  durability: IDBTransactionDurability,
  work: (tx: Writing) => Promise<T>,
): Promise<T> {
  const tx = db.transaction(['chains', 'events', 'packs'], 'readwrite', { durability });
  tx.done.catch(() => undefined);
  try {
    const answer = await work(tx);
    await tx.done;
    return answer;
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It has ended already.
    }
    throw tx.error ?? error;
  }
}
