import { decodeRecord, type LogRecord, type Via } from './record.ts';
import type { Registry } from './registry.ts';
import type { Reader } from './store.ts';

/** How many records one entry of a tablet may make: bounds the search. */
const maxRecordsOfEntry = 20;

/**
 * LOG-14: those of these records whose entry has made the same type of record in an earlier epoch of their writer
 * already. A restored school takes an entry again that the region has; it counts once, where it came first.
 */
export async function repeatsIn(
  reader: Reader,
  registry: Registry,
  records: readonly LogRecord[],
): Promise<ReadonlySet<LogRecord>> {
  const repeats = new Set<LogRecord>();
  const candidates = records.filter(({ via, stream }) => via && registry.hasEarlierEpoch(stream));
  const places = await placesOf(
    reader,
    candidates.map(({ via }) => via as Via),
  );
  for (const record of candidates) {
    const place = places.get(viaKey(record.via as Via));
    const first = place && registry.streamOf(place.stream);
    if (!first || first.node !== record.stream.node || first.epoch >= record.stream.epoch) continue;
    const sql = 'select seq, bytes from log_records where stream = ? and seq >= ? order by seq limit ?';
    const rows = await reader.all<{ seq: number; bytes: Uint8Array }>(sql, place.stream, place.seq, maxRecordsOfEntry);
    const earlier = rows.map(({ seq, bytes }) => decodeRecord(first, seq, bytes));
    const isSame = earlier.some(
      (each) => each?.via && viaKey(each.via) === viaKey(record.via as Via) && each.type === record.type,
    );
    if (isSame) repeats.add(record);
  }
  return repeats;
}

export function viaKey({ tablet, n }: Via): string {
  return `${tablet}-${n}`;
}

type Place = { readonly stream: number; readonly seq: number };

/** Where entries stand in the log, asked for tablet by tablet. */
async function placesOf(reader: Reader, entries: readonly Via[]): Promise<ReadonlyMap<string, Place>> {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { tablet, n } of entries) {
    const span = spans.get(tablet) ?? { from: n, to: n };
    spans.set(tablet, { from: Math.min(span.from, n), to: Math.max(span.to, n) });
  }
  const places = new Map<string, Place>();
  for (const [tablet, { from, to }] of spans) {
    const sql = 'select tablet, n, stream, seq from log_via where tablet = ? and n >= ? and n <= ?';
    for (const { stream, seq, ...via } of await reader.all<Via & Place>(sql, tablet, from, to))
      places.set(viaKey(via), { stream, seq });
  }
  return places;
}
