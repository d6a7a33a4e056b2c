import type { Room } from '#http/house.ts';
import { lessonsTopics, publishLessonNews } from './news.ts';
import { lessonsProjection } from './projection.ts';
import { lessonsRecords } from './records.ts';
import { lessonsPermissions } from './permissions.ts';
import { lessonsRoutes } from './routes.ts';
import { lessonWork } from './work.ts';

export { answered, assigned, begun, finished } from './records.ts';

export const lessons: Room = {
  name: 'lessons',
  records: lessonsRecords,
  projection: lessonsProjection,
  permissions: lessonsPermissions,
  routes: lessonsRoutes,
  work: lessonWork(),
  jobs: [publishLessonNews],
  topics: lessonsTopics,
};
