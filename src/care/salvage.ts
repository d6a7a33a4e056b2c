import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { NodeId, PersonId, Scope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { emptyHash, nextHash, signCheckpoint } from '#log/chain.ts';
import { decodeRecord, fromCbor, streamKey, toCbor, type StreamId } from '#log/record.ts';
import { decrypt } from '#log/vault.ts';
import type { CopiedHead } from './copy-check.ts';

/** What could be read of a damaged store beyond its backup, in the node's own streams. */
export type Salvage = {
  readonly streams: readonly SavedStream[];
  /** Keys of persons as they lay there, sealed under the vault key. */
  readonly keys: readonly { readonly person: string; readonly scope: string; readonly sealed: Uint8Array }[];
};

type SavedStream = {
  readonly stream: StreamId;
  readonly from: number;
  readonly records: readonly Uint8Array[];
};

/** Records of a stream that the damaged store says it had, and that did not come out of it. */
export type LostSpan = { readonly scope: string; readonly records: number; readonly from: number; readonly to: number };

export type Salvaged = { readonly salvage: Salvage; readonly lost: readonly LostSpan[] };

type Head = { id: number; node: NodeId; epoch: number; scope: Scope; next: number; hash: Uint8Array };

/**
 * Reads what of the node's own streams lies in a damaged store after the heads of a backup (CARE-15). Only whole records
 * whose running hash comes out at a head or checkpoint that stands there are taken: what no hash confirms may be garbage.
 */
export function salvageFrom(damaged: string, backup: string, node: NodeId, heads: readonly CopiedHead[]): Salvaged {
  const source = openQuietly(damaged);
  const known = new DatabaseSync(backup, { readOnly: true });
  const [streams, lost]: [SavedStream[], LostSpan[]] = [[], []];
  try {
    const hashes = known.prepare('select hash from log_streams where node = ? and epoch = ? and scope = ?');
    for (const head of source ? headsIn(source, node) : []) {
      const stream: StreamId = { node, epoch: head.epoch, scope: head.scope };
      const before = heads.find((each) => streamKey(each) === streamKey(stream))?.next ?? 1;
      if (head.next <= before || !source) continue;
      const known = hashes.get(node, head.epoch, head.scope) as { hash: Uint8Array } | undefined;
      const records = confirmed(source, head, before, known?.hash ?? emptyHash(stream));
      if (records.length > 0) streams.push({ stream, from: before, records });
      const missing = head.next - before - records.length;
      if (missing > 0) lost.push({ scope: head.scope, records: missing, ...spanOf(stream, records) });
    }
    return { salvage: { streams, keys: source ? keysIn(source) : [] }, lost };
  } finally {
    known.close();
    closeQuietly(source);
  }
}

/** The records after `before` up to the last one at which a hash that stands in the store comes out. */
function confirmed(source: DatabaseSync, head: Head, before: number, hash: Uint8Array): Uint8Array[] {
  const at = source.prepare('select bytes from log_records where stream = ? and seq = ?');
  const marks = checkpointsIn(source, head.id, before);
  marks.set(head.next - 1, head.hash);
  const read: Uint8Array[] = [];
  let [running, sure] = [hash, 0];
  for (let seq = before; seq < head.next; seq++) {
    const bytes = quietly(() => (at.get(head.id, seq) as { bytes: Uint8Array } | undefined)?.bytes);
    if (!bytes || !decodeRecord(head, seq, bytes)) break;
    running = nextHash(running, bytes);
    read.push(bytes);
    const mark = marks.get(seq);
    if (mark && Buffer.compare(mark, running) === 0) sure = read.length;
  }
  return read.slice(0, sure);
}

function headsIn(source: DatabaseSync, node: NodeId): Head[] {
  const sql = 'select id, node, epoch, scope, next, hash from log_streams where node = ? order by epoch';
  return (quietly(() => source.prepare(sql).all(node)) ?? []) as Head[];
}

function checkpointsIn(source: DatabaseSync, stream: number, before: number): Map<number, Uint8Array> {
  const sql = 'select seq, hash from log_checkpoints where stream = ? and seq >= ?';
  const rows = (quietly(() => source.prepare(sql).all(stream, before)) ?? []) as { seq: number; hash: Uint8Array }[];
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

function keysIn(source: DatabaseSync): Salvage['keys'] {
  const found: { person: string; scope: string; sealed: Uint8Array }[] = [];
  quietly(() => {
    for (const row of source.prepare('select person, scope, sealed from log_keys').iterate()) found.push(row as never);
  });
  return found;
}

/** From the last record that was saved; to when nobody knows: the time at which the damage was found is put there. */
function spanOf(stream: StreamId, records: readonly Uint8Array[]): { from: number; to: number } {
  const last = records.at(-1);
  return { from: (last && decodeRecord(stream, 1, last)?.time) ?? 0, to: 0 };
}

function openQuietly(file: string): DatabaseSync | undefined {
  return quietly(() => new DatabaseSync(file, { readOnly: true }));
}

function closeQuietly(database: DatabaseSync | undefined): void {
  quietly(() => database?.close());
}

/** What a damaged page throws is no error here: it is what is looked for. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const salvageFile = (folder: string): string => join(folder, 'salvage.cbor');

export function keepSalvage(folder: string, salvage: Salvage): void {
  writeFileSync(salvageFile(folder), toCbor(salvage), { mode: 0o600, flush: true });
}

/** How many records are taken in at once. */
const slice = 500;

/**
 * Takes what was saved into the node that opened on its backup: in the earlier epoch in which it was written, signed
 * again by the node itself. Done twice it adds nothing.
 */
export async function takeSalvage(house: House, folder: string): Promise<number> {
  if (!existsSync(salvageFile(folder))) return 0;
  const { streams, keys } = fromCbor(readFileSync(salvageFile(folder))) as Salvage;
  const { signingKey, vaultKey } = house.self;
  const opened = keys.flatMap(({ person, scope, sealed }) => {
    const key = decrypt(vaultKey, sealed, person);
    return key ? [{ person: person as PersonId, scope: scope as Scope, key }] : [];
  });
  await house.log.adoptKeys(opened);
  let taken = 0;
  for (const { stream, from, records } of streams) {
    for (let at = 0; at < records.length; at += slice) {
      const part = records.slice(at, at + slice);
      const head = house.log.head(stream);
      if ((head?.next ?? 1) !== from + at) break;
      let running = head?.hash ?? emptyHash(stream);
      for (const bytes of part) running = nextHash(running, bytes);
      const { signature } = signCheckpoint(signingKey, stream, from + at + part.length - 1, running);
      const segment = { stream, from: from + at, records: part, signature };
      if (!(await house.log.receive(segment, createPublicKey(signingKey))).ok) break;
      taken += part.length;
    }
  }
  rmSync(salvageFile(folder));
  return taken;
}
