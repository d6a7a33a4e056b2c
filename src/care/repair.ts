import { copyFile, mkdir, rm } from 'node:fs/promises';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { identityFile, nextEpoch, whoseFolder } from '#sync/index.ts';
import { findGoodBackup } from './backups.ts';
import { onCopies } from './copy-thread.ts';
import { storeName } from './folder.ts';
import { writeReport, type RepairReport } from './repair-report.ts';
import { keepSalvage } from './salvage.ts';
import { comingFolder, swapIn } from './swap.ts';

export type RepairStep = 'looking' | 'copying' | 'saving';

/**
 * Puts the newest good backup in the place of a damaged store (CARE-14): what whole records lie beyond it are saved, the
 * damaged store is set aside, and the node goes on in the next epoch. Nothing changes until all of it is ready.
 */
export async function repairStore(
  folder: string,
  vault: string | undefined,
  now: number,
  tell: (step: RepairStep) => void,
): Promise<Result<RepairReport, Refusal>> {
  const here = whoseFolder(folder);
  if (!here) return refuse('care.repair.no-identity', 409);
  tell('looking');
  const good = await findGoodBackup(folder, vault);
  if (!good) return refuse('care.repair.no-backup', 409);
  tell('copying');
  const coming = comingFolder(folder);
  await rm(coming, { recursive: true, force: true });
  await mkdir(coming, { recursive: true });
  const store = join(coming, storeName);
  await copyFile(good.file, store);
  tell('saving');
  const damaged = join(folder, storeName);
  const answer = await onCopies({ what: 'salvage', damaged, backup: store, node: here.node });
  if (answer.is !== 'salvaged') return refuse('care.repair.failed', 503);
  const { salvage, lost } = answer.salvaged;
  keepSalvage(folder, salvage);
  const report: RepairReport = {
    at: now,
    backupAt: good.at,
    records: good.facts.records,
    saved: salvage.streams.reduce((sum, { records }) => sum + records.length, 0),
    lost: lost.map((span) => ({ ...span, from: span.from || good.facts.newest, to: now })),
  };
  writeReport(folder, report);
  copyFileSync(join(folder, identityFile), join(coming, identityFile));
  nextEpoch(coming);
  swapIn(folder, now);
  return ok(report);
}
