import { join } from 'node:path';
import type { House } from '#http/house.ts';
import { fromCbor } from '#log/record.ts';
import type { Filling, SyncDesk } from '#sync/index.ts';
import { storeBytes, type ShownBackup } from './backups.ts';
import type { CheckProgress, CheckResult } from './check.ts';
import type { ClockState } from './clock.ts';
import type { CareDesk } from './desk.ts';
import type { Fault } from './faults.ts';
import { backupFolder, bytesBelow, roomOf } from './folder.ts';
import { growthOf, type Growth } from './growth.ts';
import { readKept } from './kept.ts';
import { readReport, type RepairReport } from './repair-report.ts';
import { asideFolder } from './swap.ts';

/** What the page of the server's state is drawn from, before anybody judges it. */
export type CareFacts = {
  readonly now: number;
  readonly kind: 'school' | 'region';
  readonly version: string;
  readonly fault?: Fault | undefined;
  readonly disk: {
    readonly free: number;
    readonly total: number;
    readonly store: number;
    readonly files: number;
    readonly backups: number;
    readonly aside: number;
  };
  readonly growth?: Growth | undefined;
  /** Days for which the growth was looked at; shown until it can be foretold. */
  readonly grownDays: number;
  readonly isSqlite: boolean;
  readonly backups: readonly ShownBackup[];
  readonly left?: number | undefined;
  readonly check?: CheckResult | undefined;
  readonly checking?: CheckProgress | undefined;
  readonly isCopying: boolean;
  readonly isSealing: boolean;
  readonly waiting?: { readonly name: string; readonly bytes: number } | undefined;
  readonly refusals: Readonly<Record<string, string>>;
  readonly link: { readonly hasRegion: boolean; readonly lastSuccess?: number; readonly failingSince?: number };
  readonly filesMissing: number;
  /** How a server that came back fills again. */
  readonly filling?: Filling | undefined;
  readonly clock?: ClockState | undefined;
  readonly cuts: readonly number[];
  readonly repair?: RepairReport | undefined;
};

export async function factsHere(house: House, desk: CareDesk, sync: SyncDesk): Promise<CareFacts> {
  const { folder, faults, busy } = desk;
  const kept = await readKept(house.log);
  const room = await roomOf(folder);
  const missing = await sync.files.missing();
  return {
    now: house.clock.now(),
    kind: house.self.kind,
    version: desk.version,
    fault: faults.now(),
    disk: {
      ...room,
      store: await storeBytes(folder),
      files: await bytesBelow(join(folder, 'files')),
      backups: await bytesBelow(backupFolder(folder)),
      aside: await bytesBelow(asideFolder(folder)),
    },
    growth: growthOf(kept.growth, house.clock.now()),
    grownDays: kept.growth.length,
    isSqlite: desk.isSqlite,
    backups: await desk.backups.list(),
    left: kept.left,
    check: kept.check,
    checking: busy.check,
    isCopying: busy.backup === true,
    isSealing: busy.leaving === true,
    waiting: desk.left && { name: desk.left.name, bytes: await bytesBelow(desk.left.file) },
    refusals: Object.fromEntries([...desk.refused].map(([what, { key }]) => [what, key])),
    link: await linkOf(house, sync),
    filesMissing: missing.length,
    filling: await sync.filling.now(),
    clock: desk.clock?.state(),
    cuts: kept.cuts,
    repair: readReport(folder),
  };
}

/** What sync keeps of the link over a restart. */
async function linkOf(house: House, sync: SyncDesk): Promise<CareFacts['link']> {
  const hasRegion = sync.authority.region !== undefined;
  const stored = await house.log.getState('sync-link');
  if (!stored) return { hasRegion };
  const { lastSuccess, failingSince } = fromCbor(stored) as { lastSuccess?: number; failingSince?: number };
  return {
    hasRegion,
    ...(lastSuccess ? { lastSuccess } : {}),
    ...(failingSince ? { failingSince } : {}),
  };
}
