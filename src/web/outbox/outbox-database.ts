import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Content, Entry, Light, TabletRow, Totals } from './entry.ts';
import type { Lease } from './outbox-model.ts';

export type Facts = {
  readonly lease?: Lease;
  readonly totals?: Totals;
  readonly days?: number;
  readonly offset?: number;
};

type Schema = DBSchema & {
  tablets: { key: string; value: TabletRow };
  entries: {
    key: [string, number];
    value: Entry;
    indexes: {
      'to-send': [string, number, number];
      light: [string, Light, number];
      person: [string, Light];
      since: [Light, number];
    };
  };
  contents: { key: [string, number]; value: Content };
  facts: { key: keyof Facts; value: Facts[keyof Facts] };
};

export type Database = IDBPDatabase<Schema>;
export type Writing = IDBPTransaction<Schema, ('tablets' | 'entries' | 'contents' | 'facts')[], 'readwrite'>;

/** The connection to this origin's database, made anew whenever the browser has ended it. */
export type Connection = {
  database(): Promise<Database>;
  /** One transaction over all stores; it happens as a whole, and is done when this resolves, or not at all. */
  write<T>(work: (tx: Writing) => Promise<T>, options?: IDBTransactionOptions): Promise<T>;
  close(): void;
};

/** Rejects where the browser keeps nothing. */
export async function connect(name: string): Promise<Connection> {
  let open: Database | undefined = await openDatabase(name);
  const watch = (db: Database): void => {
    const lost = (): void => {
      if (open === db) open = undefined;
    };
    db.addEventListener('close', lost);
    // A newer page in another window has to be let through.
    db.addEventListener('versionchange', () => {
      db.close();
      lost();
    });
  };
  watch(open);
  const database = async (): Promise<Database> => {
    if (open) return open;
    const db = await openDatabase(name);
    open ??= db;
    watch(db);
    return db;
  };
  const write: Connection['write'] = async (work, options) => {
    const tx = (await database()).transaction(['tablets', 'entries', 'contents', 'facts'], 'readwrite', options);
    // A failed write rejects the work, and the abort of its transaction rejects `done` as well: one of them is enough.
    tx.done.catch(() => undefined);
    try {
      const answer = await work(tx);
      await tx.done;
      return answer;
    } catch (error) {
      abort(tx);
      throw tx.error ?? error;
    }
  };
  return { database, write, close: () => open?.close() };
}

function abort(tx: Writing): void {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}

/** Whether the browser refused to keep something for want of room. */
export function isForRoom(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

function openDatabase(name: string): Promise<Database> {
  return openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('tablets', { keyPath: 'tablet' });
      const entries = fresh.createObjectStore('entries', { keyPath: ['tablet', 'n'] });
      entries.createIndex('to-send', ['tablet', 'toSend', 'n']);
      entries.createIndex('light', ['tablet', 'light', 'n']);
      entries.createIndex('person', ['person', 'light']);
      entries.createIndex('since', ['light', 'since']);
      fresh.createObjectStore('contents', { keyPath: ['tablet', 'n'] });
      fresh.createObjectStore('facts');
    },
  });
}
