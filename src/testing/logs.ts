import { generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import type { NodeId, Randomness } from '#kernel/ids.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import { openLog, type Log, type LogOptions } from '#log/log.ts';
import type { Projection } from '#log/projection.ts';
import type { Reader, Store } from '#log/store.ts';
import { sampleProjection, sampleTypes } from './sample-room.ts';
import type { StorePlace } from './stores.ts';

/** A clock that a test moves. */
export function fakeClock(start = Date.UTC(2026, 8, 1, 3)): Clock & { advance(milliseconds: number): void } {
  let now = start;
  return {
    now: () => now as Instant,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Bytes that follow from a seed: the same run twice. */
export function seededRandomness(seed: string): Randomness {
  let n = 0;
  return {
    bytes: (length) => {
      const parts: Uint8Array[] = [];
      for (let have = 0; have < length; have += 32) parts.push(hash('sha256', `${seed} ${n++}`, 'buffer'));
      return Buffer.concat(parts).subarray(0, length);
    },
  };
}

export type NodeKeys = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

export function nodeKeys(): NodeKeys {
  return generateKeyPairSync('ed25519');
}

/** A log with the sample room; `options` change what a test is about. */
export function sampleLog(
  store: Store,
  node: string,
  options: Partial<LogOptions> & { readonly keys?: NodeKeys; readonly epoch?: number } = {},
): Promise<Log> {
  const { keys = nodeKeys(), epoch = 1, ...rest } = options;
  return openLog({
    store,
    self: { node: node as NodeId, epoch, key: keys.privateKey },
    types: sampleTypes,
    projections: [sampleProjection],
    mayWrite: () => true,
    clock: fakeClock(),
    randomness: seededRandomness(node),
    vaultKey: new Uint8Array(32).fill(7),
    ...rest,
  });
}

export type Reopen = (options?: Partial<LogOptions>) => Promise<Log>;

/** Gives a test a log on a store of its own, and the way to close it and open it again, as another program would. */
export function onSampleLog(makePlace: () => Promise<StorePlace>) {
  return async (test: (log: Log, reopen: Reopen, keys: NodeKeys) => Promise<void>): Promise<void> => {
    const place = await makePlace();
    const keys = nodeKeys();
    let log = await sampleLog(await place.open(), 'n1', { keys });
    const reopen: Reopen = async (options = {}) => {
      await log.close();
      return (log = await sampleLog(await place.open(), 'n1', { keys, ...options }));
    };
    try {
      await test(log, reopen, keys);
    } finally {
      await log.close();
      await place.remove();
    }
  };
}

/** All rows of a projection, each with its writer's name instead of its number, in an order that no engine decides. */
export async function dumpRows(reader: Reader, projection: Projection): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {};
  for (const table of projection.tables) {
    const columns = Object.keys(table.columns).map((name) => `t."${name}"`);
    const rows = await reader.all<Record<string, unknown>>(
      `select o.node, o.scope, ${columns.join(', ')} from "${table.name}" t join log_origins o on o.id = t._origin`,
    );
    dump[table.name] = rows.map((row) => JSON.stringify({ ...row }, plainValue)).sort();
  }
  return dump;
}

function plainValue(_: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  const isBufferJson = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
  return isBufferJson ? Buffer.from((value as unknown as { data: number[] }).data).toString('hex') : value;
}
