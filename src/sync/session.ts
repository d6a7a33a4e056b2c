import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hash,
  hkdfSync,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { NodeId } from '#kernel/ids.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { isNode } from './message.ts';

/**
 * A session between two nodes (SYN-7). Both sign the same transcript with their node keys, so that a link trusts these
 * keys and nothing else: no address, no certificate authority, no clock. What they say is sealed with keys that are
 * thrown away afterwards, over plain HTTP too.
 */
export type Session = {
  readonly id: Uint8Array;
  readonly toServer: KeyObject;
  readonly toClient: KeyObject;
  /** Signs requests for files, whose bytes travel as they are. */
  readonly forFiles: KeyObject;
  /** What both ends sign. */
  readonly transcript: Buffer;
};

const x25519Prefix = Buffer.from('302a300506032b656e032100', 'hex');
const idBytes = 8;
const tagBytes = 16;
const numberBytes = 4;

/** A key pair of one session; the public half as 32 raw bytes. */
export type Ephemeral = { readonly privateKey: KeyObject; readonly raw: Uint8Array };

export function ephemeral(): Ephemeral {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return { privateKey, raw: publicKey.export({ format: 'der', type: 'spki' }).subarray(x25519Prefix.length) };
}

type Parties = {
  readonly client: NodeId;
  readonly server: NodeId;
  readonly clientKey: Uint8Array;
  readonly serverKey: Uint8Array;
  readonly id: Uint8Array;
};

/** The session that two ephemeral keys make; undefined where the other's is not a key. */
export function sessionOf(own: Ephemeral, other: Uint8Array, parties: Parties): Session | undefined {
  const { client, server, clientKey, serverKey, id } = parties;
  const keys = [clientKey, serverKey, id].map((bytes) => Buffer.from(bytes).toString('hex'));
  const transcript = Buffer.from(['tirek session 1', client, server, ...keys].join('\n'));
  try {
    const publicKey = createPublicKey({ key: Buffer.concat([x25519Prefix, other]), format: 'der', type: 'spki' });
    const shared = diffieHellman({ privateKey: own.privateKey, publicKey });
    const made = new Uint8Array(
      hkdfSync('sha256', shared, hash('sha256', transcript, 'buffer'), 'tirek session 1', 96),
    );
    return {
      id,
      toServer: createSecretKey(made.subarray(0, 32)),
      toClient: createSecretKey(made.subarray(32, 64)),
      forFiles: createSecretKey(made.subarray(64)),
      transcript,
    };
  } catch {
    return undefined;
  }
}

export function signSession(key: KeyObject, role: 'server' | 'client', { transcript }: Session): Uint8Array {
  return sign(null, Buffer.concat([Buffer.from(`${role}\n`), transcript]), key);
}

export function isSignedBy(
  key: KeyObject,
  role: 'server' | 'client',
  { transcript }: Session,
  signature: Uint8Array,
): boolean {
  return verify(null, Buffer.concat([Buffer.from(`${role}\n`), transcript]), key, signature);
}

/** What a stranger can make this node decode. */
const maxHelloBytes = 200;

/** The request that opens a session: `[1, node, key]`; what a later program adds at the end is ignored (SYN-36). */
export function encodeHello(node: NodeId, key: Uint8Array): Uint8Array {
  return toCbor([1, node, key]);
}

export function decodeHello(
  bytes: Uint8Array,
): { readonly node: NodeId; readonly key: Uint8Array } | 'newer' | undefined {
  const [version, node, key] = bytes.length <= maxHelloBytes ? listIn(bytes) : [];
  if (isNewer(version)) return 'newer';
  return version === 1 && isNode(node) && key instanceof Uint8Array && key.length === 32 ? { node, key } : undefined;
}

export type Welcome = {
  readonly node: NodeId;
  readonly key: Uint8Array;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
};

/** The answer: `[1, node, key, session, signature]`. */
export function encodeWelcome({ node, key, id, signature }: Welcome): Uint8Array {
  return toCbor([1, node, key, id, signature]);
}

