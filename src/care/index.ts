import type { House, Room } from '#http/house.ts';
import type { SyncDesk } from '#sync/index.ts';
import type { CareDesk } from './desk.ts';
import { factsHere } from './facts.ts';
import { findingsOf, type Finding } from './findings.ts';
import { keepWell } from './jobs.ts';
import { carePermissions } from './permissions.ts';
import { careProjection } from './projection.ts';
import { careRecords } from './records.ts';
import { careRoutes } from './routes.ts';
import { checkRecords } from './work.ts';

export type { Finding } from './findings.ts';
export { faultIn, isMarkedDamaged, markDamaged } from './faults.ts';
export { repairStore, type RepairStep } from './repair.ts';
export { backupsOf, vaultMark } from './backups.ts';
export { correctedClock, type CorrectedClock } from './clock.ts';
export { careDesk, type CareDesk } from './desk.ts';
/** @public For lists of every room that show times. */
export { isDoubtful, selectDoubts, type Doubt } from './doubts.ts';
export { readKept } from './kept.ts';
export { makeLeaving } from './leaving.ts';
export { careProjection } from './projection.ts';
export { careRecords } from './records.ts';
export { restoreBackup } from './restore.ts';
export { restoreIntoPostgres } from './restore-postgres.ts';
export { headAtStart, type ContainerHead } from './container.ts';
export { roomOf } from './folder.ts';
export { finishSwap } from './swap.ts';
export { hearAtSignIn } from './work.ts';

/** Looks at everything at once, the records too: for a command (CARE-1). */
export async function examine(house: House, desk: CareDesk, sync: SyncDesk): Promise<readonly Finding[]> {
  await checkRecords(house, desk, () => false);
  return findingsOf(await factsHere(house, desk, sync));
}

/** Seats `care`: it is no room, but has a room's shape. */
export function seatCare(desk: CareDesk, sync: SyncDesk): Room {
  return {
    name: 'care',
    records: careRecords,
    projection: careProjection,
    permissions: carePermissions,
    routes: (house: House) => careRoutes(house, desk, sync),
    jobs: [keepWell(desk, sync)],
  };
}
