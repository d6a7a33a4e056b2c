import type { NodeId, Scope } from '#kernel/ids.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { fromCbor, toCbor, type StreamId } from '#log/record.ts';
import { bundleFields, bundleFrom, isNewerBundle, type Bundle } from './bundle.ts';
import { isScope } from './records.ts';

/** The number that a node wants next in a stream: receipt and request in one. */
export type Want = readonly [node: NodeId, epoch: number, scope: Scope, next: number];

/** A file that the sender lacks, and how many of its bytes it has already. */
export type FileWant = { readonly hash: string; readonly have: number };

/**
 * SYN-6: what one node says to another, over every link alike: an HTTP request and its reply, or a file on a stick.
 * Saying it twice, late or out of order changes nothing.
 */
export type Message = {
  /** The restore epoch of the sender. */
  readonly epoch: number;
  /** Rises when the sender's wants go down: what was said in an earlier term counts no more (SYN-10). */
  readonly term: number;
  /** `wants` are all that the sender has; else those that changed since it last spoke. */
  readonly isAll: boolean;
  readonly wants: readonly Want[];
  readonly bundles: readonly Bundle[];
  /** Keys of persons, sealed to the receiver, for each scope with the number of the last one. */
  readonly keys: readonly (readonly [scope: Scope, upTo: number, sealed: Uint8Array])[];
  /** Up to which number the sender has the receiver's keys, as numbered in this epoch of the receiver. */
  readonly keysTaken: { readonly epoch: number; readonly upTo: readonly (readonly [scope: Scope, upTo: number])[] };
  /** Streams that the sender no longer serves to the receiver, because their grant was taken back (SYN-9). */
  readonly ended: readonly (readonly [node: NodeId, scope: Scope])[];
  /** Files that the sender lacks and would take; undefined where nothing changed since it last said so. */
  readonly files: readonly FileWant[] | undefined;
  /** There is more for the receiver than this message holds. */
  readonly hasMore: boolean;
  /** Streams that the sender has otherwise than the receiver showed them (SYN-20). */
  readonly differs: readonly Differing[];
};

/** What the sender's running hash of a stream was after some of its records, the newest first; none where it asks. */
export type Differing = { readonly stream: StreamId; readonly marks: readonly Mark[] };
/** `signature` is the stream's writer's own, over that hash, where the sender has it: nobody else can make one (SYN-20). */
export type Mark = { readonly seq: number; readonly hash: Uint8Array; readonly signature?: Uint8Array };

const version = 1;

/** SYN-6: a message in CBOR. A later program may add fields at the end; a reader ignores what it does not know (SYN-36). */
export function encodeMessage(message: Message): Uint8Array {
  const { epoch, term, isAll, wants, bundles, keys, keysTaken, ended, files, hasMore, differs } = message;
  const taken = keysTaken.upTo.length > 0 ? [keysTaken.epoch, ...keysTaken.upTo] : [];
  const wanted = files?.map(({ hash, have }) => [Buffer.from(hash, 'hex'), have]) ?? null;
  const said = [version, epoch, term, isAll, wants, bundles.map(bundleFields), keys, taken, ended, wanted, hasMore];
  return toCbor(differs.length > 0 ? [...said, differs.map(differingFields)] : said);
}

export type MessageError = 'unreadable' | 'newer';

