import { createHash, hash as hashOf, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { encodeHead } from '../box/container.ts';
import {
  encodeManifest,
  limits,
  rawKey,
  signManifest,
  type Chunk,
  type Manifest,
  type Part,
  type PartName,
  type Platform,
  type ProgramFile,
} from '../box/manifest.ts';
import { commonFiles, platformFiles, type SourceFile } from './program-files.ts';

export type ReleaseOrder = {
  /** The tree that the release is made of, its web app built. */
  readonly home: string;
  readonly version: string;
  /** For each machine the unpacked packages of its Node and its Typst, in this order. */
  readonly machines: ReadonlyMap<Platform, readonly string[]>;
  readonly key: KeyObject;
  /** Further keys that the release makes the program trust, raw. */
  readonly alsoTrusted?: readonly Uint8Array[];
  /** Files in the place of those of the tree, or besides them, by path. */
  readonly instead?: ReadonlyMap<string, Uint8Array>;
  /** Where chunks are kept from one making to the next. */
  readonly cache: string;
  /** The level of zstd. */
  readonly level: number;
};

/** Changes when a new program writes the store in another form; see REL-12. */
const storeForm = 1;
/** What V8 is told and what is run; a node's memory is explained in docs/decisions/0005. */
const run = ['--max-semi-space-size=4', '--heap-growing-percent=15', 'src/cli/main.ts', 'node'];

type Content = { readonly path: string; readonly bytes: () => Uint8Array };

/**
 * Makes a signed release file of a tree (REL-1). The same tree, version, key and Node give the same bytes. Answers with
 * the manifest.
 */
export function makeRelease(order: ReleaseOrder, file: string): Manifest {
  mkdirSync(order.cache, { recursive: true });
  const parts = [
    makePart('common', commonContents(order), order),
    ...[...order.machines].map(([platform, folders]) =>
      makePart(platform, platformFiles(platform, folders).map(onDisk), order),
    ),
  ];
  const manifest: Manifest = { format: 1, version: order.version, store: storeForm, run, parts };
  const signed = signManifest(encodeManifest(manifest), order.key);
  const half = `${file}.new`;
  const out = openSync(half, 'w');
  writeSync(out, encodeHead(signed));
  const written = new Set<string>();
  for (const { hash } of parts.flatMap(({ chunks }) => chunks)) {
    if (!written.has(hash)) writeSync(out, readFileSync(join(order.cache, hash)));
    written.add(hash);
  }
  closeSync(out);
  renameSync(half, file);
  return manifest;
}

function commonContents(order: ReleaseOrder): Content[] {
  const made = new Map<string, Uint8Array>([
    ['package.json', packageJson(order)],
    ['release-keys.json', trustFile([rawKey(order.key), ...(order.alsoTrusted ?? [])])],
    ...(order.instead ?? []),
  ]);
  const fromTree = commonFiles(order.home).filter(({ path }) => !made.has(path));
  const fromHere = [...made].map(([path, bytes]): Content => ({ path, bytes: () => bytes }));
  return [...fromTree.map(onDisk), ...fromHere].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function onDisk({ path, from }: SourceFile): Content {
  return { path, bytes: () => readFileSync(from) };
}

/** What Node needs of it to run the program: the version, and what `#…` means. */
function packageJson({ home, version }: ReleaseOrder): Uint8Array {
  const own = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, license, type, imports } = own;
  return Buffer.from(`${JSON.stringify({ name, version, license, private: true, type, imports }, undefined, 2)}\n`);
}

/** The keys by which the installed program knows its next release (REL-3). */
export function trustFile(keys: readonly Uint8Array[]): Uint8Array {
  const texts = [...new Set(keys.map((key) => Buffer.from(key).toString('base64')))];
  return Buffer.from(`${JSON.stringify({ keys: texts }, undefined, 2)}\n`);
}

function makePart(platform: PartName, contents: readonly Content[], order: ReleaseOrder): Part {
  const files: ProgramFile[] = [];
  const chunks: Chunk[] = [];
  let waiting: Uint8Array[] = [];
  let size = 0;
  const cut = (): void => {
    if (size > 0) chunks.push(makeChunk(Buffer.concat(waiting), order));
    waiting = [];
    size = 0;
  };
  let folder = '';
  for (const { path, bytes: read } of contents) {
    const bytes = read();
    // What changes seldom, the packages, has no chunk together with what changes often.
    if (path.split('/')[0] !== folder) cut();
    folder = path.split('/')[0] ?? '';
    files.push({ path, hash: hashOf('sha256', bytes, 'hex'), bytes: bytes.length });
    // A large file has chunks of its own: they stay the same when the files before it change.
    if (bytes.length > limits.chunkRaw / 2) cut();
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + limits.chunkRaw - size);
      waiting.push(piece);
      size += piece.length;
      at += piece.length;
      if (size === limits.chunkRaw) cut();
    }
    if (bytes.length > limits.chunkRaw / 2) cut();
  }
  cut();
  return { platform, files, chunks };
}

/** Compressed once: kept by what it is made of, and by its own hash. */
function makeChunk(raw: Uint8Array, { cache, level }: ReleaseOrder): Chunk {
  const name = createHash('sha256').update(`zstd ${level} ${process.versions.zstd}\n`).update(raw).digest('hex');
  const known = join(cache, `${name}.chunk`);
  if (existsSync(known)) {
    const chunk = JSON.parse(readFileSync(known, 'utf8')) as Chunk;
    if (existsSync(join(cache, chunk.hash))) return chunk;
  }
  const packed = zstdCompressSync(raw, { params: { [constants.ZSTD_c_compressionLevel]: level } });
  const chunk: Chunk = { hash: hashOf('sha256', packed, 'hex'), bytes: packed.length, raw: raw.length };
  writeWhole(join(cache, chunk.hash), packed);
  writeWhole(known, Buffer.from(JSON.stringify(chunk)));
  return chunk;
}

/** Several makers may share the cache. */
function writeWhole(place: string, bytes: Uint8Array): void {
  const half = `${place}.${process.pid}.new`;
  writeFileSync(half, bytes);
  renameSync(half, place);
}
