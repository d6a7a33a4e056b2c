import { createHmac, hash, sign, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import type { NodeId, SchoolId } from '#kernel/ids.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { publicKeyFrom } from '#log/chain.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { isNode } from './message.ts';
import { fingerprintOf, type Ticket } from './ticket.ts';

/** What a school's node asks its region for, over a network or as a file (SYN-16). */
export type EnrolRequest = {
  readonly ticket: string;
  readonly key: Uint8Array;
  readonly age: string;
  /** Who it is; an empty server knows only its ticket, and is told (SYN-23). */
  readonly self?: { readonly node: NodeId; readonly epoch: number; readonly school: SchoolId };
};

/** What the region answers: who it is. */
export type EnrolAnswer = {
  readonly node: NodeId;
  readonly epoch: number;
  readonly key: Uint8Array;
  readonly age: string;
  /** For whom: the node and the school that were let in. */
  readonly to: NodeId;
  readonly school: SchoolId;
  /** In which epoch it is to write. */
  readonly toEpoch: number;
  /** The key that was endorsed. */
  readonly toKey: Uint8Array;
  /** Where the region is found, where it knows. */
  readonly url: string;
};

const requestMagic = 'tirek enrol request';
const answerMagic = 'tirek enrol answer';

/** The bytes of a request: its fields, a proof by the ticket's secret over them, and the node's signature. */
export function encodeRequest(request: EnrolRequest, secret: string, signingKey: KeyObject): Uint8Array {
  const { ticket, key, age, self } = request;
  const said = self
    ? toCbor([requestMagic, 1, ticket, self.node, self.epoch, self.school, key, age])
    : toCbor([requestMagic, 2, ticket, key, age]);
  return toCbor([said, proofOf(secret, said), sign(null, said, signingKey)]);
}

export type SignedRequest = { readonly request: EnrolRequest; readonly said: Uint8Array; readonly proof: Uint8Array };

/** The request in these bytes, signed by the key that it names. Whether the proof fits, only the region knows. */
export function decodeRequest(bytes: Uint8Array): Result<SignedRequest, 'unreadable' | 'newer'> {
  const parts = signedParts(bytes);
  if (!parts) return err('unreadable');
  const { said, proof, signature } = parts;
  const fields = listIn(said);
  if (fields[0] !== requestMagic) return err('unreadable');
  if (fields[1] !== 1 && fields[1] !== 2) return err('newer');
  const request = fields[1] === 1 ? requestOfKnown(fields) : requestOfEmpty(fields);
  const isSigned = request && verify(null, said, publicKeyFrom(request.key), signature);
  return isSigned ? ok({ request, said, proof }) : err('unreadable');
}

function requestOfKnown([, , ticket, node, epoch, school, key, age]: readonly unknown[]): EnrolRequest | undefined {
  if (!isNode(node) || !isNode(school) || !isText(ticket) || !isText(age) || !isEpoch(epoch) || !isKey(key))
    return undefined;
  const self = { node, epoch, school: school as string as SchoolId };
  return { ticket, key: new Uint8Array(key), age, self };
}

function requestOfEmpty([, , ticket, key, age]: readonly unknown[]): EnrolRequest | undefined {
  return isText(ticket) && isText(age) && isKey(key) ? { ticket, key: new Uint8Array(key), age } : undefined;
}

/** Whether a request was made with the secret of its ticket. */
export function isProven({ said, proof }: SignedRequest, secret: string): boolean {
  return timingSafeEqual(proofOf(secret, said), proof);
}

export function encodeAnswer(answer: EnrolAnswer, secret: string, key: KeyObject): Uint8Array {
  const { node, epoch, key: own, age, to, school, url, toEpoch, toKey } = answer;
  const said = toCbor([answerMagic, 1, node, epoch, own, age, to, school, url, toEpoch, toKey]);
  return toCbor([said, proofOf(secret, said), sign(null, said, key)]);
}

export type AnswerError = 'unreadable' | 'newer' | 'wrong-region' | 'other-node';

/** The answer in these bytes, of the very region that the ticket names, to the node that has this key. */
export function decodeAnswer(bytes: Uint8Array, ticket: Ticket, ownKey: Uint8Array): Result<EnrolAnswer, AnswerError> {
  const parts = signedParts(bytes);
  if (!parts) return err('unreadable');
  const { said, proof, signature } = parts;
  const [magic, version, node, epoch, key, age, to, school, url, toEpoch, toKey] = listIn(said);
  if (magic !== answerMagic) return err('unreadable');
  if (version !== 1) return err('newer');
  if (!isNode(node) || !isNode(to) || !isNode(school) || !isText(age) || !isText(url) || !isEpoch(epoch))
    return err('unreadable');
  if (!isKey(key) || !isKey(toKey) || !isEpoch(toEpoch)) return err('unreadable');
  const isRegions = fingerprintOf(key) === ticket.fingerprint && verify(null, said, publicKeyFrom(key), signature);
  if (Buffer.compare(toKey, ownKey) !== 0) return err('other-node');
  if (!isRegions || !timingSafeEqual(proofOf(ticket.secret, said), proof)) return err('wrong-region');
  const told = { to, school: school as string as SchoolId, toEpoch, toKey: new Uint8Array(toKey), url };
  return ok({ node, epoch, key: new Uint8Array(key), age, ...told });
}

function proofOf(secret: string, said: Uint8Array): Buffer {
  return createHmac('sha256', hash('sha256', `tirek ticket 1\n${secret}`, 'buffer'))
    .update(said)
    .digest();
}

/** What a stranger can make the region decode. */
const maxBytes = 4096;

function signedParts(bytes: Uint8Array) {
  const [said, proof, signature] = bytes.length <= maxBytes ? listIn(bytes) : [];
  if (!(said instanceof Uint8Array) || !(proof instanceof Uint8Array) || !(signature instanceof Uint8Array))
    return undefined;
  return proof.length === 32 && signature.length === 64 ? { said, proof, signature } : undefined;
}

function listIn(bytes: Uint8Array): unknown[] {
  try {
    const value = fromCbor(bytes);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 300;
}

function isKey(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === 32;
}

function isEpoch(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
