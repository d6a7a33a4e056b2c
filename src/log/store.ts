import type { RowOp, Table, Value } from './projection.ts';

/** Reads committed rows. SQL is what SQLite and PostgreSQL share, with `?` for parameters. */
export interface Reader {
  get<R>(sql: string, ...parameters: readonly Value[]): Promise<R | undefined>;
  all<R>(sql: string, ...parameters: readonly Value[]): Promise<R[]>;
}

/** A table as it lies in the engine. Core tables of the log have no origin column. */
export type PhysicalTable = {
  readonly physical: string;
  readonly table: Table;
  readonly hasOrigin: boolean;
  /** What is deleted here must not be found in the file either: keys. */
  readonly isScrubbed?: true;
};

/** A row operation with its place: which physical table, written by which origin. */
export type PlacedOp = {
  readonly target: PhysicalTable;
  readonly op: RowOp;
  readonly origin: number;
};

/** The one handle inside a transaction: its reads see what it has applied so far. */
export interface Transaction extends Reader {
  /** Takes all operations before it carries the first one out. */
  apply(ops: Iterable<PlacedOp>): Promise<void>;
  create(target: PhysicalTable): Promise<void>;
  drop(target: PhysicalTable): Promise<void>;
  /** Makes `target.table.name` read from `target.physical`, at once for every reader after the commit. */
  show(target: PhysicalTable): Promise<void>;
  /** Deletes every row of an origin. */
  forget(target: PhysicalTable, origin: number): Promise<void>;
}

/**
 * An engine that keeps a node's records and rows. One process has it open at a time; transactions are run one after
 * the other by the log, durable when the promise resolves, and leave no trace when `work` throws.
 */
export interface Store extends Reader {
  readonly engine: 'sqlite' | 'postgres';
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Another process has the store open. */
export class StoreInUse extends Error {}

/**
 * What is wrong with the disk under a store: no room; nothing may be written; reading or writing fails; what was read is
 * not what was written.
 */
export type FaultKind = 'full' | 'read-only' | 'failing' | 'damaged';

/** The disk under a store failed. Nothing of the transaction was kept; reading goes on where it can. */
export class StoreFault extends Error {
  readonly kind: FaultKind;
  constructor(kind: FaultKind, cause?: unknown) {
    super(`the disk under the store is ${kind}`, { cause });
    this.kind = kind;
  }
}

/** The columns of a physical table in order: the origin first, where it has one. */
export function columnsOf(target: PhysicalTable): [name: string, type: string][] {
  const own = Object.entries(target.table.columns);
  return target.hasOrigin ? [['_origin', 'int'], ...own] : own;
}

export function keyOf(target: PhysicalTable): readonly string[] {
  return target.hasOrigin ? ['_origin', ...target.table.key] : target.table.key;
}

/** `create table` and `create index` statements; `types` names the engine's type for text, int, real and blob. */
export function schemaOf(target: PhysicalTable, types: Readonly<Record<string, string>>): string[] {
  const columns = columnsOf(target).map(([name, type]) => `"${name}" ${types[type]}`);
  const key = keyOf(target).map((name) => `"${name}"`);
  const indexes = (target.table.indexes ?? []).map((names, n) => {
    const list = names.map((name) => `"${name}"`).join(', ');
    return `create index "${target.physical}_i${n}" on "${target.physical}" (${list})`;
  });
  return [`create table "${target.physical}" (${columns.join(', ')}, primary key (${key.join(', ')}))`, ...indexes];
}
