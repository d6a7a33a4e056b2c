import type { KeyObject } from 'node:crypto';
import { err, ok, type Result } from '#kernel/result.ts';
import type { AppendNeeds } from './append.ts';
import { isGenuine, type Checkpoint } from './chain.ts';
import { checkpointOp, looseOp, movedViaOp, viaOp } from './core-ops.ts';
import type { LooseRecord, ReceiveError, Segment } from './log.ts';
import { effectsOf, erasuresOf, place, settling, type Placed } from './place.ts';
import { decodeRecord, type LogRecord, type StreamId } from './record.ts';
import { repeatsIn } from './repeats.ts';
import type { PlacedOp, Transaction } from './store.ts';
import { still, type JobOutcome } from './write-queue.ts';

/** Takes records of another node, or own ones of an earlier epoch, in: all or nothing. */
export async function receive(
  needs: AppendNeeds,
  tx: Transaction,
  segment: Segment,
  key: KeyObject,
): Promise<JobOutcome<Result<number, ReceiveError>>> {
  const { self, registry } = needs;
  const { stream } = segment;
  const next = registry.find(stream)?.next ?? 1;
  const refused = (type: ReceiveError['type']) => still(err({ type, next }));
  if (stream.node === self.node && stream.epoch === self.epoch) return refused('own-stream');
  if (segment.from > next) return refused('gap');
  if (segment.from + segment.records.length <= next) return still(ok(next));
  const change = registry.begin();
  const ops: PlacedOp[] = [];
  const placed: Placed[] = [];
  for (const bytes of segment.records.slice(next - segment.from)) {
    const record = decodeRecord(stream, next + placed.length, bytes);
    if (!record) {
      change.undo();
      return refused('unreadable');
    }
    placed.push(place(change, ops, stream, bytes, record));
  }
  const { head } = change.head(stream);
  const checkpoint: Checkpoint = { stream, seq: head.next - 1, hash: head.hash, signature: segment.signature };
  if (!isGenuine(checkpoint, key)) {
    change.undo();
    return refused('forged');
  }
  const answer = ok(head.next);
  const records = placed.map((each) => each.record);
  try {
    ops.push(...(await arrivalOps(needs, tx, stream, placed)));
    await tx.apply([...ops, ...change.headOps(), checkpointOp(head.id, checkpoint)]);
  } catch (error) {
    change.undo();
    throw error;
  }
  const { committed, undone } = settling(needs, change, records, []);
  const isLate = isLateIn(needs, stream);
  return {
    answer,
    committed: () => {
      if (isLate) needs.unsettled.note();
      committed();
    },
    undone,
  };
}

/**
 * What arrived records do: each its effects, once (LOG-14); in a stream that a later epoch has overtaken none until the
 * tables are derived anew (LOG-15).
 */
async function arrivalOps(
  needs: AppendNeeds,
  tx: Transaction,
  stream: StreamId,
  placed: readonly Placed[],
): Promise<PlacedOp[]> {
  const repeats = await repeatsIn(
    tx,
    needs.registry,
    placed.map(({ record }) => record),
  );
  if (!isLateIn(needs, stream)) {
    return placed.flatMap((each) =>
      repeats.has(each.record) ? erasuresOf(needs, each.record) : effectsOf(needs, each),
    );
  }
  const moved = placed.flatMap(({ record, head }) => (record.via ? [movedViaOp(record.via, head, record.seq)] : []));
  return [...moved, ...placed.flatMap(({ record }) => erasuresOf(needs, record)), needs.unsettled.markOp()];
}

/** Whether what is added to this stream comes after records of its writer's later epoch. */
function isLateIn({ self, registry }: AppendNeeds, stream: StreamId): boolean {
  return registry.hasLaterEpoch(stream) || (stream.node === self.node && stream.epoch < self.epoch);
}

/** LOG-16: records ahead of their place take effect at once, each once; their streams come whole later. */
export async function receiveLoose(
  needs: AppendNeeds,
  tx: Transaction,
  stream: StreamId,
  records: readonly LooseRecord[],
): Promise<JobOutcome<number>> {
  const { registry } = needs;
  const change = registry.begin();
  try {
    const { head, origin, opened } = change.head(stream);
    const known = new Set(await looseHere(tx, stream, records));
    const fresh = records.filter(({ seq }) => seq >= head.next && !known.has(seq));
    const ops: PlacedOp[] = [...opened];
    const read: LogRecord[] = [];
    for (const { seq, bytes } of fresh) {
      const record = decodeRecord(stream, seq, bytes);
      if (!record) continue;
      read.push(record);
      ops.push(looseOp(stream, seq, bytes), ...(record.via ? [viaOp(record.via, head.id, seq)] : []));
      ops.push(...effectsOf(needs, { record, origin }));
    }
    await tx.apply([...ops, ...change.headOps(), needs.unsettled.markOp()]);
    const { committed, undone } = settling(needs, change, read, []);
    return {
      answer: fresh.length,
      committed: () => {
        needs.unsettled.note();
        committed();
      },
      undone,
    };
  } catch (error) {
    change.undo();
    throw error;
  }
}

/** Which numbers between those of `records` came before: some tens of thousands may be here by now. */
async function looseHere(
  tx: Transaction,
  { node, epoch, scope }: StreamId,
  records: readonly LooseRecord[],
): Promise<number[]> {
  if (records.length === 0) return [];
  const numbers = records.map(({ seq }) => seq);
  const sql = 'select seq from log_loose where node = ? and epoch = ? and scope = ? and seq between ? and ?';
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return (await tx.all<{ seq: number }>(sql, node, epoch, scope, least, most)).map(({ seq }) => seq);
}
