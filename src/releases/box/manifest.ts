import { createPublicKey, hash as hashOf, sign, verify, type KeyObject } from 'node:crypto';
import { isSafePath } from './safe-path.ts';

/** Where a program can run; `common` is what every one of them needs. */
export const platforms = ['linux-x64', 'linux-arm64', 'win-x64'] as const;
export type Platform = (typeof platforms)[number];
export type PartName = Platform | 'common';

/** A file of the program: its path within the release's folder, the SHA-256 of its bytes in hex, its size. */
export type ProgramFile = { readonly path: string; readonly hash: string; readonly bytes: number };

/** A piece of a part as it travels: one zstd frame, named by its own hash; `raw` is its size unpacked. */
export type Chunk = { readonly hash: string; readonly bytes: number; readonly raw: number };

/** The files of a part one after the other, cut into chunks. */
export type Part = {
  readonly platform: PartName;
  readonly files: readonly ProgramFile[];
  readonly chunks: readonly Chunk[];
};

/** What a release says of itself (REL-1). */
export type Manifest = {
  readonly format: 1;
  readonly version: string;
  /** Changes with the form of the store: before the first start of another form a copy is made (REL-12). */
  readonly store: number;
  /** What its Node is told: flags, the file, the command. */
  readonly run: readonly string[];
  readonly parts: readonly Part[];
};

/** A manifest's bytes with the signature of a release key over them. */
export type Signed = { readonly bytes: Uint8Array; readonly key: Uint8Array; readonly signature: Uint8Array };

/** Why something is no release that may be installed: the last word of a key `releases.…`. */
export type Fault =
  | 'damaged'
  | 'newer-format'
  | 'unknown-key'
  | 'bad-signature'
  | 'older'
  | 'other-platform'
  | 'incomplete'
  | 'disk-full';

/** Bounds of REL-2: a hostile archive costs no more than these. */
export const limits = {
  manifestBytes: 4 * 1024 * 1024,
  files: 20_000,
  totalBytes: 1024 * 1024 * 1024,
  chunkRaw: 8 * 1024 * 1024,
  chunkBytes: 9 * 1024 * 1024,
} as const;

const signedHead = 'tirek release 1\n';

export function signManifest(bytes: Uint8Array, key: KeyObject): Signed {
  return { bytes, key: rawKey(key), signature: sign(null, signedText(bytes), key) };
}

/** The manifest of signed bytes, where one of the trusted keys signed them (REL-3); else why not. */
export function openManifest(signed: Signed, trusted: readonly Uint8Array[]): Manifest | Fault {
  if (!trusted.some((key) => Buffer.from(key).equals(signed.key))) return 'unknown-key';
  if (!verify(null, signedText(signed.bytes), publicKeyOf(signed.key), signed.signature)) return 'bad-signature';
  return parseManifest(signed.bytes);
}

/** Reads a manifest without asking who signed it: never enough to install it. */
export function parseManifest(bytes: Uint8Array): Manifest | Fault {
  if (bytes.length > limits.manifestBytes) return 'damaged';
  const said = jsonIn(bytes);
  if (!isRecord(said) || !Number.isSafeInteger(said['format'])) return 'damaged';
  if ((said['format'] as number) > 1) return 'newer-format';
  const { version, store, run, parts } = said;
  if (!isVersion(version) || !isSize(store) || !isTexts(run) || !Array.isArray(parts)) return 'damaged';
  const read = parts.map((part) => partFrom(part));
  if (!read.every((part) => part !== undefined)) return 'damaged';
  const manifest: Manifest = { format: 1, version, store, run, parts: read };
  return isSound(manifest) ? manifest : 'damaged';
}

export function encodeManifest({ format, version, store, run, parts }: Manifest): Uint8Array {
  const rows = parts.map(({ platform, files, chunks }) => ({
    platform,
    files: files.map(({ path, hash, bytes }) => [path, hash, bytes]),
    chunks: chunks.map(({ hash, bytes, raw }) => [hash, bytes, raw]),
  }));
  return Buffer.from(`${JSON.stringify({ format, version, store, run, parts: rows })}\n`);
}

/** The parts that a machine needs; undefined where the release has none for it. */
export function partsFor({ parts }: Manifest, platform: Platform): readonly Part[] | undefined {
  const own = parts.filter((part) => part.platform === 'common' || part.platform === platform);
  return own.length === 2 ? own : undefined;
}

/** The platform of this machine; undefined where the program runs on none such. */
export function platformHere(): Platform | undefined {
  const name = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return platforms.find((platform) => platform === name);
}

/** Where the Node of a release lies within its folder. */
export function nodePath(platform: Platform): string {
  return platform === 'win-x64' ? 'bin/node.exe' : 'bin/node';
}

/** Versions are numbers joined by points; below zero where `a` is the older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let n = 0; n < Math.max(left.length, right.length); n++) {
    const difference = (left[n] ?? 0) - (right[n] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function isVersion(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,6}(\.\d{1,6}){1,4}$/.test(value);
}

/** An Ed25519 key's 32 raw bytes. */
export function rawKey(key: KeyObject): Uint8Array {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
}

/** The public key of 32 raw bytes. */
export function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') },
  });
}

function signedText(bytes: Uint8Array): Buffer {
  return Buffer.from(`${signedHead}${hashOf('sha256', bytes, 'hex')}\n`);
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function partFrom(value: unknown): Part | undefined {
  if (!isRecord(value)) return undefined;
  const { platform, files, chunks } = value;
  const name = (['common', ...platforms] as const).find((each) => each === platform);
  if (!name || !Array.isArray(files) || !Array.isArray(chunks) || files.length > limits.files) return undefined;
  const readFiles = files.map((row): ProgramFile | undefined => {
    const [path, hash, bytes] = Array.isArray(row) ? (row as unknown[]) : [];
    return typeof path === 'string' && isSafePath(path) && isHash(hash) && isSize(bytes)
      ? { path, hash, bytes }
      : undefined;
  });
  const readChunks = chunks.map((row): Chunk | undefined => {
    const [hash, bytes, raw] = Array.isArray(row) ? (row as unknown[]) : [];
    const isBounded = isSize(bytes) && isSize(raw) && raw <= limits.chunkRaw && bytes <= limits.chunkBytes;
    return isHash(hash) && isBounded ? { hash, bytes, raw } : undefined;
  });
  if (!readFiles.every((file) => file !== undefined) || !readChunks.every((chunk) => chunk !== undefined))
    return undefined;
  return { platform: name, files: readFiles, chunks: readChunks };
}

/** No two files of one machine in one place, whatever the file system makes of letters; sizes that add up. */
function isSound({ parts }: Manifest): boolean {
  if (new Set(parts.map(({ platform }) => platform)).size !== parts.length) return false;
  const common = parts.find(({ platform }) => platform === 'common');
  return parts.every((part) => {
    const here = part === common ? part.files : [...(common?.files ?? []), ...part.files];
    const places = new Set(here.map(({ path }) => path.toLowerCase()));
    const size = part.files.reduce((sum, { bytes }) => sum + bytes, 0);
    const unpacked = part.chunks.reduce((sum, { raw }) => sum + raw, 0);
    return places.size === here.length && size === unpacked && size <= limits.totalBytes && here.length <= limits.files;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isTexts(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.length <= 20 && value.every((each) => typeof each === 'string' && each.length < 200)
  );
}
