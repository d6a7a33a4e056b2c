import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { minute } from '#kernel/time.ts';

/** How many bytes of files that are still coming in a node keeps, unless it is told otherwise. */
export const usualStagingBytes = 4 * 1024 * 1024 * 1024;
/** A part that something came to within so long is being fetched: it stays. */
const beingFetched = 10 * minute;
/** What `put` left behind is older than anything that it can still be writing. */
const leftOver = 10 * minute;

type Part = { bytes: number; writtenAt: number; touched?: number };

/** Which parts of files are here, and room for more of them: all together never take more than was set (SYN-32). */
export type Parts = {
  /** Makes room so that the part may have so many bytes; false where it cannot, and then nothing was removed. */
  makeRoom(name: string, bytes: number): Promise<boolean>;
  /** Notes what a part has now. */
  note(name: string, bytes: number): void;
  forget(name: string): void;
  /** Removes parts that nobody wants and what broken writes left; answers with how much. */
  sweep(isWanted: (name: string) => boolean): Promise<{ readonly files: number; readonly bytes: number }>;
};

/** The parts in a folder of files. They are counted when it is first asked. */
export function partsIn(folder: string, maxBytes: number): Parts {
  let counted: Promise<Map<string, Part>> | undefined;
  let known: Map<string, Part> | undefined;
  const parts = async (): Promise<Map<string, Part>> => (known = await (counted ??= countParts(folder)));
  const remove = async (name: string): Promise<void> => {
    await rm(join(folder, name.slice(0, 2), `${name}.part`), { force: true });
    known?.delete(name);
  };
  /** The one that was written longest ago first; those that are being fetched not at all. */
  const removable = (all: Map<string, Part>, but: string): [string, Part][] => {
    const now = performance.now();
    return [...all]
      .filter(([name, { touched }]) => name !== but && (touched === undefined || touched + beingFetched < now))
      .toSorted(([, a], [, b]) => a.writtenAt - b.writtenAt);
  };
  const makeRoom: Parts['makeRoom'] = async (name, bytes) => {
    if (bytes > maxBytes) return false;
    const all = await parts();
    const sumOf = (some: Iterable<Part>): number => [...some].reduce((sum, part) => sum + part.bytes, 0);
    let excess = sumOf(all.values()) - (all.get(name)?.bytes ?? 0) + bytes - maxBytes;
    if (excess <= 0) return true;
    const free = removable(all, name);
    if (sumOf(free.map(([, part]) => part)) < excess) return false;
    for (const [each, part] of free) {
      if (excess <= 0) break;
      await remove(each);
      excess -= part.bytes;
    }
    return true;
  };
  const sweep: Parts['sweep'] = async (isWanted) => {
    const swept = await removeLeftOvers(folder);
    for (const [name, { bytes }] of await parts()) {
      if (isWanted(name)) continue;
      await remove(name);
      swept.files++;
      swept.bytes += bytes;
    }
    return swept;
  };
  return {
    makeRoom,
    sweep,
    note: (name, bytes) => void known?.set(name, { bytes, writtenAt: Date.now(), touched: performance.now() }),
    forget: (name) => void known?.delete(name),
  };
}

async function* filesIn(folder: string): AsyncGenerator<{ place: string; name: string; bytes: number; at: number }> {
  for (const sub of await readdir(folder).catch((): string[] => [])) {
    if (!/^[0-9a-f]{2}$/.test(sub)) continue;
    for (const name of await readdir(join(folder, sub)).catch((): string[] => [])) {
      const place = join(folder, sub, name);
      const found = await stat(place).catch(() => undefined);
      // A clock that was wrong may have written the future.
      if (found?.isFile()) yield { place, name, bytes: found.size, at: Math.min(found.mtimeMs, Date.now()) };
    }
  }
}

async function countParts(folder: string): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>();
  for await (const { name, bytes, at } of filesIn(folder)) {
    const [, hash] = /^([0-9a-f]{64})\.part$/.exec(name) ?? [];
    if (hash) parts.set(hash, { bytes, writtenAt: at });
  }
  return parts;
}

/** Files that a power cut left between being written and being named. */
async function removeLeftOvers(folder: string): Promise<{ files: number; bytes: number }> {
  const swept = { files: 0, bytes: 0 };
  for await (const { place, name, bytes, at } of filesIn(folder)) {
    if (!/^[0-9a-f]{64}\.[0-9a-f-]{36}$/.test(name) || at > Date.now() - leftOver) continue;
    await rm(place, { force: true });
    swept.files++;
    swept.bytes += bytes;
  }
  return swept;
}
