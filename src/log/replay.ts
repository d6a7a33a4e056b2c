import { decodeRecord, type LogRecord } from './record.ts';
import type { Registry } from './registry.ts';
import type { Store } from './store.ts';

/** How many records are replayed in one transaction, so that a pupil's answer waits at most this long behind it. */
const sliceOf: Readonly<Record<Store['engine'], number>> = {
  // Carried out in the program itself, in which nothing else goes on meanwhile.
  sqlite: 2_000,
  // Each statement costs a way to the server and back, and other requests go on meanwhile.
  postgres: 10_000,
};

/** How many records are read and decoded without letting anything else in. */
const pieceRecords = 2_000;

export type Replayed = { readonly record: LogRecord; readonly origin: number; readonly head: number };

/** Records of the log in the order of replay. */
export type Slice = {
  readonly records: readonly Replayed[];
  /** The number wanted next of each stream, by its id, when these are done. */
  readonly upTo: ReadonlyMap<number, number>;
};

/**
 * Reads the log from its beginning, stream after stream, outside of any transaction: what is durable never changes, so
 * a slice may be read while the one before is being written. Streams that were dropped since are for the caller to see.
 */
export function replayOf(store: Store, registry: Registry): () => Promise<Slice> {
  const positions = new Map<number, number>();
  const limit = sliceOf[store.engine];
  const sql = 'select seq, bytes from log_records where stream = ? and seq >= ? order by seq limit ?';

  const readPiece = async (records: Replayed[]): Promise<boolean> => {
    for (const { id, stream, next } of registry.all()) {
      const from = positions.get(id) ?? 1;
      if (from >= next) continue;
      const count = Math.min(pieceRecords, limit - records.length);
      const rows = await store.all<{ seq: number; bytes: Uint8Array }>(sql, id, from, count);
      const origin = registry.originOf(stream.node, stream.scope) ?? 0;
      for (const { seq, bytes } of rows) {
        const record = decodeRecord(stream, seq, bytes);
        if (record) records.push({ record, origin, head: id });
      }
      positions.set(id, (rows.at(-1)?.seq ?? from - 1) + 1);
      if (rows.length > 0) return true;
    }
    return false;
  };
  return async () => {
    const records: Replayed[] = [];
    while (records.length < limit && (await readPiece(records))) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { records, upTo: new Map(positions) };
  };
}
