import { hash as hashOf, sign, verify, type KeyObject } from 'node:crypto';
import type { NodeId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { isNode } from './message.ts';

/** The clear part of a stick's file: from whom, for whom, which, until when (SYN-15). */
export type StickHead = {
  readonly from: NodeId;
  /** The restore epoch of the sender, by which its key is known. */
  readonly epoch: number;
  readonly to: NodeId;
  /** Counts the sticks of this sender for this receiver. */
  readonly n: number;
  /** A stick has one or more parts, each a file that can be read alone. */
  readonly part: number;
  readonly isLast: boolean;
  readonly time: number;
  /** After this it is not read any more: it may carry keys of persons, and sticks get lost. */
  readonly until: number;
};

export type StickFile = { readonly head: StickHead; readonly sealed: Uint8Array; readonly signature: Uint8Array };

/** A piece of a file by hash. */
export type Piece = { readonly hash: string; readonly at: number; readonly bytes: Uint8Array };
export type StickContent = { readonly message: Uint8Array | undefined; readonly pieces: readonly Piece[] };

/** Below what a page may upload, and what FAT and a thin line carry without trouble. */
export const maxPartBytes = 11 * 1024 * 1024;
export const stickLifetime = 60 * day;

const magic = 'tirek stick';
const version = 1;

export function nameOf({ from, to, n, part }: StickHead): string {
  return `tirek-${from}-${to}-${n}${part > 1 ? `-${part}` : ''}.tirek`;
}

export function isStickName(name: string): boolean {
  return /^tirek-.*\.tirek$/.test(name);
}

function signedText({ from, epoch, to, n, part, isLast, time, until }: StickHead, sealed: Uint8Array): Buffer {
  const fields = [
    `${magic} ${version}`,
    from,
    epoch,
    to,
    n,
    part,
    isLast,
    time,
    until,
    hashOf('sha256', sealed, 'hex'),
  ];
  return Buffer.from(fields.join('\n'));
}

export function encodeStick(head: StickHead, sealed: Uint8Array, key: KeyObject): Uint8Array {
  const { from, epoch, to, n, part, isLast, time, until } = head;
  const signature = sign(null, signedText(head, sealed), key);
  return toCbor([magic, version, from, epoch, to, n, part, isLast, time, until, sealed, signature]);
}

export function isSigned({ head, sealed, signature }: StickFile, key: KeyObject): boolean {
  return verify(null, signedText(head, sealed), key, signature);
}

/** A stick's file from its bytes; why not, where it is none. */
export function decodeStick(bytes: Uint8Array): StickFile | 'damaged' | 'newer' {
  const fields = listIn(bytes);
  if (fields[0] !== magic || !Number.isSafeInteger(fields[1])) return 'damaged';
  if ((fields[1] as number) > version) return 'newer';
  const [, , from, epoch, to, n, part, isLast, time, until, sealed, signature] = fields;
  const numbers = [epoch, n, part, time, until];
  if (!isNode(from) || !isNode(to) || !numbers.every((each) => Number.isSafeInteger(each))) return 'damaged';
  if (typeof isLast !== 'boolean' || !(sealed instanceof Uint8Array) || !(signature instanceof Uint8Array))
    return 'damaged';
  const counted = { epoch, n, part, time, until } as Record<'epoch' | 'n' | 'part' | 'time' | 'until', number>;
  return { head: { from, to, isLast, ...counted }, sealed, signature };
}

export function encodeContent({ message, pieces }: StickContent): Uint8Array {
  return toCbor([message ?? null, pieces.map(({ hash, at, bytes }) => [Buffer.from(hash, 'hex'), at, bytes])]);
}

export function decodeContent(bytes: Uint8Array): StickContent | undefined {
  const [message, pieces] = listIn(bytes);
  if (!(message === null || message instanceof Uint8Array) || !Array.isArray(pieces)) return undefined;
  const read = pieces.map((piece) => pieceFrom(piece));
  return read.every((piece) => piece !== undefined) ? { message: message ?? undefined, pieces: read } : undefined;
}

function pieceFrom(fields: unknown): Piece | undefined {
  const [hash, at, bytes] = Array.isArray(fields) ? (fields as unknown[]) : [];
  if (!(hash instanceof Uint8Array) || hash.length !== 32 || !Number.isSafeInteger(at)) return undefined;
  return bytes instanceof Uint8Array ? { hash: Buffer.from(hash).toString('hex'), at: at as number, bytes } : undefined;
}

function listIn(bytes: Uint8Array): unknown[] {
  try {
    const value = fromCbor(bytes);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
