import { hash as hashOf } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { limits, parseManifest, type Chunk, type Fault, type Manifest, type Signed } from './manifest.ts';

/** Brings a chunk's bytes, already checked against its hash; undefined where they are not there or wrong. */
export type ChunkSource = (chunk: Chunk) => Promise<Uint8Array | undefined>;

/** A `.tirek-release` file: the signed manifest, then the chunks of all parts, one after the other (REL-2). */
export type Container = AsyncDisposable & { readonly signed: Signed; readonly chunk: ChunkSource };

const magic = 'tirek-release 1\n';
const headBytes = magic.length + 32 + 64 + 4;

/** What stands before the chunks. */
export function encodeHead({ bytes, key, signature }: Signed): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([Buffer.from(magic), key, signature, length, bytes]);
}

/** Opens a container; reads no more than its head. Nothing of it is trusted yet. */
export async function openContainer(file: string): Promise<Container | Fault> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return 'damaged';
  const read = await readHead(handle).catch((): Fault => 'damaged');
  if (typeof read === 'string') {
    await handle.close();
    return read;
  }
  return { ...read, [Symbol.asyncDispose]: () => handle.close() };
}

async function readHead(handle: FileHandle): Promise<Omit<Container, typeof Symbol.asyncDispose> | Fault> {
  const head = await readExactly(handle, 0, headBytes);
  const name = head?.subarray(0, magic.length).toString('latin1') ?? '';
  if (/^tirek-release ([2-9]|[1-9]\d)/.test(name)) return 'newer-format';
  if (!head || name !== magic) return 'damaged';
  const length = head.readUInt32BE(headBytes - 4);
  if (length > limits.manifestBytes) return 'damaged';
  const bytes = await readExactly(handle, headBytes, length);
  if (!bytes) return 'incomplete';
  const signed = {
    bytes,
    key: head.subarray(magic.length, magic.length + 32),
    signature: head.subarray(magic.length + 32, headBytes - 4),
  };
  const manifest = parseManifest(bytes);
  if (typeof manifest === 'string') return manifest;
  const places = placesOf(manifest, headBytes + length);
  const chunk: ChunkSource = async ({ hash, bytes: size }) => {
    const at = places.get(hash);
    const piece = at === undefined ? undefined : await readExactly(handle, at, size);
    return piece && hashOf('sha256', piece, 'hex') === hash ? piece : undefined;
  };
  return { signed, chunk };
}

function placesOf({ parts }: Manifest, from: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let at = from;
  for (const { hash, bytes } of parts.flatMap(({ chunks }) => chunks)) {
    if (places.has(hash)) continue;
    places.set(hash, at);
    at += bytes;
  }
  return places;
}

async function readExactly(handle: FileHandle, at: number, length: number): Promise<Buffer | undefined> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, at);
  return bytesRead === length ? buffer : undefined;
}
