import { hash, createHash, sign, verify, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod/mini';
import type { NodeId, SchoolId } from '#kernel/ids.ts';
import { fromCbor, toCbor } from '#log/record.ts';

/** What stands in the clear at the head of a backup that leaves the house (BAK-2). */
export type ContainerHead = {
  readonly node: NodeId;
  readonly epoch: number;
  readonly school?: SchoolId | undefined;
  /** When it was made, and until when it is good. */
  readonly at: number;
  readonly until: number;
  readonly records: number;
  readonly storeBytes: number;
};

const headSchema = z.object({
  node: z.string().check(z.maxLength(40)),
  epoch: z.int(),
  school: z.optional(z.string().check(z.maxLength(40))),
  at: z.int(),
  until: z.int(),
  records: z.int(),
  storeBytes: z.int().check(z.minimum(0)),
});

const magic = Buffer.from('tirek backup\n');
const format = 1;
const sumBytes = 32;
const maxHeadBytes = 4096;

/** The bytes before what is sealed: the magic, the format's number, the length of the head, the head. */
export function encodeHead(head: ContainerHead): Buffer {
  const cbor = toCbor(Object.fromEntries(Object.entries(head).filter(([, value]) => value !== undefined)));
  const lengths = Buffer.alloc(6);
  lengths.writeUInt16BE(format, 0);
  lengths.writeUInt32BE(cbor.length, 2);
  return Buffer.concat([magic, lengths, cbor]);
}

export type ContainerFault = 'not-a-backup' | 'newer' | 'damaged';
export type OpenedHead = {
  readonly head: ContainerHead;
  /** The head as it was signed. */
  readonly bytes: Uint8Array;
  /** Where what is sealed begins, and where it ends. */
  readonly from: number;
  readonly to: number;
};

/**
 * The head of a file that may be a backup, after the whole file was compared with its own sum (BAK-5): half a copy and a
 * changed byte are told from a wrong code.
 */
export async function readHead(file: string): Promise<OpenedHead | ContainerFault> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  const fixed = Buffer.alloc(fixedBytes);
  const { bytesRead } = await handle.read(fixed, 0, fixedBytes, 0);
  const length = headLength(fixed.subarray(0, bytesRead));
  if (typeof length === 'string') return length;
  const from = fixedBytes + length;
  if (size < from + sumBytes) return 'damaged';
  const cbor = Buffer.alloc(length);
  await handle.read(cbor, 0, length, fixedBytes);
  const sum = Buffer.alloc(sumBytes);
  await handle.read(sum, 0, sumBytes, size - sumBytes);
  if (!(await sumOf(file, size - sumBytes)).equals(sum)) return 'damaged';
  const head = headOf(cbor);
  return head ? { head, bytes: Buffer.concat([fixed, cbor]), from, to: size - sumBytes } : 'damaged';
}

/** The head of a file of which only the beginning is here; nothing of it is believed before the whole was read. */
export function headAtStart(bytes: Uint8Array): ContainerHead | ContainerFault {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = headLength(start);
  if (typeof length === 'string') return length;
  const end = fixedBytes + length;
  return (start.length < end ? undefined : headOf(start.subarray(fixedBytes, end))) ?? 'damaged';
}

/** What stands before the head: the magic, the format, the head's length. */
const fixedBytes = magic.length + 6;

function headLength(start: Buffer): number | ContainerFault {
  if (start.length < fixedBytes || !start.subarray(0, magic.length).equals(magic)) return 'not-a-backup';
  if (start.readUInt16BE(magic.length) > format) return 'newer';
  const length = start.readUInt32BE(magic.length + 2);
  return length > maxHeadBytes ? 'damaged' : length;
}

function headOf(cbor: Uint8Array): ContainerHead | undefined {
  try {
    return z.parse(headSchema, fromCbor(cbor)) as ContainerHead;
  } catch {
    return undefined;
  }
}

/** The SHA-256 of the first bytes of a file. */
export async function sumOf(file: string, bytes: number): Promise<Buffer> {
  const sum = createHash('sha256');
  if (bytes > 0) for await (const chunk of createReadStream(file, { end: bytes - 1 })) sum.update(chunk as Uint8Array);
  return sum.digest();
}

/** BAK-4: the node's signature binds what is sealed to its head. */
export function signBackup(key: KeyObject, head: Uint8Array, content: Uint8Array): Buffer {
  return sign(null, signedText(head, content), key);
}

export function isSignedBackup(key: KeyObject, head: Uint8Array, content: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, signedText(head, content), key, signature);
}

function signedText(head: Uint8Array, content: Uint8Array): Buffer {
  return Buffer.from(`tirek backup 1\n${hash('sha256', head, 'hex')}\n${Buffer.from(content).toString('hex')}`);
}
