import type { Room } from '#http/house.ts';
import { lessonsFirst } from './first.ts';
import { keepHistories } from './history/keep.ts';
import { lessonsTopics, publishLessonNews } from './news.ts';
import { lessonsProjection } from './projection.ts';
import { lessonsRecords } from './records.ts';
import { historyRecords } from './records-history.ts';
import { planRecords } from './records-plan.ts';
import { lessonsPermissions } from './permissions.ts';
import { lessonsRoutes } from './routes.ts';
import { lessonWork } from './work.ts';

export { answered, assigned, begun, finished } from './records.ts';

export const lessons: Room = {
  name: 'lessons',
  records: [...lessonsRecords, ...historyRecords, ...planRecords],
  projection: lessonsProjection,
  permissions: lessonsPermissions,
  routes: lessonsRoutes,
  work: lessonWork(),
  first: lessonsFirst,
  jobs: [publishLessonNews, keepHistories],
  topics: lessonsTopics,
};
