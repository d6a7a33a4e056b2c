import { decodeRecord, type LogRecord, type StreamId } from './record.ts';
import type { Registry } from './registry.ts';
import type { Reader, Store } from './store.ts';

/** How many records are replayed without letting anything else in: some milliseconds on SQLite. */
export const sliceRecords: Readonly<Record<Store['engine'], number>> = {
  // Carried out in the program itself, in which nothing else goes on meanwhile.
  sqlite: 500,
  // Each statement costs a way to the server and back, and other requests go on meanwhile.
  postgres: 10_000,
};

/** Consecutive records of one stream, as they are stored. */
type Stretch = {
  readonly stream: StreamId;
  readonly origin: number;
  readonly rows: readonly { readonly seq: number; readonly bytes: Uint8Array }[];
};

/** The number wanted next of each stream, by its id; 1 where none is said. */
export type Positions = ReadonlyMap<number, number>;

/** Records of the log in the order of replay. */
export type Slice = { readonly stretches: readonly Stretch[]; readonly upTo: Positions };

/** The next records after these positions, at most so many, stream after stream. */
export async function readSlice(reader: Reader, registry: Registry, from: Positions, limit: number): Promise<Slice> {
  const stretches: Stretch[] = [];
  const upTo = new Map(from);
  let left = limit;
  const sql = 'select seq, bytes from log_records where stream = ? and seq >= ? order by seq limit ?';
  for (const { id, stream, next } of registry.all()) {
    const first = upTo.get(id) ?? 1;
    if (first >= next) continue;
    const rows = await reader.all<Stretch['rows'][number]>(sql, id, first, left);
    stretches.push({ stream, origin: registry.originOf(stream.node, stream.scope) ?? 0, rows });
    const last = rows.at(-1);
    upTo.set(id, last && rows.length === left ? last.seq + 1 : next);
    left -= rows.length;
    if (left === 0) break;
  }
  return { stretches, upTo };
}

/** Each record is decoded when its turn comes, so that few are held at once. What is no record is passed over. */
export function* recordsOf({ stream, rows }: Stretch): Generator<LogRecord> {
  for (const { seq, bytes } of rows) {
    const record = decodeRecord(stream, seq, bytes);
    if (record) yield record;
  }
}

/** How many records there are after these positions. */
export function behind(registry: Registry, positions: Positions): number {
  return registry.all().reduce((sum, { id, next }) => sum + Math.max(0, next - (positions.get(id) ?? 1)), 0);
}
