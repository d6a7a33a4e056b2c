import type { FileNeed, House } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import { compareVersions, partsFor } from './box/manifest.ts';
import { reuseOf } from './box/reuse.ts';
import { trustedManifest, type ReleaseDesk } from './desk.ts';
import { offerOf } from './publish.ts';
import { selectChunks, selectPublished, type Published } from './queries.ts';

/** The newest release that the region offers and that is newer than this program's own. */
export async function newestOffered(read: Reader, { installed }: ReleaseDesk): Promise<Published | undefined> {
  const [newest] = await selectPublished(read);
  return newest && compareVersions(newest.version, installed.version) > 0 ? newest : undefined;
}

/**
 * The files that a node names for its releases (REL-13). The region: all of the newest. A school's: the manifest, and what its
 * own machine needs of the newest and does not have yet.
 */
export function releaseFiles(desk: ReleaseDesk, isRegion: boolean): (read: Reader) => Promise<readonly FileNeed[]> {
  return async (read) => {
    const newest = isRegion ? (await selectPublished(read))[0] : await newestOffered(read, desk);
    if (!newest) return [];
    const { origin } = newest;
    const isOurs = (platform: string): boolean => platform === 'common' || platform === desk.installed.platform;
    const chunks = (await selectChunks(read, newest)).filter(
      ({ platform, hash }) => isRegion || (isOurs(platform) && !desk.unneeded.has(hash)),
    );
    return [
      { hash: newest.manifest, bytes: newest.manifestBytes, origin },
      ...chunks.map(({ hash, bytes }) => ({ hash, bytes, origin })),
    ];
  };
}

/**
 * REL-10: once the manifest is here, looks which chunks this machine needs none of, for their files lie in its own
 * release. Says whether that has changed.
 */
export async function lookForUnneeded(house: House, desk: ReleaseDesk, newest: Published): Promise<boolean> {
  const { platform, home } = desk.installed;
  if (desk.lookedInto === newest.manifest) return false;
  const offer = await offerOf(house.files, newest);
  const manifest = offer && (await trustedManifest(desk, offer.signed));
  if (offer) desk.lookedInto = newest.manifest;
  const parts = platform && typeof manifest === 'object' ? partsFor(manifest, platform) : undefined;
  const unneeded = new Set<string>();
  for (const part of parts ?? []) {
    const { chunks } = await reuseOf(part, home);
    for (const { hash } of chunks) unneeded.add(hash);
  }
  const hasChanged = unneeded.size !== desk.unneeded.size || [...unneeded].some((hash) => !desk.unneeded.has(hash));
  if (hasChanged) desk.unneeded = unneeded;
  return hasChanged;
}

export type Coming = { readonly version: string; readonly bytes: number; readonly total: number };

/** How much of the newest release has come. */
export async function progressOf(house: House, desk: ReleaseDesk, newest: Published): Promise<Coming> {
  const needs = await releaseFiles(desk, false)(house.log.read);
  let bytes = 0;
  for (const need of needs) if (await house.files.has(need.hash)) bytes += need.bytes;
  return { version: newest.version, bytes, total: needs.reduce((sum, need) => sum + need.bytes, 0) };
}
