import type { KeyObject } from 'node:crypto';
import type { NodeId, PersonId, Randomness, Scope } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import { appenderOf } from './append.ts';
import { entriesAside } from './aside.ts';
import { builderOf, type Progress } from './builder.ts';
import type { Checkpoint } from './chain.ts';
import { assertSound, erasuresBy, takesEffect, type KnownType, type MayWrite } from './house.ts';
import type { Projection } from './projection.ts';
import type { Draft, LogRecord, StreamId, Via } from './record.ts';
import { Registry, type Head } from './registry.ts';
import { servingOf } from './serve.ts';
import type { Reader, Store } from './store.ts';
import { coreTables } from './tables.ts';
import { unsettledOf } from './unsettled.ts';
import { Keyring, type PersonKey, type Vault } from './vault.ts';
import { writeQueue } from './write-queue.ts';

/** What a decision may use: current rows, those of earlier decisions of the same flush included; one time; new ids; keys. */
export type Deciding = Reader & {
  readonly now: Instant;
  mint<T extends string>(): T;
  /** Seals a person's text; makes the person's key, for this scope, when there is none yet. */
  seal(person: PersonId, scope: Scope, text: string): Uint8Array;
  open(person: string, sealed: Uint8Array): string | undefined;
  /** Whether an entry of a tablet is in the log already, or waits aside for its place (LOG-13, LOG-17). */
  hasEntry(via: Via): Promise<boolean>;
};

/** What a decision comes to: records to append, and the answer for the caller once they are durable. */
export type Decision<T> = { readonly records: readonly Draft[]; readonly answer: T };

/** Consecutive records of one stream on their way between nodes. */
export type Segment = {
  readonly stream: StreamId;
  /** The number of the first record here. */
  readonly from: number;
  readonly records: readonly Uint8Array[];
  /** Over the running hash after the last record here, which the receiver computes itself (LOG-6). */
  readonly signature: Uint8Array;
};

/** A record ahead of its place. */
export type LooseRecord = { readonly seq: number; readonly bytes: Uint8Array };

export type ReceiveError = {
  readonly type: 'gap' | 'forged' | 'unreadable' | 'own-stream';
  /** The number wanted next: nothing was taken. */
  readonly next: number;
};

/** A value of a node's own state under its name. */
export type KnownState = { readonly name: string; readonly value: Uint8Array };

/** The records of a node and what is derived from them. */
export interface Log {
  readonly self: { readonly node: NodeId; readonly epoch: number };
  readonly read: Reader;
  readonly vault: Vault;
  /** Decides on current rows and appends; decisions of one turn of the event loop share one flush (LOG-7). */
  write<T>(decide: (on: Deciding) => Promise<Decision<T>> | Decision<T>): Promise<T>;
  /** Takes records of another node in, all or nothing. Answers with the number wanted next. */
  receive(segment: Segment, key: KeyObject): Promise<Result<number, ReceiveError>>;
  /** Takes records in ahead of their place; answers with how many were new (LOG-16). */
  receiveLoose(stream: StreamId, records: readonly LooseRecord[]): Promise<number>;
  /** Sets records of an own earlier epoch from a number on aside; answers with how many (LOG-17). */
  setAside(stream: StreamId, from: number): Promise<number>;
  /** Gives what was set aside its place where nobody has it; answers with how many records that were (LOG-17). */
  takeBack(): Promise<number>;
  /** Whether records came late or ahead of their place, so that rows must be derived anew (LOG-15, LOG-16). */
  isUnsettled(): boolean;
  /** Says that records will come late: what a node does by itself waits until all is settled. Durable when it answers. */
  unsettle(): Promise<void>;
  /** Derives all rows anew where that is due, beside the shown ones. */
  settle(): Promise<void>;
  streams(): readonly Head[];
  head(stream: StreamId): Head | undefined;
  /** Stored bytes of at most `limit` records from number `from`. */
  recordsFrom(stream: StreamId, from: number, limit: number): Promise<Uint8Array[]>;
  /** Signs an own stream after record `seq` (its newest when left out) and keeps the checkpoint. */
  checkpoint(stream: StreamId, seq?: number): Promise<Checkpoint>;
  /** The running hash of a stream after record `seq`, which must be here. */
  hashAt(stream: StreamId, seq: number): Promise<Uint8Array>;
  /** At most `limit` stored checkpoints of a stream at or after a number, in order. */
  checkpoints(stream: StreamId, from: number, limit: number): Promise<Checkpoint[]>;
  /** Keys of persons first known in a scope, numbered; those numbered above `after`. */
  keysSince(scope: Scope, after: number): { readonly n: number; readonly key: PersonKey }[];
  /** Takes keys in that are new and not of erased persons, and in the same transaction keeps by whom they are known. */
  adoptKeys(keys: readonly PersonKey[], known?: KnownState): Promise<void>;
  /** Drops another node's streams of a scope with their rows, because its grant was taken back. */
  drop(node: NodeId, scope: Scope): Promise<void>;
  /** Builds projections (all, where none is named) anew from the log, in one pass, beside the shown ones and swaps them. */
  rebuild(...names: readonly string[]): Promise<void>;
  progress(name: string): Progress;
  /** Last-value state of this node that is no fact for others. */
  getState(name: string): Promise<Uint8Array | undefined>;
  setState(name: string, value: Uint8Array): Promise<void>;
  /** Hears of records once they are durable; answers with the way to stop hearing. */
  onCommit(listener: (records: readonly LogRecord[]) => void): () => void;
  /** Hears when rows were derived anew; answers with the way to stop hearing. */
  onSettled(listener: () => void): () => void;
  close(): Promise<void>;
}

