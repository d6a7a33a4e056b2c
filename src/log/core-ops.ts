import type { Checkpoint } from './chain.ts';
import type { RowOp } from './projection.ts';
import type { StreamId, Via } from './record.ts';
import type { PhysicalTable, PlacedOp } from './store.ts';
import {
  asideTable,
  checkpointsTable,
  erasedTable,
  keysTable,
  looseTable,
  recordsTable,
  stateTable,
  streamsTable,
  viaTable,
} from './tables.ts';

function core(target: PhysicalTable, op: RowOp): PlacedOp {
  return { target, op, origin: 0 };
}

export function recordOp(stream: number, seq: number, bytes: Uint8Array): PlacedOp {
  return core(recordsTable, { op: 'insert', table: 'log_records', row: { stream, seq, bytes } });
}

/** LOG-13: one entry of a tablet may make several records; its first one stands for it. */
export function viaOp({ tablet, n }: Via, stream: number, seq: number): PlacedOp {
  return core(viaTable, { op: 'insert', table: 'log_via', row: { tablet, n, stream, seq } });
}

/** LOG-14: an entry stands for where it is in the earliest epoch. */
export function movedViaOp({ tablet, n }: Via, stream: number, seq: number): PlacedOp {
  return core(viaTable, { op: 'upsert', table: 'log_via', row: { tablet, n, stream, seq } });
}

export function checkpointOp(stream: number, { seq, hash, signature }: Checkpoint): PlacedOp {
  return core(checkpointsTable, { op: 'insert', table: 'log_checkpoints', row: { stream, seq, hash, signature } });
}

export function dropStreamOps(stream: number): PlacedOp[] {
  return [
    core(recordsTable, { op: 'delete', table: 'log_records', key: { stream } }),
    core(checkpointsTable, { op: 'delete', table: 'log_checkpoints', key: { stream } }),
    core(streamsTable, { op: 'delete', table: 'log_streams', key: { id: stream } }),
  ];
}

export function dropViaOp({ tablet, n }: Via): PlacedOp {
  return core(viaTable, { op: 'delete', table: 'log_via', key: { tablet, n } });
}

/** Takes the records of a stream from a number on away, with its checkpoints there. */
export function cutStreamOps(stream: number, seqs: readonly number[], checkpoints: readonly number[]): PlacedOp[] {
  return [
    ...seqs.map((seq) => core(recordsTable, { op: 'delete', table: 'log_records', key: { stream, seq } })),
    ...checkpoints.map((seq) =>
      core(checkpointsTable, { op: 'delete', table: 'log_checkpoints', key: { stream, seq } }),
    ),
  ];
}

export function looseOp({ node, epoch, scope }: StreamId, seq: number, bytes: Uint8Array): PlacedOp {
  return core(looseTable, { op: 'insert', table: 'log_loose', row: { node, epoch, scope, seq, bytes } });
}

export function dropLooseOp(node: string): PlacedOp {
  return core(looseTable, { op: 'delete', table: 'log_loose', key: { node } });
}

export function asideOp({ epoch, scope }: StreamId, seq: number, bytes: Uint8Array): PlacedOp {
  return core(asideTable, { op: 'insert', table: 'log_aside', row: { epoch, scope, seq, bytes } });
}

export function dropAsideOp(epoch: number, scope: string, seq: number): PlacedOp {
  return core(asideTable, { op: 'delete', table: 'log_aside', key: { epoch, scope, seq } });
}

export function stateOp(name: string, value: Uint8Array): PlacedOp {
  return core(stateTable, { op: 'upsert', table: 'log_state', row: { name, value } });
}

export function dropKeyOp(person: string, scope: string): PlacedOp {
  return core(keysTable, { op: 'delete', table: 'log_keys', key: { person, scope } });
}

/** LOG-12: the key goes, and a mark stays that refuses the key should it come again. */
export function erasureOps(person: string): PlacedOp[] {
  return [
    core(keysTable, { op: 'delete', table: 'log_keys', key: { person } }),
    core(erasedTable, { op: 'insert', table: 'log_erased', row: { person } }),
  ];
}
