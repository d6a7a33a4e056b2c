import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProgramFile } from './manifest.ts';

/** Files that are open while they wait to be flushed. */
const openAtOnce = 128;

/** Where a part's bytes go, one file after the other. */
export type FileWriter = AsyncDisposable & {
  write(bytes: Uint8Array): Promise<void>;
  /** Passes over bytes of files that are here already. */
  skip(bytes: number): Promise<void>;
  /** Says whether every file came out with its hash. */
  end(): Promise<boolean>;
};

/**
 * Writes a part into an empty folder. `kept` are files that lie in the folder `beside`, already checked: they become
 * links, and their bytes are passed over.
 */
export function fileWriter(
  folder: string,
  files: readonly ProgramFile[],
  kept: ReadonlySet<string>,
  beside: string | undefined,
): FileWriter {
  let n = 0;
  let at = 0;
  let handle: FileHandle | undefined;
  let sum = createHash('sha256');
  let isRight = true;
  /** Flushed together: a disk's journal takes many files in one go. */
  let unflushed: FileHandle[] = [];
  const flush = async (): Promise<void> => {
    const all = unflushed;
    unflushed = [];
    const flushed = await Promise.allSettled(all.map((each) => each.sync()));
    await Promise.all(all.map((each) => each.close()));
    for (const each of flushed) if (each.status === 'rejected') throw each.reason;
  };
  const begin = async (path: string): Promise<FileHandle> => {
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true });
    return open(place, 'wx');
  };
  const finish = async (file: ProgramFile): Promise<void> => {
    if (beside && kept.has(file.path)) return linkFile(join(beside, file.path), join(folder, file.path));
    handle ??= await begin(file.path);
    unflushed.push(handle);
    handle = undefined;
    isRight &&= sum.digest('hex') === file.hash;
    sum = createHash('sha256');
    if (unflushed.length >= openAtOnce) await flush();
  };
  /** Ends files that have all their bytes; those without bytes at once. */
  const settle = async (): Promise<void> => {
    for (let file = files[n]; file && at === file.bytes; file = files[n]) {
      await finish(file);
      n++;
      at = 0;
    }
  };
  const advance = async (length: number, take: (file: ProgramFile, from: number, to: number) => Promise<void>) => {
    for (let from = 0; from < length;) {
      await settle();
      const file = files[n];
      if (!file) return void (isRight = false);
      const to = Math.min(length, from + file.bytes - at);
      if (!kept.has(file.path)) await take(file, from, to);
      at += to - from;
      from = to;
    }
  };
  return {
    write: (bytes) =>
      advance(bytes.length, async ({ path }, from, to) => {
        handle ??= await begin(path);
        const piece = bytes.subarray(from, to);
        await handle.writeFile(piece);
        sum.update(piece);
      }),
    skip: (bytes) =>
      advance(bytes, () => Promise.reject(new Error('only bytes that are here already are passed over'))),
    end: async () => {
      await settle();
      await flush();
      return isRight && n === files.length;
    },
    [Symbol.asyncDispose]: async () => {
      if (handle) unflushed.push(handle);
      handle = undefined;
      await flush().catch(() => undefined);
    },
  };
}

/** One file in two releases, where the file system can. */
async function linkFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await link(from, to).catch(() => copyFile(from, to));
}
