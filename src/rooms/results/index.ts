import type { Room } from '#http/house.ts';
import { resultsPermissions } from './permissions.ts';
import { resultsProjection } from './projection.ts';
import { linkStated, resultsRecords, schoolStated } from './records.ts';
import { resultsRoutes } from './routes.ts';
import { scaleSources } from './scale-sources.ts';
import type { Sources } from './sources.ts';

export { attackAll } from './releases.ts';

/** Seats the room on what measures: the scale and the sittings. */
export function resultsOn(sources: Sources): Room {
  return {
    name: 'results',
    records: resultsRecords,
    projection: resultsProjection,
    permissions: resultsPermissions,
    routes: (house) => resultsRoutes(house, sources),
    // Some dozens a year, and a head's page is empty without them.
    first: { records: { [schoolStated.type]: 'all', [linkStated.type]: 'all' } },
  };
}

export const results: Room = resultsOn(scaleSources);
