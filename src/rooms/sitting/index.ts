import type { Room } from '#http/house.ts';
import { publishSittingNews, sittingTopics } from './news.ts';
import { sittingPermissions } from './permissions.ts';
import { sittingProjection } from './projection.ts';
import { sittingRecords } from './records.ts';
import { sittingRoutes } from './routes.ts';
import { sittingWork } from './work.ts';

export type { AttemptFlag, AttemptResponses, ResponseCode } from './model/response.ts';
export { absentees, responsesOf, type Absentee } from './responses.ts';

export const sitting: Room = {
  name: 'sitting',
  records: sittingRecords,
  projection: sittingProjection,
  permissions: sittingPermissions,
  routes: sittingRoutes,
  work: sittingWork(),
  jobs: [publishSittingNews],
  topics: sittingTopics,
  // A school that came back in the days of a study goes on with it: some thousand records of the newest days.
  first: { records: Object.fromEntries(sittingRecords.map(({ type }) => [type, 14])) },
};
