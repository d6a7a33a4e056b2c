import type { Room } from '#http/house.ts';
import { tellArrivals } from './jobs.ts';
import { keepOpeningDays } from './opening-days.ts';
import { assessmentPermissions } from './permissions.ts';
import { assessmentProjection } from './projection.ts';
import { selectFiles } from './queries.ts';
import { assessmentRecords } from './records.ts';
import { paperRecords } from './records-paper.ts';
import { assessmentRoutes } from './routes.ts';

export type { Form, FormPlace, OpenedForm, SealedForm, TimePoint } from './model/form.ts';
export type { Monitored, MonitoredCell } from './model/monitored.ts';
export { keysOf, openForm } from './opening.ts';
export { paperResponses, type PaperResponses } from './paper.ts';
export {
  comparedSchools,
  findStudy,
  formOf,
  formsFor,
  monitoredCells,
  selectSealed,
  selectStudies,
  type FormHere,
  type SealedHead,
  type Study,
} from './queries.ts';
export { plannedForms } from './queries-paper.ts';

const records = [...assessmentRecords, ...paperRecords] as const;

export const assessment: Room = {
  name: 'assessment',
  records,
  projection: assessmentProjection,
  permissions: assessmentPermissions,
  routes: assessmentRoutes,
  files: selectFiles,
  jobs: [tellArrivals, keepOpeningDays],
  // Some hundred records, and a school that came back in the days of a study cannot sit without them.
  first: { records: Object.fromEntries(records.map(({ type }) => [type, 'all' as const])) },
};
