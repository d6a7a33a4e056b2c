import type { KeyObject } from 'node:crypto';
import { mintId, type NodeId, type PersonId, type Scope } from '#kernel/ids.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { Builder } from './builder.ts';
import { isGenuine, nextHash, type Checkpoint } from './chain.ts';
import { placeEffects, type KnownType } from './house.ts';
import type { Deciding, Decision, Log, LogOptions, ReceiveError, Segment } from './log.ts';
import { decodeRecord, encodeRecord, type LogRecord, type StreamId, type Via } from './record.ts';
import type { Change, Registry } from './registry.ts';
import { checkpointOp, dropKeyOp, dropStreamOps, dropViaOp, erasureOps, recordOp, viaOp } from './core-ops.ts';
import type { PlacedOp, Transaction } from './store.ts';
import { encrypt, type Keyring, type PersonKey } from './vault.ts';
import type { JobOutcome, WriteQueue } from './write-queue.ts';

type Needs = Omit<LogOptions, 'types'> & {
  readonly types: ReadonlyMap<string, KnownType>;
  readonly queue: WriteQueue;
  readonly registry: Registry;
  readonly keyring: Keyring;
  readonly builder: Builder;
  readonly takes: (record: LogRecord) => boolean;
  readonly committed: (records: readonly LogRecord[]) => void;
};

/** Everything that brings records, rows and keys into the store: each is one job of the write queue. */
export function appenderOf(needs: Needs): Pick<Log, 'write' | 'receive' | 'adoptKeys' | 'drop'> {
  const { queue } = needs;
  return {
    write: (decide) => queue.add((tx) => write(needs, tx, decide)),
    receive: (segment, key) => queue.add((tx) => receive(needs, tx, segment, key)),
    adoptKeys: (keys) => queue.add((tx) => adoptKeys(needs, tx, keys)),
    drop: (node, scope) => queue.add((tx) => drop(needs, tx, node, scope)),
  };
}

async function write<T>(
  needs: Needs,
  tx: Transaction,
  decide: (on: Deciding) => Promise<Decision<T>> | Decision<T>,
): Promise<JobOutcome<T>> {
  const { self, registry, keyring, clock } = needs;
  const time = clock.now();
  const newKeys: PersonKey[] = [];
  const change = registry.begin();
  try {
    const { records: drafts, answer } = await decide(decidingOn(needs, tx, time, newKeys));
    const ops: PlacedOp[] = newKeys.map((key) => keyring.add(key, needs.randomness));
    const records: LogRecord[] = [];
    for (const draft of drafts) {
      const stream: StreamId = { node: self.node, epoch: self.epoch, scope: draft.scope };
      records.push(place(needs, change, ops, stream, encodeRecord(draft, time), { time, ...draft }));
    }
    await tx.apply([...ops, ...change.headOps()]);
    return { answer, ...settling(needs, change, records, newKeys) };
  } catch (error) {
    change.undo();
    for (const key of newKeys) keyring.forget(key);
    throw error;
  }
}

async function receive(
  needs: Needs,
  tx: Transaction,
  segment: Segment,
  key: KeyObject,
): Promise<JobOutcome<Result<number, ReceiveError>>> {
  const { self, registry } = needs;
  const { stream } = segment;
  const next = registry.find(stream)?.next ?? 1;
  const refused = (type: ReceiveError['type']) => still(err({ type, next }));
  if (stream.node === self.node && stream.epoch === self.epoch) return refused('own-stream');
  if (segment.from > next) return refused('gap');
  if (segment.from + segment.records.length <= next) return still(ok(next));
  const change = registry.begin();
  const ops: PlacedOp[] = [];
  const records: LogRecord[] = [];
  for (const bytes of segment.records.slice(next - segment.from)) {
    const record = decodeRecord(stream, next + records.length, bytes);
    if (!record) {
      change.undo();
      return refused('unreadable');
    }
    records.push(place(needs, change, ops, stream, bytes, record));
  }
  const { head } = change.head(stream);
  const checkpoint: Checkpoint = { stream, seq: head.next - 1, hash: head.hash, signature: segment.signature };
  if (!isGenuine(checkpoint, key)) {
    change.undo();
    return refused('forged');
  }
  const answer = ok(head.next);
  try {
    await tx.apply([...ops, ...change.headOps(), checkpointOp(head.id, checkpoint)]);
  } catch (error) {
    change.undo();
    throw error;
  }
  return { answer, ...settling(needs, change, records, []) };
}

