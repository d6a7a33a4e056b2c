import { open, rename, stat, statfs } from 'node:fs/promises';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The files of a node in its data folder. */
export const storeName = 'node.db';
export const storeFiles = (name: string): readonly string[] => [name, `${name}-wal`, `${name}-shm`];
export const backupFolder = (folder: string): string => join(folder, 'backups');

export type Room = { readonly free: number; readonly total: number };

/** What the disk of a folder has left for us, in bytes. */
export async function roomOf(folder: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** The bytes of a file, or of all files below a folder; 0 where there is none. */
export async function bytesBelow(place: string): Promise<number> {
  const found = await stat(place).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.size;
  let sum = 0;
  const names = await readdir(place).catch((): string[] => []);
  for (const name of names) sum += await bytesBelow(join(place, name));
  return sum;
}

/** Moves a finished file to its place, so that a power cut leaves it whole at one name or at none. */
export async function settle(from: string, to: string): Promise<void> {
  {
    await using file = await open(from, 'r+');
    await file.sync();
  }
  await rename(from, to);
  await flushFolder(dirname(to));
}

const flushEvery = 50;

/**
 * Brings a large file to the disk while it is being written. One flush at its end would have to wait for all of it, and
 * with it, on file systems with a journal, each answer of a pupil that is flushed meanwhile.
 */
export async function flushedAlong<T>(file: string, writing: Promise<T>): Promise<T> {
  let isOver = false;
  const flushing = (async () => {
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, flushEvery));
      await flushFile(file).catch(() => undefined);
    }
  })();
  try {
    return await writing;
  } finally {
    isOver = true;
    await flushing;
  }
}

/** What goes wrong here shows in the writing itself. */
async function flushFile(file: string): Promise<void> {
  await using handle = await open(file, 'r+');
  await handle.datasync();
}

/** A renamed file is only there after a power cut when its folder was flushed. Windows does it by itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
