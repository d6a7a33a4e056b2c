import type { Room } from '#http/house.ts';
import { bankPermissions } from './permissions.ts';
import { bankProjection } from './projection.ts';
import { selectFiles } from './queries.ts';
import { bankRecords } from './records.ts';
import { bankRoutes } from './routes.ts';

export { keyOf } from './model/key.ts';
export type { ItemState } from './model/workflow.ts';
export {
  scoreItem,
  type ItemFace,
  type ItemKey,
  type ItemKind,
  type ItemResponse,
  type ItemScore,
  type Level,
  type PartFace,
  type PartKey,
  type PartResponse,
  type ScoredPart,
  type Spot,
  type Steps,
} from './model/item.ts';
export { selectUsable, selectWhole, type ItemRef, type ItemRow, type StoredItem } from './queries.ts';
export { everydayItems, type EverydayItem, type EverydayWish } from './everyday.ts';
export { bringCells, keepBank } from './shipped.ts';
export { facesIn } from './stored-faces.ts';

export const bank: Room = {
  name: 'bank',
  records: bankRecords,
  projection: bankProjection,
  permissions: bankPermissions,
  routes: bankRoutes,
  files: selectFiles,
};
