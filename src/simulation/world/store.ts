import type { Value } from '#log/projection.ts';
import { createSql, dropSql, forgetSql, showSql, sqlOp } from '#log/sqlite/sql.ts';
import type { Reader, Store, Transaction } from '#log/store.ts';
import type { Disk } from './disk.ts';
import { openDatabase, type Database } from './database.ts';
import { sqlite } from './sqlite.ts';

export type SimStoreOptions = {
  /** After how many pages of the write-ahead log they are copied into the database; SQLite's own number is 1000. */
  readonly checkpointPages?: number;
};

/**
 * A node's store on a simulated disk: SQLite itself, with the statements, the write-ahead log and the flushes of
 * `log/sqlite/store.ts`. It differs in that one connection reads and writes: what is read outside a transaction waits
 * until the running one is over, and so sees committed rows alone.
 */
export async function openSimStore(disk: Disk, { checkpointPages = 1000 }: SimStoreOptions = {}): Promise<Store> {
  const database = openDatabase(sqlite, disk, 'node.db');
  const close = async (): Promise<void> => database.close();
  try {
    database.run('pragma locking_mode = exclusive');
    database.run('pragma journal_mode = wal');
    database.run('pragma synchronous = full');
    database.run(`pragma wal_autocheckpoint = ${checkpointPages}`);
  } catch (error) {
    database.close();
    throw error;
  }
  let running: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const settled = async (): Promise<void> => {
    while (isRunning) await running;
  };

  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    await settled();
    isRunning = true;
    const done = inTransaction(database, work).finally(() => {
      isRunning = false;
    });
    running = done.catch(() => undefined);
    return done;
  };
  const get: Reader['get'] = async <R>(sql: string, ...parameters: readonly Value[]) => {
    if (isRunning) await settled();
    return database.all(sql, parameters)[0] as R | undefined;
  };
  const all: Reader['all'] = async <R>(sql: string, ...parameters: readonly Value[]) => {
    if (isRunning) await settled();
    return database.all(sql, parameters) as R[];
  };
  return { engine: 'sqlite', get, all, transaction, close };
}

async function inTransaction<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  database.run('begin immediate');
  try {
    const answer = await work(transactionOn(database));
    database.run('commit');
    return answer;
  } catch (error) {
    if (database.isInTransaction()) database.run('rollback');
    throw error;
  }
}

function transactionOn(database: Database): Transaction {
  return {
    get: async <R>(sql: string, ...parameters: readonly Value[]) => database.all(sql, parameters)[0] as R | undefined,
    all: async <R>(sql: string, ...parameters: readonly Value[]) => database.all(sql, parameters) as R[],
    apply: async (ops) => {
      for (const placed of ops) {
        const { sql, parameters } = sqlOp(placed);
        database.run(sql, parameters);
      }
    },
    create: async (target) => createSql(target).forEach((sql) => database.execute(sql)),
    drop: async (target) => database.execute(dropSql(target)),
    show: async (target) => showSql(target).forEach((sql) => database.execute(sql)),
    forget: async (target, origin) => database.run(forgetSql(target), [origin]),
  };
}
