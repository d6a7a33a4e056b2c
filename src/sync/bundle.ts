import { constants } from 'node:zlib';
import type { NodeId } from '#kernel/ids.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Log, Segment } from '#log/log.ts';
import type { StreamId } from '#log/record.ts';
import { isScope } from './records.ts';
import { realWrapping, type Wrapping } from './wrapping.ts';

/** SYN-3: what a link of 32 kbit/s carries in 16 seconds: a drop loses no more than that. */
export const maxBundleBytes = 64 * 1024;
/** SYN-4: both ends know the records before a bundle; their last 32 KiB serve as its dictionary. */
const dictionaryBytes = 32 * 1024;
const dictionaryRecords = 400;
/** Bounds what one bundle can unpack to: an attacker's 64 KB may not become a gigabyte. */
const maxUnpackedBytes = 4 * 1024 * 1024;
const maxRecords = 5000;
/** What is cut here holds fewer: its receiver writes it in one go, and people's pages wait for the end of that. */
const cutRecords = 1500;
/** Up to here the best level costs milliseconds; above it one that packs all but as well in half the time. */
const bestLevelBytes = 128 * 1024;
/** How far records shrink at most, so that one try reads no more than a bundle can hold. */
const largestRatio = 12;

/** A segment as it travels: records compressed, and the signature over the running hash after them. */
export type Bundle = Omit<Segment, 'records'> & { readonly count: number; readonly packed: Uint8Array };

/**
 * The next bundle of a stream from number `from` on, of at most `limit` bytes (SYN-3): an own stream is cut where the
 * size says, another's only where its author signed it (SYN-12). Undefined where there is nothing to send.
 */
export function nextBundle(
  log: Log,
  stream: StreamId,
  from: number,
  limit: number,
  wrapping = realWrapping,
): Promise<Bundle | undefined> {
  const isOwn = stream.node === log.self.node && stream.epoch === log.self.epoch;
  const pack: Pack = (records, dictionary) => packRecords(records, dictionary, wrapping);
  return (isOwn ? cutBundle : relayedBundle)(log, stream, from, limit, pack);
}

type Pack = (records: readonly Uint8Array[], dictionary: Uint8Array) => Promise<Uint8Array>;

async function cutBundle(
  log: Log,
  stream: StreamId,
  from: number,
  limit: number,
  pack: Pack,
): Promise<Bundle | undefined> {
  const last = (log.head(stream)?.next ?? 1) - 1;
  if (from > last) return undefined;
  const dictionary = await dictionaryBefore(log, stream, from);
  let count = Math.min(last - from + 1, cutRecords);
  for (;;) {
    const records = fitting(await log.recordsFrom(stream, from, count), limit * largestRatio);
    count = records.length;
    const packed = await pack(records, dictionary);
    if (packed.length <= limit || count === 1) {
      const { signature } = await log.checkpoint(stream, from + count - 1);
      return { stream, from, count, packed, signature };
    }
    count = fewer(count, limit, packed.length);
  }
}

/** Up to the last of the author's checkpoints that fits; one that alone is larger still goes whole. */
async function relayedBundle(
  log: Log,
  stream: StreamId,
  from: number,
  limit: number,
  pack: Pack,
): Promise<Bundle | undefined> {
  const checkpoints = await log.checkpoints(stream, from, maxRecords);
  const [first] = checkpoints;
  if (!first) return undefined;
  const dictionary = await dictionaryBefore(log, stream, from);
  const within = (count: number) => checkpoints.findLast((each) => each.seq < from + count) ?? first;
  let { seq, signature } = within(maxRecords);
  for (;;) {
    const asked = seq - from + 1;
    const records = await log.recordsFrom(stream, from, asked);
    const bytes = records.reduce((sum, record) => sum + record.length, 0);
    const packed = bytes <= limit * largestRatio || seq === first.seq ? await pack(records, dictionary) : undefined;
    if (seq === first.seq || (packed && packed.length <= limit)) {
      return packed && { stream, from, count: asked, packed, signature };
    }
    const count = packed ? fewer(asked, limit, packed.length) : fewer(asked, limit * largestRatio, bytes);
    ({ seq, signature } = within(count));
  }
}

function fewer(count: number, limit: number, had: number): number {
  return Math.max(1, Math.floor((count * limit * 0.9) / had));
}

