import type { Room } from '#http/house.ts';
import { scalePermissions } from './permissions.ts';
import { scaleProjection } from './projection.ts';
import { selectFiles } from './queries.ts';
import { scaleRecords } from './records.ts';
import { scaleRoutes } from './routes.ts';
import { paperRoutes } from './routes-papers.ts';
import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';

export { scoredTable } from './answers-table.ts';
export { omitted } from './model/responses.ts';
export { calibratedCells } from './queries.ts';
export type { Calibration, ItemEstimate, PersonScore, Population, Reliability } from './model/estimates.ts';
export { growthOf as meanGrowth, ownGrowth, type Growth, type LinkError } from './model/growth.ts';
export { scalePoints, scaleSize, type ScaleBase } from './model/own-scale.ts';
export { shrinkSchools, type SchoolValue } from './model/shrink.ts';
export {
  calibrationOf,
  growthIn as growthOf,
  scoresOf,
  type CellGrowth,
  type CellScores,
  type ScoredPerson,
} from './scores.ts';

export const scale: Room = {
  name: 'scale',
  records: scaleRecords,
  projection: scaleProjection,
  permissions: scalePermissions,
  routes: (house) => new Hono<Env>().route('/', scaleRoutes(house)).route('/', paperRoutes(house)),
  files: selectFiles,
};
