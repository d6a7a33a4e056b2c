import { createHash, hash as hashOf } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chunk, Part, ProgramFile } from './manifest.ts';

const smallBytes = 256 * 1024;

/** What of a part need not come: files that are here already, and the chunks that hold nothing else. */
export type Reuse = { readonly files: ReadonlySet<string>; readonly chunks: ReadonlySet<Chunk> };

/**
 * Looks which files of a part lie in the folder of another release, byte for byte (REL-10). A new release then brings a
 * school little more than what changed.
 */
export async function reuseOf({ files, chunks }: Part, folder: string | undefined): Promise<Reuse> {
  const here = new Set<string>();
  for (const file of files) if (folder && (await isSame(join(folder, file.path), file))) here.add(file.path);
  const unneeded = new Set<Chunk>();
  let at = 0;
  for (const chunk of chunks) {
    const [from, to] = [at, (at += chunk.raw)];
    if (!overlapping(files, from, to).some(({ path }) => !here.has(path))) unneeded.add(chunk);
  }
  return { files: here, chunks: unneeded };
}

function overlapping(files: readonly ProgramFile[], from: number, to: number): ProgramFile[] {
  let at = 0;
  return files.filter(({ bytes }) => {
    const [begins, ends] = [at, (at += bytes)];
    return begins < to && ends > from;
  });
}

async function isSame(place: string, { bytes, hash }: ProgramFile): Promise<boolean> {
  const found = await stat(place).catch(() => undefined);
  return found?.size === bytes && (await hashOfFile(place)) === hash;
}

/** The SHA-256 of a file in hex; undefined where it cannot be read. */
export async function hashOfFile(place: string): Promise<string | undefined> {
  try {
    // Most of a program's files are small: one read each, where a stream takes four turns.
    if ((await stat(place)).size <= smallBytes) return hashOf('sha256', readFileSync(place), 'hex');
    const sum = createHash('sha256');
    for await (const piece of createReadStream(place, { highWaterMark: 1024 * 1024 })) sum.update(piece as Uint8Array);
    return sum.digest('hex');
  } catch {
    return undefined;
  }
}
