import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '#http/house.ts';
import { compareVersions, isVersion } from './box/manifest.ts';
import { readAsked, readRefused, readState, type WentBack } from './box/state.ts';
import { manifestFile } from './box/unpack.ts';
import { newestOffered, progressOf, type Coming } from './coming.ts';
import type { ReleaseDesk, Work } from './desk.ts';
import { driveRoots, findOnDrives, type Found } from './drives.ts';
import { selectPublished, selectRunning, type RunningRow } from './queries.ts';
import { readReleaseSettings, type ReleaseSettings } from './settings.ts';

/** What a head sees of the program's versions. */
export type ReleaseState = {
  readonly version: string;
  /** Whether this program can change itself: it was installed. */
  readonly isInstalled: boolean;
  /** Since when this version runs. */
  readonly since?: number;
  /** Not yet sure of itself: the launcher still watches it. */
  readonly isTried: boolean;
  readonly previous?: string;
  readonly wentBack?: WentBack;
  /** Unpacked, checked, and newer: one button begins it. */
  readonly ready?: string;
  /** It was begun before and gone back from. */
  readonly isReadyAgain: boolean;
  /** Of the region, on its way here. */
  readonly coming?: Coming;
  readonly asked?: string;
  /** Why the last one that was asked for was not begun. */
  readonly refused?: { readonly to: string; readonly why: string; readonly at: number };
};

/** The state for the status page. */
export async function releaseStateOf(house: House, desk: ReleaseDesk): Promise<ReleaseState> {
  const { version, programs } = desk.installed;
  const newest = house.self.kind === 'school' ? await newestOffered(house.log.read, desk) : undefined;
  const ready = await readyOf(desk);
  const coming = newest && newest.version !== ready ? await progressOf(house, desk, newest) : undefined;
  const releases = programs && join(programs, 'releases');
  const state = releases ? await readState(releases) : undefined;
  const asked = releases ? await readAsked(releases) : undefined;
  const refused = releases ? await readRefused(releases) : undefined;
  const hasPrevious = releases && state?.previous && existsSync(join(releases, state.previous, manifestFile));
  return {
    version,
    isInstalled: releases !== undefined,
    isTried: state?.phase === 'trying' && state.previous !== undefined,
    ...(state ? { since: state.since } : {}),
    ...(hasPrevious && state.previous ? { previous: state.previous } : {}),
    ...(state?.wentBack ? { wentBack: state.wentBack } : {}),
    ...(ready ? { ready } : {}),
    isReadyAgain: ready !== undefined && state?.bad.includes(ready) === true,
    ...(coming ? { coming } : {}),
    ...(asked ? { asked: asked.to } : {}),
    ...(refused ? { refused } : {}),
  };
}

/** The newest release that is unpacked here and newer than the one that runs. */
export async function readyOf({ installed: { programs, version } }: ReleaseDesk): Promise<string | undefined> {
  if (!programs) return undefined;
  const releases = join(programs, 'releases');
  const names = await readdir(releases).catch((): string[] => []);
  return names
    .filter((name) => isVersion(name) && compareVersions(name, version) > 0)
    .filter((name) => existsSync(join(releases, name, manifestFile)))
    .sort(compareVersions)
    .at(-1);
}

/** All that the page of versions shows. */
export type ReleasePage = ReleaseState & {
  readonly kind: 'school' | 'region';
  readonly settings: ReleaseSettings;
  readonly found: readonly Found[];
  readonly work?: Work;
  /** Only at the region: what it offers, and which server runs what. */
  readonly published?: readonly { readonly version: string; readonly at: number; readonly bytes: number }[];
  readonly running?: readonly RunningRow[];
};

export async function releasePageOf(house: House, desk: ReleaseDesk): Promise<ReleasePage> {
  const { read } = house.log;
  const isRegion = house.self.kind === 'region';
  const found = (await findOnDrives(driveRoots())).map(({ place: _place, ...each }) => each);
  const published = isRegion ? await selectPublished(read) : [];
  const sizes = await read.all<{ version: string; bytes: number }>(
    'select version, sum(bytes) as bytes from releases_chunks group by version',
  );
  const sizeOf = (version: string): number => Number(sizes.find((each) => each.version === version)?.bytes ?? 0);
  return {
    ...(await releaseStateOf(house, desk)),
    kind: house.self.kind,
    settings: await readReleaseSettings(house.log),
    found,
    ...(desk.work ? { work: desk.work } : {}),
    ...(isRegion
      ? {
          published: published.map(({ version, at }) => ({ version, at, bytes: sizeOf(version) })),
          running: await selectRunning(read),
        }
      : {}),
  };
}