function fitting(records: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let sum = 0;
  const end = records.findIndex((record) => (sum += record.length) > bytes);
  return records.slice(0, end === -1 ? undefined : Math.max(1, end));
}

async function dictionaryBefore(log: Log, stream: StreamId, from: number): Promise<Uint8Array> {
  const first = Math.max(1, from - dictionaryRecords);
  const before = await log.recordsFrom(stream, first, from - first);
  return frame(before).subarray(-dictionaryBytes);
}

/** SYN-4: each record preceded by its length as an unsigned LEB128 number. */
function frame(records: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(records.flatMap((record) => [leb128(record.length), record]));
}

function leb128(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    bytes.push(rest < 128 ? rest : (rest & 127) | 128);
    if (rest < 128) return Uint8Array.from(bytes);
  }
}

async function packRecords(
  records: readonly Uint8Array[],
  dictionary: Uint8Array,
  { compress }: Wrapping,
): Promise<Uint8Array> {
  const framed = frame(records);
  const level = framed.length <= bestLevelBytes ? 19 : 16;
  return compress(framed, { ...withDictionary(dictionary), params: { [constants.ZSTD_c_compressionLevel]: level } });
}

function withDictionary(dictionary: Uint8Array): { dictionary?: Uint8Array } {
  return dictionary.length > 0 ? { dictionary } : {};
}

export type UnpackError = { readonly type: 'damaged' | 'gap'; readonly next: number };

/**
 * The segment in a bundle. A bundle further on than the records here is a gap, for its dictionary is not here yet.
 * One that does not unpack to exactly its count is damaged. One that is here whole already is not unpacked again.
 */
export async function unpackBundle(
  log: Log,
  bundle: Bundle,
  { decompress } = realWrapping,
): Promise<Result<Segment | 'known', UnpackError>> {
  const { stream, from, count, packed, signature } = bundle;
  const next = log.head(stream)?.next ?? 1;
  if (from > next) return err({ type: 'gap', next });
  if (from + count <= next) return ok('known');
  const dictionary = await dictionaryBefore(log, stream, from);
  const options = { ...withDictionary(dictionary), maxOutputLength: maxUnpackedBytes };
  const framed = await decompress(packed, options).catch(() => undefined);
  const records = framed && unframe(framed);
  if (records?.length !== count) return err({ type: 'damaged', next });
  return ok({ stream, from, records, signature });
}

function unframe(framed: Uint8Array): Uint8Array[] | undefined {
  const records: Uint8Array[] = [];
  let at = 0;
  while (at < framed.length) {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = framed[at++];
      if (byte === undefined || shift > 21) return undefined;
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if (at + length > framed.length) return undefined;
    records.push(framed.subarray(at, at + length));
    at += length;
  }
  return records;
}

/** SYN-5: the fields of a bundle in a message: `[1, node, epoch, scope, from, count, packed, signature]`. */
export function bundleFields({ stream, from, count, packed, signature }: Bundle): unknown[] {
  return [1, stream.node, stream.epoch, stream.scope, from, count, packed, signature];
}

/** Whether the fields are a bundle in a form of a later program. */
export function isNewerBundle(fields: unknown): boolean {
  const [version] = Array.isArray(fields) ? (fields as unknown[]) : [];
  return Number.isSafeInteger(version) && (version as number) > 1;
}

/** A bundle from its fields, each checked: they come from another machine. */
export function bundleFrom(fields: unknown): Bundle | undefined {
  if (!Array.isArray(fields) || fields.length < 8 || fields[0] !== 1) return undefined;
  const [, node, epoch, scope, from, count, packed, signature] = fields as unknown[];
  if (typeof node !== 'string' || !/^[0-9a-z][0-9a-z-]{0,39}$/.test(node)) return undefined;
  if (typeof scope !== 'string' || !isScope(scope)) return undefined;
  if (![epoch, from, count].every((each) => Number.isSafeInteger(each) && (each as number) > 0)) return undefined;
  if (!(packed instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined;
  if (packed.length > maxBundleBytes * 2 || signature.length !== 64 || (count as number) > maxRecords) return undefined;
  const stream = { node: node as NodeId, epoch: epoch as number, scope };
  return { stream, from: from as number, count: count as number, packed, signature };
}
