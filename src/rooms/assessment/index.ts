import type { Room } from '#http/house.ts';
import { assessmentPermissions } from './permissions.ts';
import { assessmentProjection } from './projection.ts';
import { selectFiles } from './queries.ts';
import { assessmentRecords } from './records.ts';
import { assessmentRoutes } from './routes.ts';

export type { Form, FormPlace, OpenedForm, SealedForm, TimePoint } from './model/form.ts';
export type { Monitored, MonitoredCell } from './model/monitored.ts';
export { formReader, keysOf, openByCode, openForm } from './opening.ts';
export {
  comparedSchools,
  findStudy,
  formOf,
  formsFor,
  monitoredCells,
  selectSealed,
  selectStudies,
  untaughtAt,
  windowOf,
  type FormHere,
  type SealedHead,
  type Study,
} from './queries.ts';

export const assessment: Room = {
  name: 'assessment',
  records: assessmentRecords,
  projection: assessmentProjection,
  permissions: assessmentPermissions,
  routes: assessmentRoutes,
  files: selectFiles,
  // Some hundred records, and a school that came back in the days of a study cannot sit without them.
  first: { records: Object.fromEntries(assessmentRecords.map(({ type }) => [type, 'all' as const])) },
};
