import type { Room } from '#http/house.ts';
import { contactTimes } from '#sync/index.ts';
import { monitoringProjection } from './projection.ts';
import { monitoringRecords } from './records.ts';
import { monitoringPermissions, monitoringRoutes } from './routes.ts';

export const monitoring: Room = {
  name: 'monitoring',
  records: monitoringRecords,
  projection: monitoringProjection,
  permissions: monitoringPermissions,
  routes: (house) => monitoringRoutes(house, () => contactTimes(house.log.read)),
};