export type LogOptions = {
  readonly store: Store;
  readonly self: { readonly node: NodeId; readonly epoch: number; readonly key: KeyObject };
  readonly types: readonly KnownType[];
  readonly projections: readonly Projection[];
  readonly mayWrite: MayWrite;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly vaultKey: Uint8Array;
};

/** Opens the log of a node; makes its tables in an empty store; builds projections that changed. */
export async function openLog(options: LogOptions): Promise<Log> {
  const { store, self } = options;
  assertSound(options.types, options.projections);
  const types = new Map(options.types.map((each) => [each.type, each]));
  await makeCoreTables(store);
  const registry = new Registry();
  await registry.load(store);
  const keyring = new Keyring(options.vaultKey);
  await keyring.load(store);
  const queue = writeQueue(store);
  const takes = (record: LogRecord): boolean => takesEffect(types, options.mayWrite, record);
  const erasedBy = erasuresBy(types, takes, self.node);
  const builder = await builderOf({ ...options, queue, registry, keyring, takes, erasedBy });
  const listeners = new Set<(records: readonly LogRecord[]) => void>();
  const committed = (records: readonly LogRecord[]): void => listeners.forEach((listener) => listener(records));
  const unsettled = await unsettledOf(store);
  const asideEntries = await entriesAside(store, self.node);
  const settledListeners = new Set<() => void>();
  const settled = (): void => settledListeners.forEach((listener) => listener());
  const state = { unsettled, asideEntries, settled };
  const shared = { queue, registry, keyring, builder, takes, erasedBy, committed, ...state };
  const appender = appenderOf({ ...options, ...shared });
  const serving = servingOf({ store, self, queue, registry });
  return {
    self: { node: self.node, epoch: self.epoch },
    read: store,
    vault: keyring,
    ...appender,
    ...serving,
    isUnsettled: unsettled.isSet,
    streams: () => registry.all(),
    head: (stream) => registry.find(stream),
    keysSince: (scope, after) => keyring.since(scope, after),
    rebuild: async (...names) => void (await builder.rebuild(...names)),
    progress: (name) => builder.progress(name),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onSettled: (listener) => {
      settledListeners.add(listener);
      return () => void settledListeners.delete(listener);
    },
    close: async () => {
      await builder.stop();
      await queue.idle();
      await store.close();
    },
  };
}

/** Which tables there are: to ask each one whether it is there would cost a connection for each that is not. */
const catalogues: Readonly<Record<Store['engine'], string>> = {
  sqlite: `select name from sqlite_master where type = 'table'`,
  postgres: 'select tablename as name from pg_tables where schemaname = current_schema()',
};

/** Makes the log's own tables that are not there: all of them in an empty store, new ones after an update. */
export async function makeCoreTables(store: Store): Promise<void> {
  const glances = coreTables.map(({ physical }) => `(select 1 from ${physical} limit 1)`);
  const areAllThere = store.get(`select ${glances.map((each, n) => `${each} as t${n}`).join(', ')}`).then(
    () => true,
    () => false,
  );
  if (await areAllThere) return;
  const there = new Set((await store.all<{ name: string }>(catalogues[store.engine])).map(({ name }) => name));
  const missing = coreTables.filter(({ physical }) => !there.has(physical));
  if (missing.length === 0) return;
  await store.transaction(async (tx) => {
    for (const table of missing) await tx.create(table);
  });
}
