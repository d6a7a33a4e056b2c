import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Row, RowOp, Value } from '../projection.ts';
import {
  keyOf,
  schemaOf,
  StoreInUse,
  type PhysicalTable,
  type PlacedOp,
  type Reader,
  type Store,
  type Transaction,
} from '../store.ts';

const types: Readonly<Record<string, string>> = {
  text: "text not null default ''",
  int: 'integer not null default 0',
  real: 'real not null default 0',
  blob: "blob not null default x''",
  'text?': 'text',
  'int?': 'integer',
  'real?': 'real',
  'blob?': 'blob',
};

/** 8 MB of pages each for the writer and the readers: a school server has 4 GB for everything. */
const cacheKibibytes = 8 * 1024;

/**
 * Opens (or makes) a node's store in one SQLite file. Commits are durable (WAL, synchronous=FULL).
 * Throws StoreInUse when another process has it open.
 */
export function openSqliteStore(file: string): Store {
  mkdirSync(dirname(file), { recursive: true });
  const lock = holdLock(`${file}.lock`);
  const writer = openFile(file);
  const readers = openFile(file);
  readers.exec('pragma query_only = on');
  const write = statements(writer);
  const reading = readerOf(statements(readers));

  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    writer.exec('begin immediate');
    try {
      const answer = await work(transactionOn(writer, write));
      writer.exec('commit');
      return answer;
    } catch (error) {
      if (writer.isTransaction) writer.exec('rollback');
      throw error;
    }
  };
  const close = async (): Promise<void> => {
    readers.close();
    writer.close();
    lock.close();
  };
  return { engine: 'sqlite', ...reading, transaction, close };
}

function openFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -${cacheKibibytes}`);
  return database;
}

/** The operating system gives the lock back however the process ends, so no stale lock is left by a power cut. */
function holdLock(file: string): DatabaseSync {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    return lock;
  } catch {
    lock.close();
    throw new StoreInUse(`another program has ${file} open`);
  }
}

type Statements = (sql: string) => StatementSync;

function statements(database: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>();
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

function transactionOn(database: DatabaseSync, prepare: Statements): Transaction {
  return {
    ...readerOf(prepare),
    apply: async (ops) => {
      for (const placed of ops) applyOne(prepare, placed);
    },
    create: async (target) => {
      for (const sql of schemaOf(target, types)) database.exec(sql);
    },
    drop: async (target) => database.exec(`drop table if exists "${target.physical}"`),
    show: async (target) => {
      database.exec(`drop view if exists "${target.table.name}"`);
      database.exec(`create view "${target.table.name}" as select * from "${target.physical}"`);
    },
    forget: async (target, origin) => {
      prepare(`delete from "${target.physical}" where _origin = ?`).run(origin);
    },
  };
}

function applyOne(prepare: Statements, { target, op, origin }: PlacedOp): void {
  const values = op.op === 'add' ? { ...op.key, ...op.add } : op.op === 'delete' ? op.key : op.row;
  const parameters = Object.values(values) as SQLInputValue[];
  if (target.hasOrigin) parameters.unshift(origin);
  prepare(sqlOf(target, op, values)).run(...parameters);
}

const sqlCache = new WeakMap<PhysicalTable, Map<string, string>>();

function sqlOf(target: PhysicalTable, op: RowOp, values: Row): string {
  let cached = sqlCache.get(target);
  if (!cached) sqlCache.set(target, (cached = new Map()));
  const signature = `${op.op} ${Object.keys(values).join(' ')}`;
  let sql = cached.get(signature);
  if (!sql) cached.set(signature, (sql = composeSql(target, op, Object.keys(values))));
  return sql;
}

function composeSql(target: PhysicalTable, op: RowOp, names: readonly string[]): string {
  const columns = target.hasOrigin ? ['_origin', ...names] : names;
  const quoted = columns.map((name) => `"${name}"`);
  if (op.op === 'delete') {
    return `delete from "${target.physical}" where ${quoted.map((name) => `${name} = ?`).join(' and ')}`;
  }
  const insert = `insert into "${target.physical}" (${quoted.join(', ')}) values (${quoted.map(() => '?').join(', ')})`;
  const key = keyOf(target);
  const rest = columns.filter((name) => !key.includes(name));
  const conflict = `on conflict (${key.map((name) => `"${name}"`).join(', ')})`;
  if (op.op === 'insert' || rest.length === 0) return `${insert} ${conflict} do nothing`;
  const set = rest.map((name) => `"${name}" = ${op.op === 'add' ? `"${name}" + ` : ''}excluded."${name}"`);
  return `${insert} ${conflict} do update set ${set.join(', ')}`;
}
