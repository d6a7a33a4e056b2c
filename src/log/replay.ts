import { decodeRecord, type LogRecord } from './record.ts';
import type { Registry } from './registry.ts';
import type { Reader, Store } from './store.ts';

/** How many records are replayed in one transaction, so that a pupil's answer waits at most this long behind it. */
export const sliceRecords: Readonly<Record<Store['engine'], number>> = {
  // Carried out in the program itself, in which nothing else goes on meanwhile.
  sqlite: 2_000,
  // Each statement costs a way to the server and back, and other requests go on meanwhile.
  postgres: 10_000,
};

/** How many records are read and decoded without letting anything else in. */
const pieceRecords = 2_000;

export type Replayed = { readonly record: LogRecord; readonly origin: number; readonly head: number };

/** The number wanted next of each stream, by its id; 1 where none is said. */
export type Positions = ReadonlyMap<number, number>;

/** Records of the log in the order of replay. */
export type Slice = { readonly records: readonly Replayed[]; readonly upTo: Positions };

/** The next records after these positions, at most so many, stream after stream. */
export async function readSlice(reader: Reader, registry: Registry, from: Positions, limit: number): Promise<Slice> {
  const records: Replayed[] = [];
  const upTo = new Map(from);
  const sql = 'select seq, bytes from log_records where stream = ? and seq >= ? order by seq limit ?';
  for (const { id, stream, next } of registry.all()) {
    const origin = registry.originOf(stream.node, stream.scope) ?? 0;
    let first = upTo.get(id) ?? 1;
    while (first < next && records.length < limit) {
      const count = Math.min(pieceRecords, limit - records.length);
      const rows = await reader.all<{ seq: number; bytes: Uint8Array }>(sql, id, first, count);
      for (const { seq, bytes } of rows) {
        const record = decodeRecord(stream, seq, bytes);
        if (record) records.push({ record, origin, head: id });
        first = seq + 1;
      }
      upTo.set(id, first);
      // What is not durable yet is read with a later slice.
      if (rows.length < count) break;
    }
    if (records.length >= limit) break;
  }
  return { records, upTo };
}

/** How many records there are after these positions. */
export function behind(registry: Registry, positions: Positions): number {
  return registry.all().reduce((sum, { id, next }) => sum + Math.max(0, next - (positions.get(id) ?? 1)), 0);
}
