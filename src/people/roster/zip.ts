import { crc32, inflateRawSync } from 'node:zlib';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { Fault } from './errors.ts';
import { fault } from './errors.ts';
import { unpackedBytes, zipFiles } from './limits.ts';

/** Files by their path inside the archive. */
export type ZipFiles = ReadonlyMap<string, Uint8Array>;

/** The most files, and bytes of all of them together, that an archive may hold. */
export type ZipLimits = { readonly files: number; readonly bytes: number };

/**
 * Unpacks a zip as its directory describes it. Guarantees (ROS-8): no more files and bytes than the limits, counted
 * before anything is unpacked and held while it is; no path that climbs out; every file whole by length and checksum.
 * Folders and what macOS adds are left out. `isWanted` spares the unpacking of the rest, which still counts.
 */
export function unzip(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean = () => true,
  limits: ZipLimits = { files: zipFiles, bytes: unpackedBytes },
): Result<ZipFiles, Fault> {
  const directory = readDirectory(bytes, limits);
  if (!directory.ok) return directory;
  const refused = refusal(directory.value, limits);
  if (refused) return err(refused);
  const files = new Map<string, Uint8Array>();
  for (const entry of directory.value) {
    if (isLitter(entry.path) || !isWanted(entry.path)) continue;
    const content = unpack(bytes, entry);
    if (content === undefined || files.has(entry.path)) return err(broken);
    files.set(entry.path, content);
  }
  return ok(files);
}

/** Whether bytes begin as a zip does: an archive, a workbook, or an empty archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5 || bytes[2] === 7);
}

type Entry = {
  readonly path: string;
  readonly isLocked: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
};

const broken = fault('roster.zip-broken');

const endRecord = { signature: 0x06054b50, length: 22, commentLength: 65_535 };
const directoryRecord = { signature: 0x02014b50, length: 46 };
const localRecord = { signature: 0x04034b50, length: 30 };
const stored = 0;
const deflated = 8;

/** Reads the central directory. What does not add up (cut, overwritten, of the 64-bit kind) is broken. */
function readDirectory(bytes: Uint8Array, limits: ZipLimits): Result<readonly Entry[], Fault> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return err(broken);
  const count = view.getUint16(end + 10, true);
  if (count > limits.files) return err(fault('roster.zip-too-many-files', { limit: limits.files }));
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + directoryRecord.length > end || view.getUint32(at, true) !== directoryRecord.signature) return err(broken);
    entries.push(readEntry(view, bytes, at));
    at +=
      directoryRecord.length +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return ok(entries);
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endRecord.length;
  for (let at = last; at >= 0 && at >= last - endRecord.commentLength; at -= 1) {
    if (view.getUint32(at, true) === endRecord.signature) return at;
  }
  return undefined;
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): Entry {
  const start = at + directoryRecord.length;
  return {
    path: new TextDecoder().decode(bytes.subarray(start, start + view.getUint16(at + 28, true))),
    isLocked: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
}

function refusal(entries: readonly Entry[], limits: ZipLimits): Fault | undefined {
  if (entries.some((entry) => entry.isLocked)) return fault('roster.zip-locked');
  if (entries.some((entry) => climbs(entry.path))) return fault('roster.zip-path');
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > limits.bytes) return fault('roster.zip-too-large', { limit: limits.bytes / 1024 / 1024 });
  return undefined;
}

function climbs(path: string): boolean {
  return path === '' || path.includes('\u0000') || /^[/\\]|^[A-Za-z]:|\\/u.test(path) || path.split('/').includes('..');
}

function isLitter(path: string): boolean {
  return path.endsWith('/') || path.startsWith('__MACOSX/') || path.split('/').at(-1)?.startsWith('.') === true;
}

/** The file's bytes; undefined where they are not what the directory promised. */
function unpack(bytes: Uint8Array, entry: Entry): Uint8Array | undefined {
  const packed = packedBytes(bytes, entry);
  const content = packed && inflate(packed, entry);
  return content?.length === entry.size && crc32(content) === entry.checksum ? content : undefined;
}

function packedBytes(bytes: Uint8Array, entry: Entry): Uint8Array | undefined {
  if (entry.offset + localRecord.length > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + entry.offset, localRecord.length);
  if (view.getUint32(0, true) !== localRecord.signature) return undefined;
  const start = entry.offset + localRecord.length + view.getUint16(26, true) + view.getUint16(28, true);
  return start + entry.packedSize > bytes.length ? undefined : bytes.subarray(start, start + entry.packedSize);
}

function inflate(packed: Uint8Array, entry: Entry): Uint8Array | undefined {
  if (entry.method === stored) return packed;
  if (entry.method !== deflated) return undefined;
  try {
    // The promised size is also the most that is unpacked: a directory that lies small cannot make it swell.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    return undefined;
  }
}
