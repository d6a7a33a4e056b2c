import { emptyHash, nextHash } from '#log/chain.ts';
import type { Log } from '#log/log.ts';
import { streamKey } from '#log/record.ts';
import type { Head } from '#log/registry.ts';

/** What came of hashing the stored records again. `wrong`: streams whose hash did not come out, as `node/epoch/scope`. */
export type CheckResult = { readonly at: number; readonly records: number; readonly wrong: readonly string[] };

export type CheckProgress = { readonly done: number; readonly total: number };

/** So many records are read at once: some milliseconds, between which the node serves. */
const slice = 500;

/**
 * CARE-7: hashes every stored record of every stream again, in slices between which the node serves, and compares with
 * the running hash that stood when it began. Streams that go meanwhile are left out.
 */
export async function checkStreams(
  log: Pick<Log, 'streams' | 'head' | 'recordsFrom'>,
  now: () => number,
  tell: (progress: CheckProgress) => void,
  isStopped: () => boolean,
): Promise<CheckResult | undefined> {
  const heads = log.streams().map((head): Head => ({ ...head }));
  const total = heads.reduce((sum, { next }) => sum + next - 1, 0);
  const wrong: string[] = [];
  let done = 0;
  for (const { stream, next, hash } of heads) {
    let running = emptyHash(stream);
    let at = 1;
    while (at < next) {
      if (isStopped()) return undefined;
      const records = await log.recordsFrom(stream, at, Math.min(slice, next - at));
      if (records.length === 0) break;
      for (const bytes of records) running = nextHash(running, bytes);
      at += records.length;
      done += records.length;
      tell({ done, total });
      await new Promise((resolve) => setImmediate(resolve));
    }
    const isHere = log.head(stream) !== undefined;
    if (isHere && (at < next || Buffer.compare(running, hash) !== 0)) wrong.push(streamKey(stream));
  }
  return { at: now(), records: total, wrong };
}
