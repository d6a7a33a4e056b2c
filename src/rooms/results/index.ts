import type { Room } from '#http/house.ts';
import { resultsPermissions } from './permissions.ts';
import { resultsProjection } from './projection.ts';
import { resultsRecords, spreadStated } from './records.ts';
import { resultsRoutes } from './routes.ts';
import type { Sources } from './sources.ts';

/** Seats the room on what measures: the scale and the sittings. */
export function resultsOn(sources: Sources): Room {
  return {
    name: 'results',
    records: resultsRecords,
    projection: resultsProjection,
    permissions: resultsPermissions,
    routes: (house) => resultsRoutes(house, sources),
    // Some dozens a year, and a head's page is empty without them.
    first: { records: { [spreadStated.type]: 'all' } },
  };
}
