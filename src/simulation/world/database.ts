import type { SQLInputValue } from 'node:sqlite';
import type { Connection } from '#log/sqlite/store.ts';
import type { Disk } from './disk.ts';
import type { Sqlite } from './sqlite.ts';

/** A connection to a database on a simulated disk. Its functions throw what SQLite says, and wait for nothing. */
export type Database = Connection & {
  close(): void;
  /** Where all of it lies in SQLite's memory, for `sqlite.save`. */
  readonly place: DatabasePlace;
};

/** A connection with its compiled statements, as it lies in SQLite's memory. */
export type DatabasePlace = {
  readonly name: string;
  readonly scratch: number;
  readonly handle: number;
  readonly statements: ReadonlyMap<string, Prepared>;
};

type Prepared = { readonly handle: number; readonly names: readonly string[] };

type Row = Record<string, SQLInputValue>;

const row = 100;
const done = 101;
const [, , float, text, blob] = [0, 1, 2, 3, 4];
const nul = 5;
const integer = 1;
/** The text or blob is copied by SQLite before the call is over. */
const transient = -1;
const scratchBytes = 64 * 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Opens (or makes) the database in a file of a disk. */
export function openDatabase(sqlite: Sqlite, disk: Disk, file: string): Database {
  const { exports: x, heap } = sqlite;
  const name = sqlite.mount(disk);
  const scratch = x['sqlite3_malloc']!(scratchBytes);
  const path = Buffer.from(`/${name}/${file}\0`);
  heap().set(path, scratch);
  const opened = x['sqlite3_open_v2']!(scratch, scratch + 1024, 2 | 4, 0);
  const handle = new DataView(heap().buffer).getUint32(scratch + 1024, true);
  const database = databaseAt(sqlite, disk, { name, scratch, handle, statements: new Map() });
  if (opened === 0) return database;
  database.close();
  throw new Error(`SQLite error ${opened}: a database does not open`);
}

/** The connection at a place in SQLite's memory, as it was opened there; its disk is mounted under its name. */
export function databaseAt(sqlite: Sqlite, disk: Disk, { name, scratch, handle, statements }: DatabasePlace): Database {
  const { exports: x, heap } = sqlite;
  const prepared = new Map(statements);

  /** Puts a text into memory, with a 0 after it; answers with its length. */
  const putText = (value: string, at: number, most: number): number => {
    const memory = heap();
    const { read = 0, written } = encoder.encodeInto(value, memory.subarray(at, at + most - 1));
    if (read < value.length) throw new Error('a text that does not fit the scratch memory');
    memory[at + written] = 0;
    return written;
  };
  const textAt = (at: number): string => {
    const memory = heap();
    return decoder.decode(memory.subarray(at, memory.indexOf(0, at)));
  };
  const addressAt = (at: number): number => new DataView(heap().buffer).getUint32(at, true);
  const failed = (code: number, sql: string): Error => {
    return new Error(`SQLite error ${code}: ${textAt(x['sqlite3_errmsg']!(handle))} in ${sql}`);
  };
  const compile = (sql: string): Prepared => {
    const length = putText(sql, scratch + 8, scratchBytes - 8);
    const code = x['sqlite3_prepare_v2']!(handle, scratch + 8, length + 1, scratch, 0);
    if (code !== 0) throw failed(code, sql);
    const statement = addressAt(scratch);
    const count = x['sqlite3_column_count']!(statement);
    const names = Array.from({ length: count }, (_, n) => textAt(x['sqlite3_column_name']!(statement, n)));
    return { handle: statement, names };
  };
  const bind = (statement: number, n: number, value: SQLInputValue): void => {
    if (value === null) x['sqlite3_bind_null']!(statement, n);
    else if (typeof value === 'number') x['sqlite3_bind_double']!(statement, n, value);
    else if (typeof value === 'string' || value instanceof Uint8Array) {
      const most = typeof value === 'string' ? value.length * 3 + 1 : value.length;
      const at = most < scratchBytes ? scratch : x['sqlite3_malloc']!(most);
      if (typeof value === 'string') x['sqlite3_bind_text']!(statement, n, at, putText(value, at, most), transient);
      else {
        heap().set(value, at);
        x['sqlite3_bind_blob']!(statement, n, at, value.length, transient);
      }
      if (at !== scratch) x['sqlite3_free']!(at);
    } else throw new TypeError('a value that no column holds');
  };
  const valueOf = (statement: number, n: number): SQLInputValue => {
    const type = x['sqlite3_column_type']!(statement, n);
    if (type === integer || type === float) return x['sqlite3_column_double']!(statement, n);
    if (type === nul) return null;
    const at = type === text ? x['sqlite3_column_text']!(statement, n) : x['sqlite3_column_blob']!(statement, n);
    const bytes = heap().subarray(at, at + x['sqlite3_column_bytes']!(statement, n));
    return type === blob ? bytes.slice() : decoder.decode(bytes);
  };
  const step = (sql: string, statement: Prepared, parameters: readonly SQLInputValue[], most = Infinity): Row[] => {
    const rows: Row[] = [];
    try {
      parameters.forEach((value, n) => bind(statement.handle, n + 1, value));
      while (rows.length < most) {
        const code = x['sqlite3_step']!(statement.handle);
        if (code === done) break;
        if (code !== row) throw failed(code, sql);
        const found = Object.create(null) as Row;
        statement.names.forEach((column, n) => (found[column] = valueOf(statement.handle, n)));
        rows.push(found);
      }
      return rows;
    } finally {
      x['sqlite3_reset']!(statement.handle);
    }
  };
  const prepare: Connection['prepare'] = (sql) => {
    let statement = prepared.get(sql);
    if (!statement) prepared.set(sql, (statement = compile(sql)));
    return statementOf(sql, statement);
  };
  const statementOf = (sql: string, statement: Prepared): ReturnType<Connection['prepare']> => {
    return {
      get: (...parameters) => step(sql, statement, parameters, 1)[0],
      all: (...parameters) => step(sql, statement, parameters),
      run: (...parameters) => step(sql, statement, parameters),
    };
  };
  /** What stands around each transaction is compiled once. */
  const exec = (sql: string): void => {
    if (/^(begin|commit|rollback|pragma secure_delete)/.test(sql)) prepare(sql).run();
    else once(sql);
  };
  const once = (sql: string): void => {
    const statement = compile(sql);
    try {
      step(sql, statement, []);
    } finally {
      x['sqlite3_finalize']!(statement.handle);
    }
  };
  const close = (): void => {
    // The power is off: nobody closes anything. The memory is given back when what was saved is loaded.
    if (!disk.isOn) return sqlite.unmount(name);
    for (const statement of prepared.values()) x['sqlite3_finalize']!(statement.handle);
    x['sqlite3_close_v2']!(handle);
    x['sqlite3_free']!(scratch);
    sqlite.unmount(name);
  };
  return {
    place: { name, scratch, handle, statements: prepared },
    prepare,
    exec,
    get isTransaction() {
      return x['sqlite3_get_autocommit']!(handle) === 0;
    },
    close,
  };
}