export function decodeWelcome(bytes: Uint8Array): Welcome | 'newer' | undefined {
  const [version, node, key, id, signature] = listIn(bytes);
  if (isNewer(version)) return 'newer';
  if (version !== 1 || !isNode(node) || !(key instanceof Uint8Array) || key.length !== 32) return undefined;
  if (!(id instanceof Uint8Array) || id.length !== idBytes || !(signature instanceof Uint8Array)) return undefined;
  return { node, key, id, signature };
}

function isNewer(version: unknown): boolean {
  return Number.isSafeInteger(version) && (version as number) > 1;
}

function listIn(bytes: Uint8Array): unknown[] {
  try {
    const value = fromCbor(bytes);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** A sealed request or reply: session, number, then the sealed bytes. A number is used once in each direction. */
export function sealFrame(
  session: Session,
  direction: 'toServer' | 'toClient',
  n: number,
  plain: Uint8Array,
): Uint8Array {
  const head = frameHead(session.id, n);
  const cipher = createCipheriv('aes-256-gcm', session[direction], nonceOf(n));
  cipher.setAAD(head);
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The session and number that a frame says that it has; undefined where it is too short for one. */
export function readFrameHead(frame: Uint8Array): { readonly id: string; readonly n: number } | undefined {
  if (frame.length < idBytes + numberBytes + tagBytes) return undefined;
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.length);
  return { id: bytes.toString('hex', 0, idBytes), n: bytes.readUInt32BE(idBytes) };
}

/** What a frame holds; undefined where it was not sealed in this session, direction and number. */
export function openFrame(
  session: Session,
  direction: 'toServer' | 'toClient',
  n: number,
  frame: Uint8Array,
): Uint8Array | undefined {
  const read = readFrameHead(frame);
  if (!read || read.n !== n || read.id !== Buffer.from(session.id).toString('hex')) return undefined;
  const body = frame.subarray(idBytes + numberBytes);
  const decipher = createDecipheriv('aes-256-gcm', session[direction], nonceOf(n));
  decipher.setAAD(frameHead(session.id, n));
  decipher.setAuthTag(body.subarray(body.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, body.length - tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

const signatureBytes = 64;

/** What a client seals: a byte that says whether its signature of the session stands before the rest. */
export function withProof(proof: Uint8Array | undefined, plain: Uint8Array): Uint8Array {
  return proof ? Buffer.concat([Uint8Array.of(1), proof, plain]) : Buffer.concat([Uint8Array.of(0), plain]);
}

export function readProof(opened: Uint8Array): { readonly proof?: Uint8Array; readonly plain: Uint8Array } | undefined {
  if (opened[0] === 0) return { plain: opened.subarray(1) };
  if (opened[0] !== 1 || opened.length < 1 + signatureBytes) return undefined;
  return { proof: opened.subarray(1, 1 + signatureBytes), plain: opened.subarray(1 + signatureBytes) };
}

function frameHead(id: Uint8Array, n: number): Buffer {
  const head = Buffer.alloc(idBytes + numberBytes);
  head.set(id);
  head.writeUInt32BE(n, idBytes);
  return head;
}

function nonceOf(n: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(n, 8);
  return nonce;
}

/** `Authorization` of a request about a file: `Node <session>.<proof>`, the proof over method, address and what it says. */
export function fileProof(session: Session, ...said: readonly string[]): string {
  const proof = createHmac('sha256', session.forFiles).update(said.join('\n')).digest('base64url');
  return `Node ${Buffer.from(session.id).toString('hex')}.${proof}`;
}

export function sessionNamed(authorization: string | undefined): string | undefined {
  return /^Node ([0-9a-f]{16})\./.exec(authorization ?? '')?.[1];
}

export function isFileProof(session: Session, authorization: string, ...said: readonly string[]): boolean {
  const expected = Buffer.from(fileProof(session, ...said));
  const given = Buffer.from(authorization);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
