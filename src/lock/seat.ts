import type { House, Room } from '#http/house.ts';
import type { DiskLock } from './disk-lock.ts';
import { lockJob, type HolderNeeds } from './jobs.ts';
import { lockPermissions } from './permissions.ts';
import { lockRoutes, type SchoolNames } from './routes.ts';

export type LockNeeds = Pick<HolderNeeds, 'mayHold'> & {
  readonly lock: DiskLock;
  readonly schoolOf: (house: House) => Promise<SchoolNames>;
  readonly report?: (error: unknown) => void;
};

/** Seats the lock of the disk: it writes no records, for who holds a key is nobody else's concern. */
export function seatLock({ lock, mayHold, schoolOf, report = reportJob }: LockNeeds): Room {
  return {
    name: 'lock',
    records: [],
    projection: { name: 'lock', version: 1, tables: [], effects: [] },
    permissions: lockPermissions,
    routes: (house) => lockRoutes(house, lock, schoolOf),
    jobs: [lockJob(lock, { mayHold, report })],
  };
}

/** The stack without the message. */
function reportJob(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : typeof error;
  console.error(`lock: a job failed\n${stack}`);
}
