import type { AppendNeeds } from './append.ts';
import { emptyHash, nextHash } from './chain.ts';
import { asideOp, cutStreamOps, dropAsideOp, dropViaOp, viaOp } from './core-ops.ts';
import type { Log } from './log.ts';
import { erasuresOf, place, settling, type Placed } from './place.ts';
import { decodeRecord, type LogRecord, type StreamId, type Via } from './record.ts';
import { repeatsIn, viaKey } from './repeats.ts';
import type { PlacedOp, Reader, Transaction } from './store.ts';
import { still, type JobOutcome } from './write-queue.ts';

type AsideRow = {
  readonly epoch: number;
  readonly scope: StreamId['scope'];
  readonly seq: number;
  readonly bytes: Uint8Array;
};

const allAside = 'select epoch, scope, seq, bytes from log_aside order by epoch, scope, seq';

/** Own records of an earlier epoch that others know otherwise: set aside, and taken back where nobody has them (LOG-17). */
export function asideOf(needs: AppendNeeds): Pick<Log, 'setAside' | 'takeBack'> {
  return {
    setAside: (stream, from) => needs.queue.add((tx) => setAside(needs, tx, stream, from)),
    takeBack: () => needs.queue.add((tx) => takeBack(needs, tx)),
  };
}

/** The entries of tablets in what is set aside, for a start. */
export async function entriesAside(reader: Reader, node: StreamId['node']): Promise<Set<string>> {
  const rows = await reader.all<AsideRow>(allAside);
  return new Set(rows.flatMap((row) => entryOf(recordOf(row, node))));
}

function recordOf({ seq, bytes, ...of }: AsideRow, node: StreamId['node']): LogRecord | undefined {
  return decodeRecord({ node, ...of }, seq, bytes);
}

function entryOf(record: LogRecord | undefined): string[] {
  return record?.via ? [viaKey(record.via)] : [];
}

async function setAside(
  needs: AppendNeeds,
  tx: Transaction,
  stream: StreamId,
  from: number,
): Promise<JobOutcome<number>> {
  const { registry, self, unsettled, asideEntries } = needs;
  const head = registry.find(stream);
  if (stream.node !== self.node || stream.epoch >= self.epoch)
    throw new Error('only an own earlier epoch is set aside');
  if (!head || from >= head.next) return still(0);
  type Row = { seq: number; bytes: Uint8Array };
  const rows = await tx.all<Row>('select seq, bytes from log_records where stream = ? order by seq', head.id);
  const gone = rows.filter(({ seq }) => seq >= from);
  const kept = rows.filter(({ seq }) => seq < from);
  const hash = kept.reduce((running, { bytes }) => nextHash(running, bytes), emptyHash(stream));
  const signed = await tx.all<{ seq: number }>(
    'select seq from log_checkpoints where stream = ? and seq >= ?',
    head.id,
    from,
  );
  const entries = await tx.all<Via>('select tablet, n from log_via where stream = ? and seq >= ?', head.id, from);
  const change = registry.begin();
  change.rewind(head, from, hash);
  await tx.apply([
    ...gone.map(({ seq, bytes }) => asideOp(stream, seq, bytes)),
    ...cutStreamOps(
      head.id,
      gone.map(({ seq }) => seq),
      signed.map(({ seq }) => seq),
    ),
    ...entries.map((via) => dropViaOp(via)),
    ...change.headOps(),
    unsettled.markOp(),
  ]);
  const committed = (): void => {
    unsettled.note();
    for (const row of gone)
      for (const entry of entryOf(recordOf({ ...stream, ...row }, self.node))) asideEntries.add(entry);
  };
  return { answer: gone.length, committed, undone: change.undo };
}

/**
 * When the earlier epochs are here as others have them: what they hold too is forgotten, what nobody has becomes records
 * of this epoch, with their own time. Rows follow when the log settles.
 */
async function takeBack(needs: AppendNeeds, tx: Transaction): Promise<JobOutcome<number>> {
  const { registry, self, unsettled, asideEntries } = needs;
  const rows = await tx.all<AsideRow>(allAside);
  if (rows.length === 0) return still(0);
  const change = registry.begin();
  const ops: PlacedOp[] = rows.map(({ epoch, scope, seq }) => dropAsideOp(epoch, scope, seq));
  const placed: Placed[] = [];
  try {
    for (const row of rows) {
      const record = recordOf(row, self.node);
      if (!record || (await isHere(needs, tx, record, row.bytes))) continue;
      const stream: StreamId = { node: self.node, epoch: self.epoch, scope: row.scope };
      const each = place(change, ops, stream, row.bytes, record);
      placed.push(each);
      if (record.via) ops.push(viaOp(record.via, each.head, each.record.seq));
    }
    const erasures = placed.flatMap(({ record }) => erasuresOf(needs, record));
    await tx.apply([...ops, ...erasures, ...change.headOps(), unsettled.markOp()]);
  } catch (error) {
    change.undo();
    throw error;
  }
  const records = placed.map(({ record }) => record);
  const { committed, undone } = settling(needs, change, records, []);
  return {
    answer: records.length,
    committed: () => {
      unsettled.note();
      asideEntries.clear();
      committed();
    },
    undone,
  };
}

/** Whether the stream, as it is now, holds the same bytes at this place, or the entry that the record came from. */
async function isHere(
  { registry, self }: AppendNeeds,
  tx: Transaction,
  record: LogRecord,
  bytes: Uint8Array,
): Promise<boolean> {
  const head = registry.find(record.stream);
  const sql = 'select bytes from log_records where stream = ? and seq = ?';
  const stored = await tx.get<{ bytes: Uint8Array }>(sql, head?.id ?? 0, record.seq);
  if (stored && Buffer.compare(stored.bytes, bytes) === 0) return true;
  const asNew = { ...record, stream: { ...record.stream, epoch: self.epoch } };
  return (await repeatsIn(tx, registry, [asNew])).has(asNew);
}
