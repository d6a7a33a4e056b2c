import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionScope } from '#kernel/ids.ts';
import type { House, JobStart } from '#http/house.ts';
import { buildPack } from './build-later.ts';
import type { BuiltPack } from './assemble.ts';
import { readPackFolder } from './pack-folder.ts';
import { findPackVersion } from './queries.ts';
import { packPublished } from './records.ts';
import { publishPack } from './shelf.ts';

/** The packs that ship: every folder of `content/` with a pack.json. */
export function shippedPacks(content: string): string[] {
  return (existsSync(content) ? readdirSync(content) : [])
    .map((name) => join(content, name))
    .filter((folder) => existsSync(join(folder, 'pack.json')));
}

/**
 * LIB-21: what an installed program does with the packs in its release, at its start and whenever packs are published. The
 * region's node puts on the shelf what is not there, or only in an older version. A school's node takes the files that the
 * shelf names and that lie in its own release: over a thin line only the records come.
 */
export function keepShipped(content: string): JobStart {
  return (house) => {
    let isStopping = false;
    let going: Promise<void> = Promise.resolve();
    const look = (): void => {
      going = going.then(() => lookOnce(house, content, () => isStopping)).catch(() => undefined);
    };
    const stopHearing = house.log.onCommit((records) => {
      if (records.some(({ type }) => type === packPublished.type)) look();
    });
    look();
    return async () => {
      isStopping = true;
      stopHearing();
      await going;
    };
  };
}

/** One look (LIB-21). */
export async function lookOnce(house: House, content: string, isStopping = (): boolean => false): Promise<void> {
  for (const folder of shippedPacks(content)) {
    if (isStopping()) return;
    const shipped = headOf(folder);
    const shelf = shipped && (await findPackVersion(house.log.read, shipped.id));
    if (!shipped) continue;
    if (house.self.kind === 'region') await publishNewer(house, folder, shipped.version, shelf ?? 0);
    else if (shelf === shipped.version) await takeFiles(house, folder, shipped.id);
  }
}

async function publishNewer(house: House, folder: string, version: number, shelf: number): Promise<void> {
  const built = version > shelf ? await build(folder) : undefined;
  if (built) await publishPack(house, regionScope, 'node', built);
}

async function takeFiles(house: House, folder: string, pack: string): Promise<void> {
  const named = await house.log.read.all<{ hash: string }>(
    'select distinct hash from library_files where pack = ?',
    pack,
  );
  const missing: string[] = [];
  for (const { hash } of named) if (!(await house.files.has(hash))) missing.push(hash);
  const built = missing.length > 0 ? await build(folder) : undefined;
  for (const hash of missing) {
    const bytes = built?.files.get(hash);
    if (bytes) await house.files.put(bytes);
  }
}

/** What ships has no errors: `content.test.ts` sees to it. */
async function build(folder: string): Promise<BuiltPack | undefined> {
  return (await buildPack(readPackFolder(folder))).pack;
}

function headOf(folder: string): { readonly id: string; readonly version: number } | undefined {
  try {
    const { id, version } = JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')) as Record<string, unknown>;
    return typeof id === 'string' && typeof version === 'number' ? { id, version } : undefined;
  } catch {
    return undefined;
  }
}
