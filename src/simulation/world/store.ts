import type { Value } from '#log/projection.ts';
import { storeOn } from '#log/sqlite/store.ts';
import type { Reader, Store } from '#log/store.ts';
import { databaseAt, openDatabase, type Database, type DatabasePlace } from './database.ts';
import type { Disk } from './disk.ts';
import { sqlite } from './sqlite.ts';

export type SimStoreOptions = {
  /** After how many pages of the write-ahead log they are copied into the database; SQLite's own number is 1000. */
  readonly checkpointPages?: number;
  /** The connection was opened before SQLite's memory was saved, and lies there. */
  readonly at?: DatabasePlace | undefined;
};

export type SimStore = Store & { readonly at: DatabasePlace };

/**
 * A node's store on a simulated disk: SQLite itself, under the very store of `log/sqlite/store.ts`. It differs in that
 * one connection reads and writes: what is read outside a transaction waits until the running one is over, and so sees
 * committed rows alone.
 */
export async function openSimStore(
  disk: Disk,
  { checkpointPages = 1000, at }: SimStoreOptions = {},
): Promise<SimStore> {
  return simStoreOn(at ? databaseBefore(disk, at) : openSimDatabase(disk, checkpointPages));
}

function databaseBefore(disk: Disk, at: DatabasePlace): Database {
  sqlite.mount(disk, at.name);
  return databaseAt(sqlite, disk, at);
}

export function openSimDatabase(disk: Disk, checkpointPages: number): Database {
  const database = openDatabase(sqlite, disk, 'node.db');
  try {
    database.exec('pragma page_size = 1024');
    database.exec('pragma locking_mode = exclusive');
    database.exec('pragma journal_mode = wal');
    database.exec('pragma synchronous = full');
    database.exec(`pragma wal_autocheckpoint = ${checkpointPages}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function simStoreOn(database: Database): SimStore {
  const store = storeOn(database, database, async () => database.close());
  let running: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const settled = async (): Promise<void> => {
    while (isRunning) await running;
  };
  const transaction: Store['transaction'] = async (work) => {
    await settled();
    isRunning = true;
    const done = store.transaction(work).finally(() => {
      isRunning = false;
    });
    running = done.catch(() => undefined);
    return done;
  };
  const get: Reader['get'] = async <R>(sql: string, ...parameters: readonly Value[]) => {
    if (isRunning) await settled();
    return store.get<R>(sql, ...parameters);
  };
  const all: Reader['all'] = async <R>(sql: string, ...parameters: readonly Value[]) => {
    if (isRunning) await settled();
    return store.all<R>(sql, ...parameters);
  };
  return { engine: 'sqlite', get, all, transaction, close: store.close, at: database.place };
}
