import type { Room } from '#http/house.ts';
import { contactTimes } from '#sync/index.ts';
import { monitoringProjection } from './projection.ts';
import { calendarSet, monitoringRecords, silenceExplained } from './records.ts';
import { monitoringPermissions, monitoringRoutes } from './routes.ts';

export const monitoring: Room = {
  name: 'monitoring',
  records: monitoringRecords,
  projection: monitoringProjection,
  // A few a year.
  first: { records: { [calendarSet.type]: 'all', [silenceExplained.type]: 'all' } },
  permissions: monitoringPermissions,
  routes: (house) => monitoringRoutes(house, () => contactTimes(house.log.read)),
};
