import { mintId, type NodeId, type PersonId, type Scope } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { asideOf } from './aside.ts';
import type { Builder } from './builder.ts';
import { dropKeyOp, dropLooseOp, dropStreamOps, dropViaOp, stateOp } from './core-ops.ts';
import type { ErasedBy } from './house.ts';
import type { Deciding, Decision, KnownState, Log, LogOptions } from './log.ts';
import { effectsOf, place, settling } from './place.ts';
import { receive, receiveLoose } from './receive.ts';
import { encodeRecord, type LogRecord, type StreamId, type Via } from './record.ts';
import type { Registry } from './registry.ts';
import { viaKey } from './repeats.ts';
import type { PlacedOp, Transaction } from './store.ts';
import type { Unsettled } from './unsettled.ts';
import { encrypt, type Keyring, type PersonKey } from './vault.ts';
import { still, type JobOutcome, type WriteQueue } from './write-queue.ts';

export type AppendNeeds = Omit<LogOptions, 'types'> & {
  readonly queue: WriteQueue;
  readonly registry: Registry;
  readonly keyring: Keyring;
  readonly builder: Builder;
  readonly takes: (record: LogRecord) => boolean;
  readonly erasedBy: ErasedBy;
  readonly committed: (records: readonly LogRecord[]) => void;
  readonly unsettled: Unsettled;
  /** Entries of tablets in records that are set aside, each as `viaKey` names it. */
  readonly asideEntries: Set<string>;
  readonly settled: () => void;
};

/** More records than these keep the program busy so long that others are served before the next ones. */
const fewRecords = 200;

type Appending = Pick<
  Log,
  'write' | 'receive' | 'receiveLoose' | 'adoptKeys' | 'drop' | 'setAside' | 'takeBack' | 'unsettle' | 'settle'
>;

/** Everything that brings records, rows and keys into the store: each is one job of the write queue. */
export function appenderOf(needs: AppendNeeds): Appending {
  const { queue } = needs;
  return {
    receiveLoose: (stream, records) =>
      queue.add((tx) => receiveLoose(needs, tx, stream, records), records.length > fewRecords),
    write: (decide) => queue.add((tx) => write(needs, tx, decide)),
    receive: (segment, key) => queue.add((tx) => receive(needs, tx, segment, key), segment.records.length > fewRecords),
    ...asideOf(needs),
    unsettle: () =>
      queue.add(async (tx) => {
        await tx.apply([needs.unsettled.markOp()]);
        return { answer: undefined, committed: needs.unsettled.note, undone: () => undefined };
      }),
    settle: () => settle(needs),
    adoptKeys: (keys, known) => queue.add((tx) => adoptKeys(needs, tx, keys, known)),
    drop: (node, scope) => queue.add((tx) => drop(needs, tx, node, scope)),
  };
}

async function write<T>(
  needs: AppendNeeds,
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
      const placed = place(change, ops, stream, encodeRecord(draft, time), { time, ...draft });
      ops.push(...effectsOf(needs, placed));
      records.push(placed.record);
    }
    await tx.apply([...ops, ...change.headOps()]);
    return { answer, ...settling(needs, change, records, newKeys) };
  } catch (error) {
    change.undo();
    for (const key of newKeys) keyring.forget(key);
    throw error;
  }
}

async function adoptKeys(
  needs: AppendNeeds,
  tx: Transaction,
  keys: readonly PersonKey[],
  known: KnownState | undefined,
): Promise<JobOutcome<void>> {
  const { keyring } = needs;
  const fresh = keys.filter((key) => isNewKey(keyring, key));
  await tx.apply([
    ...fresh.map((key) => keyring.add(key, needs.randomness)),
    ...(known ? [stateOp(known.name, known.value)] : []),
  ]);
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
async function drop(needs: AppendNeeds, tx: Transaction, node: NodeId, scope: Scope): Promise<JobOutcome<void>> {
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

/**
 * Derives all tables anew when records came late (LOG-15), and forgets what came ahead of its place (LOG-16). Records
 * that come so meanwhile make it begin again.
 */
async function settle(needs: AppendNeeds): Promise<void> {
  const { queue, builder, unsettled, self, settled } = needs;
  if (!unsettled.isSet()) return;
  while (unsettled.isSet()) {
    const before = unsettled.count();
    if (!(await builder.rebuild())) return;
    await queue.add(async (tx) => {
      if (unsettled.count() !== before) return still(undefined);
      await tx.apply([dropLooseOp(self.node), unsettled.clearOp()]);
      return { answer: undefined, committed: unsettled.cleared, undone: () => undefined };
    });
  }
  settled();
}

function decidingOn(needs: AppendNeeds, tx: Transaction, now: Instant, newKeys: PersonKey[]): Deciding {
  const { keyring, randomness, asideEntries } = needs;
  const hasEntry = async ({ tablet, n }: Via): Promise<boolean> => {
    if (asideEntries.has(viaKey({ tablet, n }))) return true;
    return (await tx.get('select n from log_via where tablet = ? and n = ?', tablet, n)) !== undefined;
  };
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
    hasEntry,
    mint: () => mintId(randomness),
    seal: (person, scope, text) => encrypt(keyFor(person, scope), Buffer.from(text), person, randomness),
    open: (person, sealed) => keyring.open(person, sealed),
  };
}
