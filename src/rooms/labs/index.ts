import type { JobStart, Room } from '#http/house.ts';
import { news, newsPrefix } from './model/news.ts';
import { labsPermissions } from './permissions.ts';
import { labsProjection } from './projection.ts';
import { labsRecords } from './records.ts';
import { labsRoutes } from './routes.ts';
import { labsWork } from './work.ts';

/** Tells open screens of what came from benches. */
const publishNews: JobStart = (house) =>
  house.log.onCommit((records) => {
    if (records.some(({ type }) => type.startsWith('labs.'))) house.live.publish(news);
  });

export const labs: Room = {
  name: 'labs',
  records: labsRecords,
  projection: labsProjection,
  permissions: labsPermissions,
  routes: labsRoutes,
  work: labsWork(),
  jobs: [publishNews],
  topics: [{ prefix: newsPrefix, callers: labsPermissions['labs.teach'] }],
  // A school that came back needs its key before all else: with it a pupil's bench stays what it was (LAB-3).
  first: { records: { 'labs.keyed': 'all', 'labs.begun': 14 } },
};
