import { emptyHash, nextHash, signCheckpoint, type Checkpoint } from './chain.ts';
import { checkpointOp } from './core-ops.ts';
import type { Log, LogOptions } from './log.ts';
import type { Registry } from './registry.ts';
import type { PlacedOp, Store } from './store.ts';
import { stateTable } from './tables.ts';
import type { WriteQueue } from './write-queue.ts';

type Needs = {
  readonly store: Store;
  readonly self: LogOptions['self'];
  readonly queue: WriteQueue;
  readonly registry: Registry;
};
type Serving = Pick<Log, 'recordsFrom' | 'checkpoint' | 'checkpoints' | 'hashAt' | 'getState' | 'setState'>;

/** What links ask of a log: its records as stored bytes, and signatures over them. */
export function servingOf({ store, self, queue, registry }: Needs): Serving {
  const put = (op: PlacedOp): Promise<void> => {
    return queue.add(async (tx) => {
      await tx.apply([op]);
      return { answer: undefined, committed: () => undefined, undone: () => undefined };
    });
  };
  const recordsFrom: Serving['recordsFrom'] = async (stream, from, limit) => {
    const head = registry.find(stream);
    if (!head) return [];
    const sql = 'select bytes from log_records where stream = ? and seq >= ? order by seq limit ?';
    const rows = await store.all<{ bytes: Uint8Array }>(sql, head.id, from, limit);
    return rows.map((row) => row.bytes);
  };
  const checkpoints: Serving['checkpoints'] = async (stream, from, limit) => {
    const head = registry.find(stream);
    if (!head) return [];
    const sql = 'select seq, hash, signature from log_checkpoints where stream = ? and seq >= ? order by seq limit ?';
    const rows = await store.all<Omit<Checkpoint, 'stream'>>(sql, head.id, from, limit);
    return rows.map((row) => ({ stream, ...row }));
  };
  const hashAt: Serving['hashAt'] = async (stream, seq) => {
    const head = registry.find(stream);
    if (head && head.next - 1 === seq) return head.hash;
    const sql = 'select seq, hash from log_checkpoints where stream = ? and seq <= ? order by seq desc limit 1';
    const base = await store.get<{ seq: number; hash: Uint8Array }>(sql, head?.id ?? 0, seq);
    let running = base?.hash ?? emptyHash(stream);
    const first = (base?.seq ?? 0) + 1;
    for (const bytes of await recordsFrom(stream, first, seq - first + 1)) running = nextHash(running, bytes);
    return running;
  };
  const checkpoint: Serving['checkpoint'] = async (stream, asked) => {
    const head = registry.find(stream);
    if (!head || stream.node !== self.node) throw new Error('a node signs only streams of its own');
    const seq = asked ?? head.next - 1;
    const signed = signCheckpoint(self.key, stream, seq, await hashAt(stream, seq));
    await put(checkpointOp(head.id, signed));
    return signed;
  };
  const getState: Serving['getState'] = async (name) => {
    return (await store.get<{ value: Uint8Array }>('select value from log_state where name = ?', name))?.value;
  };
  const setState: Serving['setState'] = (name, value) => {
    return put({ target: stateTable, op: { op: 'upsert', table: 'log_state', row: { name, value } }, origin: 0 });
  };
  return { recordsFrom, checkpoint, checkpoints, hashAt, getState, setState };
}