/** Gives a record its place: its bytes, its effects and the moved head go to `ops`. */
function place(
  needs: Needs,
  change: Change,
  ops: PlacedOp[],
  stream: StreamId,
  bytes: Uint8Array,
  content: Omit<LogRecord, 'stream' | 'seq'>,
): LogRecord {
  const { head, origin, opened } = change.head(stream);
  const { type, body, via } = content;
  const record: LogRecord = { ...content, stream, seq: head.next };
  ops.push(...opened, recordOp(head.id, head.next, bytes));
  if (via) ops.push(viaOp(via, head.id, head.next));
  if (needs.takes(record)) {
    for (const build of needs.builder.shown()) ops.push(...placeEffects(build, record, origin));
    const erases = needs.types.get(type)?.erases;
    if (erases) ops.push(...erasureOps(erases(body as never)));
  }
  change.advance(head, nextHash(head.hash, bytes));
  return record;
}

function settling(needs: Needs, change: Change, records: readonly LogRecord[], newKeys: readonly PersonKey[]) {
  const committed = (): void => {
    for (const record of records) {
      const erases = needs.types.get(record.type)?.erases;
      if (erases && needs.takes(record)) needs.keyring.erase(erases(record.body as never));
    }
    if (records.length > 0) needs.committed(records);
  };
  const undone = (): void => {
    change.undo();
    for (const key of newKeys) needs.keyring.forget(key);
  };
  return { committed, undone };
}

async function adoptKeys(needs: Needs, tx: Transaction, keys: readonly PersonKey[]): Promise<JobOutcome<void>> {
  const { keyring } = needs;
  const fresh = keys.filter((key) => isNewKey(keyring, key));
  await tx.apply(fresh.map((key) => keyring.add(key, needs.randomness)));
  const undone = (): void => fresh.forEach((key) => keyring.forget(key));
  return { answer: undefined, committed: () => undefined, undone };
}

/**
 * A key that is known comes into a further scope only from who has the very key: who names a person without it is not
 * given it back (LOG-12).
 */
function isNewKey(keyring: Keyring, { person, scope, key }: PersonKey): boolean {
  if (keyring.isErased(person) || keyring.isIn(person, scope)) return false;
  const known = keyring.keyOf(person);
  return known === undefined || Buffer.compare(known, key) === 0;
}

/**
 * The streams go with their rows, in builds under way too, with the places of tablets' entries, and with the keys that
 * came for their scope when nothing of it is left here. At once in memory, so that a later job of the same flush
 * already begins at number 1.
 */
async function drop(needs: Needs, tx: Transaction, node: NodeId, scope: Scope): Promise<JobOutcome<void>> {
  const { registry, builder, keyring, self } = needs;
  if (node === self.node) throw new Error('a node never drops a stream of its own');
  const origin = registry.originOf(node, scope);
  const heads = registry.all().filter((head) => head.stream.node === node && head.stream.scope === scope);
  const isLast = registry.all().every((head) => head.stream.scope !== scope || heads.includes(head));
  const ops = heads.flatMap((head) => dropStreamOps(head.id));
  for (const { id } of heads) {
    const entries = await tx.all<Via>('select tablet, n from log_via where stream = ?', id);
    ops.push(...entries.map((via) => dropViaOp(via)));
  }
  const keys = isLast ? keyring.since(scope, 0).map(({ key }) => key) : [];
  ops.push(...keys.map(({ person }) => dropKeyOp(person, scope)));
  await tx.apply(ops);
  for (const build of builder.builds()) {
    for (const target of build.targets.values()) if (origin) await tx.forget(target, origin);
  }
  const undo = registry.forget(node, scope);
  return { answer: undefined, committed: () => keys.forEach((key) => keyring.forget(key)), undone: undo };
}

function still<T>(answer: T): JobOutcome<T> {
  return { answer, committed: () => undefined, undone: () => undefined };
}

function decidingOn(needs: Needs, tx: Transaction, now: Instant, newKeys: PersonKey[]): Deciding {
  const { keyring, randomness } = needs;
  const keyFor = (person: PersonId, scope: Scope): Uint8Array => {
    const key = keyring.keyOf(person) ?? newKeys.find((each) => each.person === person)?.key ?? randomness.bytes(32);
    const isInScope =
      keyring.isIn(person, scope) || newKeys.some((each) => each.person === person && each.scope === scope);
    // What is sealed for an erased person is sealed under a key that nobody keeps.
    if (!isInScope && !keyring.isErased(person)) newKeys.push({ person, scope, key });
    return key;
  };
  return {
    get: tx.get,
    all: tx.all,
    now,
    mint: () => mintId(randomness),
    seal: (person, scope, text) => encrypt(keyFor(person, scope), Buffer.from(text), person, randomness),
    open: (person, sealed) => keyring.open(person, sealed),
  };
}
