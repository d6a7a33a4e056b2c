import { hash as hashOf } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openManifest, type Fault } from './box/manifest.ts';
import { openContainer } from './box/container.ts';

/** A release file on a stick or disk that is put into the server. `id` stands for its place: a page names no paths. */
export type Found = {
  readonly id: string;
  readonly name: string;
  readonly version?: string;
  readonly fault?: Fault;
};

/** Bounds how long a stick with a thousand junk files is looked at. */
const maxEntries = 2000;
const maxFound = 20;

/** Where this system shows what is put in. */
export function driveRoots(): readonly string[] {
  if (process.platform === 'win32') return [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`);
  return ['/media', '/run/media', '/mnt'];
}

/** Release files on drives, in their top folder or one below; `place` is never shown. */
export async function findOnDrives(roots: readonly string[]): Promise<(Found & { readonly place: string })[]> {
  const depth = process.platform === 'win32' ? 1 : 3;
  const places = (await Promise.all(roots.map((root) => releasesBelow(root, depth)))).flat().slice(0, maxFound);
  return Promise.all(places.map((place) => lookInto(place)));
}

async function lookInto(place: string) {
  const name = place.split(/[/\\]/).at(-1) ?? '';
  const known = { id: hashOf('sha256', place, 'hex').slice(0, 16), name, place };
  const opened = await openContainer(place);
  if (typeof opened === 'string') return { ...known, fault: opened };
  await using container = opened;
  // Who signed it is asked when it is used; here only whether it is a release at all.
  const manifest = openManifest(container.signed, [container.signed.key]);
  return typeof manifest === 'string' ? { ...known, fault: manifest } : { ...known, version: manifest.version };
}

async function releasesBelow(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.slice(0, maxEntries)) {
    const place = join(folder, entry.name);
    if (entry.isFile() && entry.name.endsWith('.tirek-release')) found.push(place);
    // Links are not followed: a stick must not lead out of itself.
    else if (entry.isDirectory() && depth > 0) found.push(...(await releasesBelow(place, depth - 1)));
  }
  return found;
}
