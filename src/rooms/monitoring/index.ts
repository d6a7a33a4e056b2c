import type { Room } from '#http/house.ts';
import { monitoringProjection } from './projection.ts';
import { monitoringRecords } from './records.ts';
import { monitoringPermissions, monitoringRoutes } from './routes.ts';

export { calendarSet } from './records.ts';

export const monitoring: Room = {
  name: 'monitoring',
  records: monitoringRecords,
  projection: monitoringProjection,
  permissions: monitoringPermissions,
  routes: (house) => monitoringRoutes(house, () => Promise.resolve(new Map())),
};
