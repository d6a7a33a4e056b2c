import { nextHash } from './chain.ts';
import { erasureOps, recordOp, viaOp } from './core-ops.ts';
import { placeEffects } from './house.ts';
import type { AppendNeeds } from './append.ts';
import type { LogRecord, StreamId } from './record.ts';
import type { Change } from './registry.ts';
import type { PlacedOp } from './store.ts';
import type { PersonKey } from './vault.ts';

/** A record with its place in the store: what its effects need. */
export type Placed = { readonly record: LogRecord; readonly origin: number; readonly head: number };

/** Gives a record its place: its bytes go to `ops`, the head moves on. What it does to rows is `effectsOf`. */
export function place(
  change: Change,
  ops: PlacedOp[],
  stream: StreamId,
  bytes: Uint8Array,
  content: Omit<LogRecord, 'stream' | 'seq'>,
): Placed {
  const { head, origin, opened } = change.head(stream);
  const record: LogRecord = { ...content, stream, seq: head.next };
  ops.push(...opened, recordOp(head.id, head.next, bytes));
  if (content.via) ops.push(viaOp(content.via, head.id, head.next));
  change.advance(head, nextHash(head.hash, bytes));
  return { record, origin, head: head.id };
}

/** What a record does to the rows that are shown, and to keys. */
export function effectsOf(needs: AppendNeeds, { record, origin }: Pick<Placed, 'record' | 'origin'>): PlacedOp[] {
  if (!needs.takes(record)) return [];
  const effects = needs.builder.shown().flatMap((build) => placeEffects(build, record, origin));
  return [...effects, ...erasuresOf(needs, record)];
}

/** An erasure destroys its key whatever else its record does not do any more. */
export function erasuresOf(needs: AppendNeeds, record: LogRecord): PlacedOp[] {
  const person = needs.erasedBy(record);
  return person === undefined ? [] : erasureOps(person);
}

/** What follows when records are durable, and how to undo what was done in memory when they are not. */
export function settling(
  needs: AppendNeeds,
  change: Change,
  records: readonly LogRecord[],
  newKeys: readonly PersonKey[],
) {
  const committed = (): void => {
    for (const record of records) {
      const person = needs.erasedBy(record);
      if (person !== undefined) needs.keyring.erase(person);
    }
    if (records.length > 0) needs.committed(records);
  };
  const undone = (): void => {
    change.undo();
    for (const key of newKeys) needs.keyring.forget(key);
  };
  return { committed, undone };
}
