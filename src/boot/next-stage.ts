import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { finishSwap, isMarkedDamaged, markDamaged } from '#care/index.ts';
import { systemClock } from '#kernel/time.ts';
import type { DiskLock } from '#lock/index.ts';
import { faultOf } from '#log/fault.ts';
import type { FaultKind } from '#log/store.ts';
import { identityFile } from '#sync/identity.ts';
import type { Settings } from '../settings.ts';
import { damagedStage } from './damaged.ts';
import { lockedStage } from './locked.ts';
import { runningStage, type RunningStage } from './running.ts';
import type { Stage } from './stage.ts';
import { unsetStage } from './unset.ts';

/** The stage that the data folder calls for (BOOT-3). */
export async function nextStage(
  settings: Settings,
  web: (request: Request) => Response | Promise<Response>,
  lock: DiskLock,
): Promise<Stage | RunningStage> {
  finishSwap(settings.folder);
  if (!existsSync(join(settings.folder, identityFile))) return unsetStage(settings, web, lock);
  if (lock.isOn() && !lock.secret()) return lockedStage(web, lock);
  if (isMarkedDamaged(settings.folder)) return damagedStage(settings, web, lock, 'damaged');
  try {
    return await runningStage(settings, web, lock);
  } catch (error) {
    const kind = openingFault(settings.folder, error);
    if (!kind) throw error;
    if (kind === 'damaged') markDamaged(settings.folder, systemClock.now());
    return damagedStage(settings, web, lock, kind);
  }
}

/** SQLite says of a read-only disk only that it cannot open a file there. */
function openingFault(folder: string, error: unknown): FaultKind | undefined {
  const kind = faultOf(error);
  if (kind !== 'failing') return kind;
  try {
    accessSync(folder, constants.W_OK);
    return kind;
  } catch (denied) {
    return faultOf(denied) ?? kind;
  }
}
