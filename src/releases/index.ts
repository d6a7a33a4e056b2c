import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House, Room } from '#http/house.ts';
import { platformHere } from './box/manifest.ts';
import { releaseFiles } from './coming.ts';
import { releaseDesk, type Installed, type ReleaseDesk } from './desk.ts';
import { keepReleases } from './keeper.ts';
import { releasePermissions } from './permissions.ts';
import { releasesProjection } from './projection.ts';
import { releaseRecords } from './records.ts';
import { releaseRoutes } from './routes.ts';
import { releaseStateOf, type ReleaseState } from './status.ts';

export { withContainer, type ReleaseDesk } from './desk.ts';
export { publishRelease } from './publish.ts';
export { releasesProjection } from './projection.ts';
export { releaseRecords } from './records.ts';
export type { ReleaseState } from './status.ts';

/** @public What the status page says of the program's version. */
export function releaseState(house: House, desk: ReleaseDesk): Promise<ReleaseState> {
  return releaseStateOf(house, desk);
}

/** How the program that runs here is installed; `programs` comes from the launcher. */
export function installedHere(folder: string, programs: string | undefined, trust: string | undefined): Installed {
  const home = join(import.meta.dirname, '..', '..');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  return { version, platform: platformHere(), home, programs, trust: trust ?? home, folder };
}

export function deskHere(folder: string, programs: string | undefined, trust: string | undefined): ReleaseDesk {
  return releaseDesk(installedHere(folder, programs, trust));
}

/** Seats `releases`: like `sync` it has a room's shape. `changed` tells the links that other files are named. */
export function seatReleases(desk: ReleaseDesk, isRegion: boolean, changed: () => void): Room {
  return {
    name: 'releases',
    records: releaseRecords,
    projection: releasesProjection,
    permissions: releasePermissions,
    routes: (house) => releaseRoutes(house, desk),
    jobs: [keepReleases(desk, changed)],
    files: releaseFiles(desk, isRegion),
  };
}
