import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { foldOps, type Run } from '../fold.ts';
import type { Value } from '../projection.ts';
import { StoreInUse, type Reader, type Store, type Transaction } from '../store.ts';
import { createSql, dropSql, forgetSql, runSql, showSql } from './sql.ts';

/** 8 MB of pages each for the writer and the readers: a school server has 4 GB for everything. */
const cacheKibibytes = 8 * 1024;

/**
 * What moves out of a page when it is split, or goes, is overwritten there: else a key that is scrubbed later could be
 * found where it once lay. `fast` leaves whole free pages as they are and so costs no writes of its own.
 */
const overwrites = 'pragma secure_delete = fast';

/**
 * Opens (or makes) a node's store in one SQLite file. Commits are durable (WAL, synchronous=FULL).
 * Throws StoreInUse when another process has it open.
 */
export function openSqliteStore(file: string): Store {
  mkdirSync(dirname(file), { recursive: true });
  const lock = holdLock(`${file}.lock`);
  const [writer, readers] = openBoth(file, lock);
  const close = async (): Promise<void> => {
    readers.close();
    writer.close();
    lock.close();
  };
  return storeOn(writer, readers, close);
}

/** What a store needs of a connection to SQLite: that of node:sqlite, or one to a disk that only a simulation has. */
export type Connection = Pick<DatabaseSync, 'exec' | 'isTransaction'> & {
  prepare(sql: string): Statement;
};
type Statement = {
  get(...parameters: SQLInputValue[]): unknown;
  all(...parameters: SQLInputValue[]): unknown[];
  run(...parameters: SQLInputValue[]): unknown;
};

/** The store over two connections to one database, which are set up already. */
export function storeOn(writer: Connection, readers: Connection, close: () => Promise<void>): Store {
  const write = statements(writer);
  let isToScrub = false;
  /** Until the next checkpoint the log of writes holds the pages as they were. It is tried again while a copy is made. */
  const scrub = (): void => {
    try {
      const [done] = writer.prepare('pragma wal_checkpoint(truncate)').all() as { busy: number }[];
      isToScrub = done?.busy !== 0;
    } catch {
      // The transaction is committed: that this did not work must not make it seem otherwise.
      isToScrub = true;
    }
  };

  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    writer.exec('begin immediate');
    const scrubs = (): void => void (isToScrub = true);
    try {
      const answer = await work(transactionOn(writer, write, scrubs));
      writer.exec('commit');
      if (isToScrub) scrub();
      return answer;
    } catch (error) {
      if (writer.isTransaction) writer.exec('rollback');
      throw error;
    }
  };
  return { engine: 'sqlite', ...readerOf(statements(readers)), transaction, close };
}

/** The writer and the readers. What cannot be opened keeps no lock: it is set aside, and another takes its place. */
function openBoth(file: string, lock: DatabaseSync): readonly [DatabaseSync, DatabaseSync] {
  const opened: DatabaseSync[] = [];
  try {
    opened.push(openFile(file), openFile(file));
    const [writer, readers] = opened as [DatabaseSync, DatabaseSync];
    readers.exec('pragma query_only = on');
    // Nobody waits for a lock here: one program writes, and a copy that is being made must not hold up an answer.
    writer.exec('pragma busy_timeout = 0');
    return [writer, readers];
  } catch (error) {
    for (const each of opened) each.close();
    lock.close();
    throw error;
  }
}

function openFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -${cacheKibibytes}`);
  database.exec(overwrites);
  return database;
}

/** The operating system gives the lock back however the process ends, so no stale lock is left by a power cut. */
function holdLock(file: string): DatabaseSync {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new StoreInUse(`another program has ${file} open`);
    throw error;
  }
}

/** SQLITE_BUSY: what else keeps the lock from being taken is the disk's fault. */
function isBusy(error: unknown): boolean {
  return ((error as { readonly errcode?: number }).errcode ?? 0) % 256 === 5;
}

type Statements = (sql: string) => Statement;

function statements(database: Connection): Statements {
  const prepared = new Map<string, Statement>();
  return (sql) => {
    let statement = prepared.get(sql);
    if (!statement) prepared.set(sql, (statement = database.prepare(sql)));
    return statement;
  };
}

function readerOf(prepare: Statements): Reader {
  return {
    get: async <R>(sql: string, ...parameters: readonly Value[]) => {
      return prepare(sql).get(...(parameters as SQLInputValue[])) as R | undefined;
    },
    all: async <R>(sql: string, ...parameters: readonly Value[]) => {
      return prepare(sql).all(...(parameters as SQLInputValue[])) as R[];
    },
  };
}

/** `scrubs` hears of what was overwritten with zeros, where SQLite would only have marked it as free. */
function transactionOn(database: Connection, prepare: Statements, scrubs: () => void): Transaction {
  const carryOut = (run: Run): void => {
    const statement = prepare(runSql(run));
    for (const row of run.rows) statement.run(...(row as SQLInputValue[]));
  };
  const scrub = (run: Run): void => {
    database.exec('pragma secure_delete = on');
    try {
      carryOut(run);
    } finally {
      database.exec(overwrites);
    }
    scrubs();
  };
  return {
    ...readerOf(prepare),
    apply: async (ops) => {
      for (const run of foldOps(ops)) {
        if (run.kind === 'delete' && run.target.isScrubbed) scrub(run);
        else carryOut(run);
      }
    },
    create: async (target) => {
      for (const sql of createSql(target)) database.exec(sql);
    },
    drop: async (target) => database.exec(dropSql(target)),
    show: async (target) => {
      for (const sql of showSql(target)) database.exec(sql);
    },
    forget: async (target, origin) => {
      prepare(forgetSql(target)).run(origin);
    },
  };
}
