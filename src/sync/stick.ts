import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { regionScope, type NodeId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { SyncDesk } from './desk.ts';
import { nothingAbsorbed, type Absorbed } from './exchange.ts';
import { decodeMessage, encodeMessage } from './message.ts';
import type { KnownNode } from './nodes.ts';
import {
  decodeContent,
  decodeStick,
  encodeContent,
  encodeStick,
  isSigned,
  isStickName,
  maxPartBytes,
  nameOf,
  stickLifetime,
  type Piece,
  type StickContent,
  type StickFile,
  type StickHead,
} from './stick-format.ts';
import { inOrder, readStickFile, sendersIn, stickNamesIn } from './stick-folder.ts';
import { tellScreens } from './topics.ts';

/** The node whose sticks they are. */
export type StickNode = { readonly house: House; readonly desk: SyncDesk };

export type WrittenFile = { readonly name: string; readonly bytes: number };

/** What of a part is for records; the rest is for what seals them, and for files. */
const messageBytes = 8 * 1024 * 1024;
const pieceBytes = 4 * 1024 * 1024;
/** Bounds what one stick takes: staging and small sticks are not filled by it. The next one goes on. */
const maxStickBytes = 4 * 1024 * 1024 * 1024;

/** A part of a stick: the name and the bytes of its file. */
type StickPart = { readonly name: string; readonly bytes: Uint8Array };

/** A new stick for a node, part by part: everything that it is not known to have, what this node wants, and files. */
export async function* stickParts(node: StickNode, to: KnownNode, maxBytes = maxStickBytes): AsyncGenerator<StickPart> {
  const { house, desk } = node;
  const { sticks } = await desk.exchange.stateOf(to.node);
  const n = sticks + 1;
  await desk.exchange.keep(to.node, (state) => {
    state.sticks = n;
  });
  const time = house.clock.now();
  const { node: from, epoch } = house.self;
  const common = { from, epoch, to: to.node, n, time, until: time + stickLifetime };
  let waiting: StickContent | undefined;
  let part = 0;
  const sealed = async (content: StickContent, isLast: boolean): Promise<StickPart> => {
    const head: StickHead = { ...common, part: ++part, isLast };
    const bytes = encodeStick(head, await desk.wrapping.sealTo(to.age, encodeContent(content)), house.self.signingKey);
    return { name: nameOf(head), bytes };
  };
  for await (const content of contents(node, to, maxBytes)) {
    if (waiting) yield sealed(waiting, false);
    waiting = content;
  }
  if (waiting) yield sealed(waiting, true);
}

/**
 * Writes a stick for a node into a folder. Each part is written under another name, flushed and renamed, so that a
 * stick pulled out early has whole parts or none. Older sticks for the same node go, for this one holds what they
 * held: only a receipt makes it less.
 */
export async function writeStick(
  node: StickNode,
  folder: string,
  to: KnownNode,
  maxBytes = maxStickBytes,
): Promise<readonly WrittenFile[]> {
  await mkdir(folder, { recursive: true });
  const written: WrittenFile[] = [];
  for await (const { name, bytes } of stickParts(node, to, maxBytes)) {
    await writeWhole(join(folder, name), bytes);
    written.push({ name, bytes: bytes.length });
  }
  await removeOlder(folder, node.house.self.node, to.node, written);
  return written;
}

async function* contents({ desk }: StickNode, to: KnownNode, maxBytes: number): AsyncGenerator<StickContent> {
  for await (const message of desk.exchange.carry(to, messageBytes))
    yield { message: encodeMessage(message), pieces: [] };
  let pieces: Piece[] = [];
  let room = maxPartBytes - 64 * 1024;
  let total = 0;
  for await (const piece of piecesFor(desk, to)) {
    total += piece.bytes.length;
    if (total > maxBytes) break;
    if (piece.bytes.length > room) {
      yield { message: undefined, pieces };
      pieces = [];
      room = maxPartBytes - 64 * 1024;
    }
    pieces.push(piece);
    room -= piece.bytes.length + 50;
  }
  if (pieces.length > 0) yield { message: undefined, pieces };
}

async function* piecesFor({ exchange, files, store }: SyncDesk, to: KnownNode): AsyncGenerator<Piece> {
  const { files: wanted } = await exchange.stateOf(to.node);
  for (const { hash, have } of wanted) {
    const size = (await files.mayServe(to.node, hash)) ? await store.size(hash) : undefined;
    for (let at = have; size !== undefined && at < size; at += pieceBytes) {
      yield { hash, at, bytes: await store.read(hash, at, Math.min(size, at + pieceBytes)) };
    }
  }
}

async function writeWhole(place: string, bytes: Uint8Array): Promise<void> {
  const half = `${place}.new`;
  // What lies there under this name may be a link to somewhere else.
  await rm(half, { force: true, recursive: true });
  const file = await open(half, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, place);
}

async function removeOlder(folder: string, from: NodeId, to: NodeId, written: readonly WrittenFile[]): Promise<void> {
  const kept = new Set(written.map(({ name }) => name));
  for (const name of await readdir(folder)) {
    const isOurs = name.startsWith(`tirek-${from}-${to}-`) && (isStickName(name) || name.endsWith('.tirek.new'));
    if (isOurs && !kept.has(name)) await rm(join(folder, name), { force: true });
  }
}

export type TakenIn = { readonly head: StickHead; readonly absorbed: Absorbed; readonly files: number };

/** Takes one file of a stick in: all or nothing for each bundle. Says what is wrong with one that cannot be. */
export async function takeStickIn(node: StickNode, bytes: Uint8Array): Promise<Result<TakenIn, Refusal>> {
  const { house, desk } = node;
  const file = decodeStick(bytes);
  if (typeof file === 'string') return refuse(`sync.stick-${file}`, 422);
  const { head } = file;
  const sender = checkSender(node, file);
  if (!sender.ok) return sender;
  const plain = await desk.wrapping.openSealed(house.self.ageIdentity, file.sealed);
  const content = plain && decodeContent(plain);
  // Its signature fits, so it came as it was written: sealed to a key that this server had before.
  if (!plain) return refuse('sync.stick-other-key', 422);
  if (!content) return refuse('sync.stick-damaged', 422);
  const message = content.message && decodeMessage(content.message);
  if (message && !message.ok) return refuse(message.error === 'newer' ? 'sync.stick-newer' : 'sync.stick-damaged', 422);
  const absorbed = message ? await desk.exchange.absorb(sender.value, message.value, 'carried') : nothingAbsorbed;
  if (message) await desk.heard(head.from, house.clock.now(), absorbed);
  const files = await takePieces(desk, head.from, content.pieces);
  tellScreens(house.live);
  return ok({ head, absorbed, files });
}

function checkSender({ house, desk }: StickNode, file: StickFile): Result<KnownNode, Refusal> {
  const { head } = file;
  if (head.to !== house.self.node) return refuse('sync.stick-other', 422);
  const known = desk.authority.find(head.from);
  if (!known) return refuse('sync.stick-unknown-sender', 422);
  const key = desk.authority.keyOf({ node: head.from, epoch: head.epoch, scope: regionScope }, Number.MAX_SAFE_INTEGER);
  if (!key) return refuse('sync.stick-revoked', 422);
  if (!isSigned(file, key)) return refuse('sync.stick-damaged', 422);
  if (house.clock.now() > head.until) {
    return refuse('sync.stick-too-old', 422, { date: new Date(head.time).toISOString().slice(0, 10) });
  }
  return ok(known);
}

/** Pieces that fit on what is here; a file that is whole with them is kept. */
async function takePieces({ files, store }: SyncDesk, from: NodeId, pieces: readonly Piece[]): Promise<number> {
  let whole = 0;
  for (const { hash, at, bytes } of pieces) {
    const wanted = await files.mayTake(from, hash);
    if (!wanted || at + bytes.length > wanted.bytes) continue;
    const have = await store.partSize(hash);
    if (at > have || at + bytes.length <= have) continue;
    // Without room for it the next stick brings it again: only what is whole is no longer asked for.
    if (!(await store.writePart(hash, at, bytes))) continue;
    if (at + bytes.length === wanted.bytes && (await store.finishPart(hash))) whole++;
  }
  return whole;
}

export type StickReport = {
  /** What came of each file of a stick in the folder, by its name. */
  readonly read: readonly { readonly name: string; readonly refusal?: Refusal }[];
  readonly records: number;
  readonly files: number;
  readonly rejected: Absorbed['rejected'];
  /** Whose sticks were taken in. */
  readonly from: readonly NodeId[];
};

/** `tirek stick read`: takes in every stick for this node in a folder. What else lies there is left alone. */
export async function stickRead(node: StickNode, folder: string): Promise<Result<StickReport, Refusal>> {
  const names = await stickNamesIn(folder);
  const read: { name: string; refusal?: Refusal }[] = [];
  const rejected: Absorbed['rejected'][number][] = [];
  const from = new Set<NodeId>();
  let [records, files] = [0, 0];
  for (const name of await inOrder(folder, names)) {
    const taken = await takeStickIn(node, await readStickFile(folder, name));
    if (!taken.ok) {
      read.push({ name, refusal: taken.error });
      continue;
    }
    read.push({ name });
    from.add(taken.value.head.from);
    records += taken.value.absorbed.records;
    files += taken.value.files;
    rejected.push(...taken.value.absorbed.rejected);
  }
  if (names.length === 0) return refuse('sync.stick-none', 404);
  return ok({ read, records, files, rejected, from: [...from] });
}

/**
 * `tirek stick write`: a school's node writes for its region; a region's node for the given schools' nodes, or for
 * those whose sticks lie in the folder.
 */
export async function stickWrite(
  node: StickNode,
  folder: string,
  to?: readonly NodeId[],
  maxBytes?: number,
): Promise<Result<readonly WrittenFile[], Refusal>> {
  const receivers = await receiversOf(node, folder, to);
  if (!receivers.ok) return receivers;
  const written: WrittenFile[] = [];
  for (const receiver of receivers.value) written.push(...(await writeStick(node, folder, receiver, maxBytes)));
  return ok(written);
}

async function receiversOf(
  { house, desk }: StickNode,
  folder: string,
  to?: readonly NodeId[],
): Promise<Result<KnownNode[], Refusal>> {
  const { authority } = desk;
  if (!to && house.self.kind === 'school') {
    return authority.region ? ok([authority.region]) : refuse('sync.not-enrolled', 409);
  }
  const asked = to ?? (await sendersIn(folder));
  const known = asked
    .map((node) => authority.find(node))
    .filter((each) => each !== undefined && !each.isRevoked && each.node !== house.self.node);
  return known.length > 0 ? ok(known as KnownNode[]) : refuse('sync.stick-for-whom', 409);
}