/** The message in these bytes, each field checked: it comes from another machine. */
export function decodeMessage(bytes: Uint8Array): Result<Message, MessageError> {
  let fields: unknown;
  try {
    fields = fromCbor(bytes);
  } catch {
    return err('unreadable');
  }
  if (!Array.isArray(fields) || !isCount(fields[0])) return err('unreadable');
  if (fields[0] > version || listOf(fields[5]).some(isNewerBundle)) return err('newer');
  const [, epoch, term, isAll, wants, bundles, keys, taken, ended, files, hasMore, differs = []] = fields as unknown[];
  if (!isCount(epoch) || !isCount(term) || typeof isAll !== 'boolean' || typeof hasMore !== 'boolean')
    return err('unreadable');
  const read = {
    wants: each(wants, wantFrom),
    bundles: each(bundles, bundleFrom),
    keys: each(keys, keysFrom),
    taken: takenFrom(taken),
    ended: each(ended, endedFrom),
    files: files === null ? [] : each(files, fileWantFrom),
    differs: each(differs, differingFrom),
  };
  if (!read.wants || !read.bundles || !read.keys || !read.taken || !read.ended || !read.files || !read.differs)
    return err('unreadable');
  const { taken: keysTaken, ...rest } = read as Required<{ [K in keyof typeof read]: NonNullable<(typeof read)[K]> }>;
  return ok({ epoch, term, isAll, ...rest, files: files === null ? undefined : rest.files, keysTaken, hasMore });
}

/** All entries as `read` reads them, or undefined where one is not what it should be. */
function each<T>(entries: unknown, read: (entry: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(entries)) return undefined;
  const found = entries.map((entry) => read(entry));
  return found.every((entry) => entry !== undefined) ? found : undefined;
}

function wantFrom(entry: unknown): Want | undefined {
  const [node, epoch, scope, next] = listOf(entry);
  if (!isNode(node) || !isCount(epoch) || !isAScope(scope) || !isCount(next)) return undefined;
  return [node, epoch, scope, next];
}

function keysFrom(entry: unknown): Message['keys'][number] | undefined {
  const [scope, upTo, sealed] = listOf(entry);
  return isAScope(scope) && isCount(upTo) && sealed instanceof Uint8Array ? [scope, upTo, sealed] : undefined;
}

function takenFrom(entry: unknown): Message['keysTaken'] | undefined {
  const [epoch = 0, ...rest] = listOf(entry);
  const upTo = each(rest, (pair) => {
    const [scope, n] = listOf(pair);
    return isAScope(scope) && Number.isSafeInteger(n) ? ([scope, n as number] as const) : undefined;
  });
  return upTo && Number.isSafeInteger(epoch) ? { epoch: epoch as number, upTo } : undefined;
}

function endedFrom(entry: unknown): Message['ended'][number] | undefined {
  const [node, scope] = listOf(entry);
  return isNode(node) && isAScope(scope) ? [node, scope] : undefined;
}

function fileWantFrom(entry: unknown): FileWant | undefined {
  const [hash, have] = listOf(entry);
  if (!(hash instanceof Uint8Array) || hash.length !== 32 || !Number.isSafeInteger(have)) return undefined;
  return { hash: Buffer.from(hash).toString('hex'), have: have as number };
}

/** Marks enough to find a place in any stream by halves. */
const maxMarks = 64;

function differingFields({ stream, marks }: Differing): unknown[] {
  return [stream.node, stream.epoch, stream.scope, marks.map(markFields)];
}

function markFields({ seq, hash, signature }: Mark): unknown[] {
  return signature ? [seq, hash, signature] : [seq, hash];
}

function markFrom(entry: unknown): Mark | undefined {
  const [seq, hash, signature] = listOf(entry);
  if (!isCount(seq) || !(hash instanceof Uint8Array) || hash.length !== 32) return undefined;
  return signature instanceof Uint8Array ? { seq, hash, signature } : { seq, hash };
}

function differingFrom(entry: unknown): Differing | undefined {
  const [node, epoch, scope, list] = listOf(entry);
  const marks = each(list, markFrom);
  if (!isNode(node) || !isCount(epoch) || !isAScope(scope) || !marks || marks.length > maxMarks) return undefined;
  return { stream: { node, epoch, scope }, marks };
}

function listOf(entry: unknown): unknown[] {
  return Array.isArray(entry) ? entry : [];
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

export function isNode(value: unknown): value is NodeId {
  return typeof value === 'string' && /^[0-9a-z][0-9a-z-]{0,39}$/.test(value);
}

function isAScope(value: unknown): value is Scope {
  return typeof value === 'string' && isScope(value);
}
