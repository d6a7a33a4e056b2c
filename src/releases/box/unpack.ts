import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { ChunkSource } from './container.ts';
import { fileWriter, type FileWriter } from './file-writer.ts';
import {
  nodePath,
  openManifest,
  partsFor,
  type Chunk,
  type Fault,
  type Manifest,
  type Part,
  type Platform,
  type Signed,
} from './manifest.ts';
import { hashOfFile, reuseOf } from './reuse.ts';
import { renameFirmly } from './rename-firmly.ts';

/** Within a release's folder: what it says of itself, signed. */
export const manifestFile = 'release.json';
const signatureFile = 'release.sig';
/** How folders that are being filled are called: left behind by a power cut, they are thrown away. */
const halfName = '.unpacking-';
/** Left free beside a release: records must still be written. */
const spareBytes = 64 * 1024 * 1024;

type Unpacking = {
  readonly signed: Signed;
  readonly manifest: Manifest;
  readonly platform: Platform;
  readonly chunk: ChunkSource;
  /** The folder of all releases. */
  readonly releases: string;
  /** The folder of another release, from which files are taken that are the same (REL-10). */
  readonly beside?: string;
  readonly progress?: (done: number, total: number) => void;
};

/**
 * Unpacks a release beside the others (REL-4): each chunk and each file is checked against the signed manifest, written,
 * flushed; the folder gets its name when it is whole. Answers with the folder, or says why not and leaves nothing.
 */
export async function unpackRelease(of: Unpacking): Promise<{ readonly folder: string } | Fault> {
  const { signed, manifest, platform, releases } = of;
  const parts = partsFor(manifest, platform);
  if (!parts) return 'other-platform';
  const folder = join(releases, manifest.version);
  if (existsSync(folder)) {
    if ((await checkFolder(folder, [signed.key], platform)) === undefined) return { folder };
    await rm(folder, { recursive: true, force: true });
  }
  await mkdir(releases, { recursive: true });
  await sweepHalf(releases);
  if (!(await hasRoom(releases, parts))) return 'disk-full';
  const half = join(releases, `${halfName}${manifest.version}`);
  try {
    const fault = await fill(half, parts, of);
    if (!fault) await finish(half, folder, signed, platform);
    return fault ?? { folder };
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return 'disk-full';
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

/** Checks every file of an unpacked release against its signed manifest; undefined where all is well. */
export async function checkFolder(
  folder: string,
  trusted: readonly Uint8Array[],
  platform: Platform,
): Promise<Fault | undefined> {
  const signed = await readSigned(folder);
  if (!signed) return 'incomplete';
  const manifest = openManifest(signed, trusted);
  if (typeof manifest === 'string') return manifest;
  const parts = partsFor(manifest, platform);
  if (!parts) return 'other-platform';
  for (const { path, hash } of parts.flatMap(({ files }) => files)) {
    if ((await hashOfFile(join(folder, path))) !== hash) return 'damaged';
  }
  return undefined;
}

/** What an unpacked release says of itself, signed; undefined where it says nothing. */
export async function readSigned(folder: string): Promise<Signed | undefined> {
  try {
    const bytes = await readFile(join(folder, manifestFile));
    const [key, signature] = (await readFile(join(folder, signatureFile), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => Buffer.from(line, 'base64'));
    return key && signature ? { bytes, key, signature } : undefined;
  } catch {
    return undefined;
  }
}

/** Throws away what a power cut left half unpacked. */
export async function sweepHalf(releases: string): Promise<void> {
  for (const name of await readdir(releases).catch((): string[] => [])) {
    if (name.startsWith(halfName)) await rm(join(releases, name), { recursive: true, force: true });
  }
}

async function hasRoom(releases: string, parts: readonly Part[]): Promise<boolean> {
  const { bavail, bsize } = await statfs(releases);
  const needed = parts
    .flatMap(({ files }) => files)
    .reduce((sum, { bytes }) => sum + Math.ceil(bytes / 4096) * 4096, 0);
  return bavail * bsize > needed + spareBytes;
}

async function fill(half: string, parts: readonly Part[], of: Unpacking): Promise<Fault | undefined> {
  const total = parts.flatMap(({ chunks }) => chunks).reduce((sum, { raw }) => sum + raw, 0);
  let done = 0;
  for (const part of parts) {
    const kept = await reuseOf(part, of.beside);
    await using writer = fileWriter(half, part.files, kept.files, of.beside);
    for (const chunk of part.chunks) {
      const fault = kept.chunks.has(chunk) ? await writer.skip(chunk.raw) : await writeChunk(writer, chunk, of);
      if (fault) return fault;
      of.progress?.((done += chunk.raw), total);
    }
    if (!(await writer.end())) return 'damaged';
  }
  return undefined;
}

async function writeChunk(writer: FileWriter, chunk: Chunk, of: Unpacking): Promise<Fault | undefined> {
  const packed = await of.chunk(chunk);
  if (!packed) return 'incomplete';
  const raw = unpackChunk(packed, chunk);
  if (!raw) return 'damaged';
  await writer.write(raw);
  return undefined;
}

function unpackChunk(packed: Uint8Array, { raw }: Chunk): Uint8Array | undefined {
  try {
    const bytes = zstdDecompressSync(packed, { maxOutputLength: raw });
    return bytes.length === raw ? bytes : undefined;
  } catch {
    return undefined;
  }
}

async function finish(half: string, folder: string, signed: Signed, platform: Platform): Promise<void> {
  await chmod(join(half, nodePath(platform)), 0o755);
  const lines = [signed.key, signed.signature].map((bytes) => Buffer.from(bytes).toString('base64'));
  await writeFile(join(half, signatureFile), `${lines.join('\n')}\n`, { flush: true });
  await writeFile(join(half, manifestFile), signed.bytes, { flush: true });
  await renameFirmly(half, folder);
  await flushFolder(dirname(folder));
}

/** Makes a rename in a folder durable, where the system can (Windows does so by itself). */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

export function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
