import type { House, Room } from '#http/house.ts';
import { journalPermissions } from './permissions.ts';
import { journalProjection } from './projection.ts';
import { ownRecords } from './records.ts';
import { hubRecords } from './records-hub.ts';
import { journalRoutes } from './routes.ts';
import { keepShared } from './sharing.ts';

export { decideHanding, handedBefore, type HandedAssessment } from './handing.ts';

export const journal: Room = {
  name: 'journal',
  records: [...ownRecords, ...hubRecords],
  projection: journalProjection,
  permissions: journalPermissions,
  routes: (house: House) => journalRoutes(house),
  jobs: [keepShared],
};
