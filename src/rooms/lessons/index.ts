import type { Room } from '#http/house.ts';
import { lessonsProjection } from './projection.ts';
import { lessonsRecords } from './records.ts';
import { lessonsPermissions, lessonsRoutes } from './routes.ts';
import { lessonWork } from './work.ts';

export { answered, assigned, begun, finished } from './records.ts';

export const lessons: Room = {
  name: 'lessons',
  records: lessonsRecords,
  projection: lessonsProjection,
  permissions: lessonsPermissions,
  routes: lessonsRoutes,
  work: lessonWork(),
};
