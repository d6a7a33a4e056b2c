import type { Reader } from '#log/store.ts';
import { compareVersions, type PartName } from './box/manifest.ts';

/** A release that the region offers. */
export type Published = {
  readonly version: string;
  readonly manifest: string;
  readonly manifestBytes: number;
  readonly key: Uint8Array;
  readonly signature: Uint8Array;
  readonly at: number;
  readonly origin: number;
};

/** Releases that are offered and not taken back, the newest version first. */
export async function selectPublished(read: Reader): Promise<Published[]> {
  const rows = await read.all<Published>(
    `select version, manifest, manifest_bytes as "manifestBytes", key, signature, at, _origin as origin
     from releases_published where withdrawn = 0 and manifest <> ''`,
  );
  return rows.sort((a, b) => compareVersions(b.version, a.version));
}

export type ChunkRow = { readonly platform: PartName; readonly hash: string; readonly bytes: number };

export function selectChunks(read: Reader, { version, origin }: Published): Promise<ChunkRow[]> {
  return read.all(
    'select platform, hash, bytes from releases_chunks where version = ? and _origin = ?',
    version,
    origin,
  );
}

export type RunningRow = {
  readonly school: string;
  readonly version: string;
  readonly platform: string;
  readonly at: number;
  readonly backFrom: string;
  readonly backWhy: string;
};

/** Which release the servers of the schools run. */
export function selectRunning(read: Reader): Promise<RunningRow[]> {
  return read.all(
    `select school, version, platform, at, back_from as "backFrom", back_why as "backWhy"
     from releases_running order by school`,
  );
}
