import type { Room } from '#http/house.ts';
import { quizPermissions } from './permissions.ts';
import { quizProjection } from './projection.ts';
import { quizRecords } from './records.ts';
import { quizRoutes } from './routes.ts';

export const quiz: Room = {
  name: 'quiz',
  records: quizRecords,
  projection: quizProjection,
  permissions: quizPermissions,
  routes: quizRoutes,
};
