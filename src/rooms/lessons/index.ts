import type { Room } from '#http/house.ts';
import { lessonsFirst } from './first.ts';
import { keepHistories } from './history/keep.ts';
import { lessonsTopics, publishLessonNews } from './news.ts';
import { publishRunNews, runTopics } from './news-run.ts';
import { lessonsProjection } from './projection.ts';
import { lessonsRecords } from './records.ts';
import { historyRecords } from './records-history.ts';
import { publishSharedPlans } from './plan-sharing.ts';
import { planRecords } from './records-plan.ts';
import { runRecords } from './records-run.ts';
import { lessonsPermissions } from './permissions.ts';
import { lessonsRoutes } from './routes.ts';
import { runWork } from './work-run.ts';
import { lessonWork } from './work.ts';

export { attendanceIn, heldRuns, type AttendanceRow, type HeldLane, type HeldRun } from './queries-run.ts';
export { answered, assigned, begun, finished } from './records.ts';
export { isMarked } from './marking.ts';
export { testWork, type TestWork } from './test-points.ts';

export const lessons: Room = {
  name: 'lessons',
  records: [...lessonsRecords, ...historyRecords, ...planRecords, ...runRecords],
  projection: lessonsProjection,
  permissions: lessonsPermissions,
  routes: lessonsRoutes,
  work: [...lessonWork(), ...runWork()],
  first: lessonsFirst,
  jobs: [publishLessonNews, keepHistories, publishRunNews, publishSharedPlans],
  topics: [...lessonsTopics, ...runTopics],
};
