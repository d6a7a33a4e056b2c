import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeId } from '#kernel/ids.ts';
import { decodeStick, isStickName } from './stick-format.ts';

/** Larger is no part of a stick. */
const maxFileBytes = 20 * 1024 * 1024;

/** The names in a folder that a stick's files have; none where it cannot be read. */
export async function stickNamesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch((): string[] => [])).filter(isStickName);
}

/**
 * The bytes of a file that may be a stick's. Of what is none (a folder, a link to elsewhere, something huge, what cannot
 * be read) there are no bytes, which is a damaged file for whoever takes it in: a stick is anybody's.
 */
export async function readStickFile(folder: string, name: string): Promise<Uint8Array> {
  const place = join(folder, name);
  try {
    const found = await lstat(place);
    return found.isFile() && found.size <= maxFileBytes ? await readFile(place) : new Uint8Array();
  } catch {
    return new Uint8Array();
  }
}

/** The names in the order in which their files were written. One file is in memory at a time, however many there are. */
export async function inOrder(folder: string, names: readonly string[]): Promise<string[]> {
  const found: { name: string; order: string }[] = [];
  for (const name of names) found.push({ name, order: orderOf(await readStickFile(folder, name)) });
  return found.sort((a, b) => (a.order < b.order ? -1 : 1)).map(({ name }) => name);
}

function orderOf(bytes: Uint8Array): string {
  const file = decodeStick(bytes);
  if (typeof file === 'string') return '~';
  const { from, n, part } = file.head;
  return `${from} ${String(n).padStart(9, '0')} ${String(part).padStart(6, '0')}`;
}

/** Whose sticks lie in a folder. */
export async function sendersIn(folder: string): Promise<NodeId[]> {
  const senders = new Set<NodeId>();
  for (const name of await stickNamesIn(folder)) {
    const file = decodeStick(await readStickFile(folder, name));
    if (typeof file !== 'string') senders.add(file.head.from);
  }
  return [...senders];
}
