import { schoolOfScope, type NodeId, type SchoolId } from '#kernel/ids.ts';
import { decodeRecord, streamKey } from '#log/record.ts';
import type { Log } from '#log/log.ts';

/** When the newest record of each school that this node has was written, whatever its type. */
export type DataTimes = () => Promise<ReadonlyMap<SchoolId, number>>;

/** Reads the last record of a stream again only when the stream has grown. What the region writes is no word of a school. */
export function dataTimesOf(log: Log, region: NodeId): DataTimes {
  const known = new Map<string, { readonly next: number; readonly time: number }>();
  return async () => {
    const times = new Map<SchoolId, number>();
    for (const { stream, next } of log.streams()) {
      const school = schoolOfScope(stream.scope);
      if (!school || stream.node === region || next === 1) continue;
      const key = streamKey(stream);
      let last = known.get(key);
      if (last?.next !== next) {
        const [bytes] = await log.recordsFrom(stream, next - 1, 1);
        const record = bytes && decodeRecord(stream, next - 1, bytes);
        last = { next, time: record?.time ?? 0 };
        known.set(key, last);
      }
      times.set(school, Math.max(last.time, times.get(school) ?? 0));
    }
    return times;
  };
}
