import { hash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '#http/house.ts';

/** Files in a folder, each under its SHA-256, in 256 sub-folders. A file is whole or not there. */
export function openFileStore(folder: string): FileStore {
  const placeOf = (name: string): string => {
    if (!/^[0-9a-f]{64}$/.test(name)) throw new Error('a file is named by its SHA-256 in hex');
    return join(folder, name.slice(0, 2), name);
  };
  const size = async (name: string): Promise<number | undefined> => {
    return stat(placeOf(name)).then(
      (found) => found.size,
      () => undefined,
    );
  };
  const put = async (bytes: Uint8Array): Promise<string> => {
    const name = hash('sha256', bytes, 'hex');
    if ((await size(name)) === bytes.length) return name;
    const place = placeOf(name);
    await mkdir(join(folder, name.slice(0, 2)), { recursive: true });
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
  const remove = (name: string): Promise<void> => rm(placeOf(name), { force: true });
  return { put, size, has: async (name) => (await size(name)) !== undefined, read, remove };
}
