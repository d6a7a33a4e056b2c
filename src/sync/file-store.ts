import { createHash, hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '#http/house.ts';
import { partsIn, usualStagingBytes } from './file-parts.ts';

/** A file store that takes files in piece by piece, and goes on after a break where it was. */
export interface StagingStore extends FileStore {
  /** How many bytes of a file that is still coming in are here. */
  partSize(hash: string): Promise<number>;
  /** The largest file that can come in by parts. */
  readonly maxPartBytes: number;
  /**
   * Puts bytes of a file that is coming in at their place; what stood from there on is gone. False, and nothing written,
   * where they would take more than parts may have together (SYN-32).
   */
  writePart(hash: string, at: number, bytes: Uint8Array): Promise<boolean>;
  /** Makes a file that came in whole, where its bytes have this hash, and throws them away where not. Says which. */
  finishPart(hash: string): Promise<boolean>;
  /** At the start of a node: removes parts that are not wanted, and what broken writes left. */
  sweep(isWanted: (hash: string) => boolean): Promise<{ readonly files: number; readonly bytes: number }>;
}

/** Files in a folder, each under its SHA-256, in 256 sub-folders. A file is whole or not there. */
export function openFileStore(folder: string, maxPartBytes = usualStagingBytes): StagingStore {
  const parts = partsIn(folder, maxPartBytes);
  const placeOf = (name: string): string => {
    if (!/^[0-9a-f]{64}$/.test(name)) throw new Error('a file is named by its SHA-256 in hex');
    return join(folder, name.slice(0, 2), name);
  };
  const partOf = (name: string): string => `${placeOf(name)}.part`;
  const prepare = (name: string): Promise<unknown> => mkdir(join(folder, name.slice(0, 2)), { recursive: true });
  const size = (name: string): Promise<number | undefined> => sizeOf(placeOf(name));

  const put = async (bytes: Uint8Array): Promise<string> => {
    const name = hash('sha256', bytes, 'hex');
    if ((await size(name)) === bytes.length) return name;
    const place = placeOf(name);
    await prepare(name);
    const half = `${place}.${randomUUID()}`;
    await writeFile(half, bytes, { flush: true });
    await rename(half, place);
    return name;
  };
  const read = async (name: string, start = 0, end?: number): Promise<Uint8Array> => {
    await using file = await open(placeOf(name), 'r');
    const length = (end ?? (await file.stat()).size) - start;
    const buffer = Buffer.alloc(Math.max(0, length));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    return buffer.subarray(0, bytesRead);
  };
  const remove = async (name: string): Promise<void> => {
    await rm(placeOf(name), { force: true });
    await rm(partOf(name), { force: true });
    parts.forget(name);
  };
  const writePart = async (name: string, at: number, bytes: Uint8Array): Promise<boolean> => {
    if (!(await parts.makeRoom(name, at + bytes.length))) return false;
    await prepare(name);
    await using file = await open(partOf(name), at === 0 ? 'w' : 'r+');
    parts.note(name, at + bytes.length);
    await file.truncate(at);
    await file.write(bytes, 0, bytes.length, at);
    return true;
  };
  const finishPart = async (name: string): Promise<boolean> => {
    const part = partOf(name);
    if ((await hashOf(part)) !== name) {
      await rm(part, { force: true });
      parts.forget(name);
      return false;
    }
    {
      await using file = await open(part, 'r+');
      await file.sync();
    }
    await rename(part, placeOf(name));
    parts.forget(name);
    return true;
  };
  const partSize = async (name: string): Promise<number> => (await sizeOf(partOf(name))) ?? 0;
  return {
    put,
    size,
    has: async (name) => (await size(name)) !== undefined,
    read,
    remove,
    partSize,
    writePart,
    finishPart,
    maxPartBytes,
    sweep: (isWanted) => parts.sweep(isWanted),
  };
}

function sizeOf(place: string): Promise<number | undefined> {
  return stat(place).then(
    (found) => found.size,
    () => undefined,
  );
}

async function hashOf(place: string): Promise<string | undefined> {
  const sum = createHash('sha256');
  try {
    for await (const chunk of createReadStream(place)) sum.update(chunk as Uint8Array);
  } catch {
    return undefined;
  }
  return sum.digest('hex');
}
