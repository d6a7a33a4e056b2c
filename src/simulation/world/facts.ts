import { emptyHash, nextHash } from '#log/chain.ts';
import { decodeRecord, streamKey, type LogRecord, type StreamId } from '#log/record.ts';
import { dumpRows } from '#testing/logs.ts';
import type { Running, SimNode } from './node.ts';
import { releases } from './releases.ts';

/** A stream as it lies on a node: the running hash after each record, before the first of them at 0. */
export type StreamFacts = {
  readonly stream: StreamId;
  /** What the node itself says: the number that comes next, and the running hash. */
  readonly next: number;
  readonly hash: string;
  readonly hashes: readonly string[];
  readonly records: readonly LogRecord[];
  readonly bytes: readonly Uint8Array[];
};

/** All that a node holds, read out once for every check. */
export type Facts = {
  readonly node: SimNode;
  readonly up: Running;
  readonly streams: ReadonlyMap<string, StreamFacts>;
  readonly rows: Readonly<Record<string, readonly string[]>>;
};

export async function factsOf(node: SimNode, up: Running): Promise<Facts> {
  const streams = new Map<string, StreamFacts>();
  for (const { stream, next, hash } of up.log.streams()) {
    const stored = await up.log.recordsFrom(stream, 1, 1_000_000);
    let running = emptyHash(stream);
    const hashes = [hex(running), ...stored.map((bytes) => hex((running = nextHash(running, bytes))))];
    const records = stored
      .map((bytes, n) => decodeRecord(stream, n + 1, bytes))
      .filter((record) => record !== undefined);
    streams.set(streamKey(stream), { stream, next, hash: hex(hash), hashes, records, bytes: stored });
  }
  return { node, up, streams, rows: await dumpRows(up.log.read, releases[node.release].projection) };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
