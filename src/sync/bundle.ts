import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { NodeId, Scope } from '#kernel/ids.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Log, Segment } from '#log/log.ts';
import { fromCbor, toCbor, type StreamId } from '#log/record.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** SYN-3: what a link of 32 kbit/s carries in 16 seconds: a drop loses no more than that. */
export const maxBundleBytes = 64 * 1024;
/** SYN-4: both ends know the records before a bundle; their last 32 KiB serve as its dictionary. */
const dictionaryBytes = 32 * 1024;
const dictionaryRecords = 400;
/** Bounds what one bundle can unpack to: an attacker's 64 KB may not become a gigabyte. */
const maxUnpackedBytes = 4 * 1024 * 1024;
/** Up to here the slow best level costs milliseconds; above it the event of compressing would be felt. */
const bestLevelBytes = 128 * 1024;

/** A segment as it travels: records compressed, and the signature over the running hash after them. */
export type Bundle = Omit<Segment, 'records'> & { readonly count: number; readonly packed: Uint8Array };

/** Packs records of a log from number `from`, up to number `to`, into one bundle of at most `limit` bytes. */
export async function packBundle(log: Log, stream: StreamId, from: number, to: number, limit: number): Promise<Bundle> {
  const dictionary = await dictionaryBefore(log, stream, from);
  let count = Math.min(to - from + 1, 5000);
  for (;;) {
    const records = fitting(await log.recordsFrom(stream, from, count), limit * 12);
    count = records.length;
    const packed = await packRecords(records, dictionary);
    if (packed.length <= limit || count === 1) {
      return { stream, from, count, packed, signature: (await checkpointAt(log, stream, from + count - 1)) };
    }
    count = Math.max(1, Math.floor((count * limit * 0.9) / packed.length));
  }
}

/**
 * An own stream is signed where the bundle is cut. Another node's stream can only be passed on up to a place where its
 * author signed it; the caller asks for such a `to`.
 */
async function checkpointAt(log: Log, stream: StreamId, seq: number): Promise<Uint8Array> {
  if (stream.node === log.self.node && stream.epoch === log.self.epoch) return (await log.checkpoint(stream, seq)).signature;
  const [stored] = await log.checkpoints(stream, seq);
  if (stored?.seq !== seq) throw new Error('a relayed bundle must end at a checkpoint of its author');
  return stored.signature;
}

function fitting(records: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let sum = 0;
  const taken = records.filter((record) => (sum += record.length) <= bytes);
  return taken.length > 0 ? taken : records.slice(0, 1);
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

async function packRecords(records: readonly Uint8Array[], dictionary: Uint8Array): Promise<Uint8Array> {
  const framed = frame(records);
  const level = framed.length <= bestLevelBytes ? 19 : 9;
  return compress(framed, { ...withDictionary(dictionary), params: { [constants.ZSTD_c_compressionLevel]: level } });
}

function withDictionary(dictionary: Uint8Array): { dictionary?: Uint8Array } {
  return dictionary.length > 0 ? { dictionary } : {};
}

export type UnpackError = { readonly type: 'damaged' | 'gap'; readonly next: number };

/**
 * The segment in a bundle. A bundle further on than the records here is a gap, for its dictionary is not here yet.
 * One that does not unpack to exactly its count is damaged.
 */
export async function unpackBundle(log: Log, bundle: Bundle): Promise<Result<Segment, UnpackError>> {
  const { stream, from, count, packed, signature } = bundle;
  const next = log.head(stream)?.next ?? 1;
  if (from > next) return err({ type: 'gap', next });
  const dictionary = await dictionaryBefore(log, stream, from);
  const framed = await decompress(packed, { ...withDictionary(dictionary), maxOutputLength: maxUnpackedBytes }).catch(
    () => undefined,
  );
  const records = framed && unframe(framed);
  if (records?.length !== count || count === 0) return err({ type: 'damaged', next });
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

/** SYN-5: a bundle in CBOR: `[1, node, epoch, scope, from, count, packed, signature]`. */
export function encodeBundle({ stream, from, count, packed, signature }: Bundle): Uint8Array {
  return toCbor(bundleFields({ stream, from, count, packed, signature }));
}

export function bundleFields({ stream, from, count, packed, signature }: Bundle): unknown[] {
  return [1, stream.node, stream.epoch, stream.scope, from, count, packed, signature];
}

export function decodeBundle(bytes: Uint8Array): Bundle | undefined {
  try {
    return bundleFrom(fromCbor(bytes));
  } catch {
    return undefined;
  }
}

/** A bundle from its fields, each checked: they come from another machine. */
export function bundleFrom(fields: unknown): Bundle | undefined {
  if (!Array.isArray(fields) || fields.length !== 8 || fields[0] !== 1) return undefined;
  const [, node, epoch, scope, from, count, packed, signature] = fields as unknown[];
  if (typeof node !== 'string' || typeof scope !== 'string' || node.length > 40 || scope.length > 80) return undefined;
  if (![epoch, from, count].every((each) => Number.isSafeInteger(each) && (each as number) > 0)) return undefined;
  if (!(packed instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined;
  if (packed.length > maxBundleBytes * 2 || signature.length !== 64) return undefined;
  const stream = { node: node as NodeId, epoch: epoch as number, scope: scope as Scope };
  return { stream, from: from as number, count: count as number, packed, signature };
}
