import { DatabaseSync } from 'node:sqlite';
import type { NodeId, Scope } from '#kernel/ids.ts';
import { emptyHash, nextHash } from '#log/chain.ts';
import { faultOf } from '#log/fault.ts';
import { decodeRecord, type StreamId } from '#log/record.ts';

/** How far a stream reaches in a copy of the store. */
export type CopiedHead = StreamId & { readonly next: number };

/** What a copy of a store holds, every record of it read and hashed again. */
export type CopyFacts = {
  readonly bytes: number;
  readonly records: number;
  /** The time of the newest record. */
  readonly newest: number;
  readonly heads: readonly CopiedHead[];
};

type HeadRow = { id: number; node: NodeId; epoch: number; scope: Scope; next: number; hash: Uint8Array };

/**
 * Reads a copy of a store whole (CARE-3): SQLite's own check of its pages, and the running hash of every stream from
 * its first record. Undefined where anything does not fit. Takes seconds for a year: it belongs in a thread of its own.
 */
export function checkCopy(file: string): CopyFacts | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const check = database.prepare('pragma quick_check(1)').get() as { quick_check?: string };
    if (check.quick_check !== 'ok') return undefined;
    return factsOf(database);
  } catch (error) {
    // A file that is no store at all may lack a table: that is damage too.
    if (faultOf(error) || (error as { code?: string }).code === 'ERR_SQLITE_ERROR') return undefined;
    throw error;
  } finally {
    database?.close();
  }
}

function factsOf(database: DatabaseSync): CopyFacts | undefined {
  const rows = database.prepare('select id, node, epoch, scope, next, hash from log_streams').all() as HeadRow[];
  const read = database.prepare('select seq, bytes from log_records where stream = ? order by seq');
  const heads: CopiedHead[] = [];
  let [records, newest] = [0, 0];
  for (const { id, node, epoch, scope, next, hash } of rows) {
    const stream: StreamId = { node, epoch, scope };
    let [running, expected, last] = [emptyHash(stream), 1, undefined as Uint8Array | undefined];
    for (const row of read.iterate(id) as Iterable<{ seq: number; bytes: Uint8Array }>) {
      if (row.seq !== expected++) return undefined;
      running = nextHash(running, row.bytes);
      last = row.bytes;
    }
    if (expected !== next || Buffer.compare(running, hash) !== 0) return undefined;
    records += next - 1;
    newest = Math.max(newest, (last && decodeRecord(stream, next - 1, last)?.time) || 0);
    heads.push({ ...stream, next });
  }
  const size = database.prepare('select page_count * page_size as bytes from pragma_page_count, pragma_page_size');
  return { bytes: Number(size.get()?.['bytes']), records, newest, heads };
}
