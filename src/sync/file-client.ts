import { hash as hashOf } from 'node:crypto';
import type { FileLedger, NamedFile } from './file-ledger.ts';
import { maxPieceBytes } from './file-server.ts';
import type { StagingStore } from './file-store.ts';
import { LinkFailure } from './http-client.ts';
import type { LinkClient } from './link-client.ts';
import type { FileWant } from './message.ts';

/** What carrying files asks between pieces, and how long it then waits. */
export type Pace = {
  /** Whether to go on now. */
  mayGoOn(): boolean;
  /** Waits as long as these bytes may take; ends early when nothing more is to be carried. */
  after(bytes: number): Promise<void>;
  /** How large a piece may be, so that a thin line is not held long by one. */
  pieceBytes(): number;
};

/** Files that came, or arrived, with other bytes than their hash says: each is left alone for a while (SYN-30). */
export type Patience = {
  isWaiting(hash: string): boolean;
  spoilt(hash: string): void;
  whole(hash: string): void;
};

type Carrying = {
  readonly link: LinkClient;
  readonly ledger: FileLedger;
  readonly store: StagingStore;
  readonly pace: Pace;
  /** Who carries again and again keeps one; a single time needs none. */
  readonly patience?: Patience;
};

export type Carried = { readonly files: number; readonly bytes: number; readonly isDone: boolean };

/** Files that another time may bring: the region does not have them yet itself, or cannot take them as it is set. */
const notThere: ReadonlySet<string> = new Set(['sync.no-such-file', 'sync.no-such-piece', 'sync.file-too-large']);

/**
 * Fetches missing files from the peer, smallest first, each on from where it broke off; keeps what has its hash. With
 * `only` just these, in their order.
 */
export async function pullFiles(carrying: Carrying, only?: readonly string[]): Promise<Carried> {
  let files = 0;
  let bytes = 0;
  let hasTooLarge = false;
  for (const file of inOrder(await carrying.ledger.missing(), only)) {
    if (!carrying.pace.mayGoOn()) return { files, bytes, isDone: false };
    if (carrying.patience?.isWaiting(file.hash)) continue;
    if (file.bytes > carrying.store.maxPartBytes) {
      hasTooLarge = true;
      continue;
    }
    try {
      const pulled = await pullOne(carrying, file);
      bytes += pulled.bytes;
      if (pulled.isWhole) files++;
      else if (!carrying.pace.mayGoOn()) return { files, bytes, isDone: false };
    } catch (error) {
      if (!(error instanceof LinkFailure) || !notThere.has(error.key)) throw error;
    }
  }
  // Said once the others are here: it holds up none of them.
  if (hasTooLarge) throw new LinkFailure('sync.file-too-large');
  return { files, bytes, isDone: true };
}

function inOrder(missing: readonly NamedFile[], only: readonly string[] | undefined): readonly NamedFile[] {
  if (!only) return missing;
  const byHash = new Map(missing.map((file) => [file.hash, file]));
  return only.flatMap((hash) => byHash.get(hash) ?? []);
}

async function pullOne(carrying: Carrying, file: NamedFile): Promise<{ bytes: number; isWhole: boolean }> {
  const { link, store, pace, patience } = carrying;
  const path = `/api/sync/files/${file.hash}`;
  let have = Math.min(await store.partSize(file.hash), file.bytes);
  let bytes = 0;
  while (have < file.bytes) {
    if (!pace.mayGoOn()) return { bytes, isWhole: false };
    const range = `bytes=${have}-${Math.min(file.bytes, have + piece(pace)) - 1}`;
    const before = have;
    const onChunk = async (chunk: Uint8Array): Promise<void> => {
      // More than was asked for is not of this file.
      if (have + chunk.length > file.bytes) throw new LinkFailure('sync.unreadable');
      if (!(await store.writePart(file.hash, have, chunk))) throw new LinkFailure('sync.staging-full');
      have += chunk.length;
    };
    await link.askFile({ method: 'GET', path, headers: { range }, accepts: [206], onChunk }, range);
    if (have === before) throw new LinkFailure('sync.unreadable');
    bytes += have - before;
    await pace.after(have - before);
  }
  const isWhole = await store.finishPart(file.hash);
  if (isWhole) patience?.whole(file.hash);
  else patience?.spoilt(file.hash);
  return { bytes, isWhole };
}

/** Brings the peer the files that it said it lacks and that are here. */
export async function pushFiles(carrying: Carrying, wanted: readonly FileWant[]): Promise<Carried> {
  let files = 0;
  let bytes = 0;
  for (const { hash, have } of wanted) {
    const size = carrying.patience?.isWaiting(hash) ? undefined : await carrying.store.size(hash);
    if (size === undefined) continue;
    let at = Math.min(have, size);
    let hasSteppedBack = false;
    while (at < size) {
      if (!carrying.pace.mayGoOn()) return { files, bytes, isDone: false };
      const said = await pushPiece(carrying, hash, at, size);
      bytes += said.bytes;
      if (said.isWhole) files++;
      // All of it went and is not whole there: the bytes here are not those of the name. At once again they would go
      // round for ever.
      const isSpoilt = !said.isWhole && said.bytes > 0 && said.have < at && at + said.bytes === size;
      if (isSpoilt) carrying.patience?.spoilt(hash);
      // Nothing more to do: whole, refused, or the other end stays where it is or goes back a second time.
      const isBack = said.have < at;
      if (said.isWhole || said.have === at || isSpoilt || (isBack && hasSteppedBack)) break;
      hasSteppedBack ||= isBack;
      at = said.have;
      await carrying.pace.after(said.bytes);
    }
  }
  return { files, bytes, isDone: true };
}

async function pushPiece({ link, store, pace }: Carrying, hash: string, at: number, size: number) {
  const body = await store.read(hash, at, Math.min(size, at + piece(pace)));
  const path = `/api/sync/files/${hash}?at=${at}`;
  try {
    const answer = await link.askFile({ method: 'PUT', path, body }, hashOf('sha256', body, 'hex'));
    const { have, isWhole } = JSON.parse(Buffer.from(answer.body).toString('utf8')) as {
      have: number;
      isWhole: boolean;
    };
    return { have, isWhole, bytes: body.length };
  } catch (error) {
    if (error instanceof LinkFailure && notThere.has(error.key)) return { have: at, isWhole: false, bytes: 0 };
    throw error;
  }
}

function piece(pace: Pace): number {
  return Math.max(1, Math.min(maxPieceBytes, pace.pieceBytes()));
}
