import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { faultIn, finishSwap, isMarkedDamaged, markDamaged } from '#care/index.ts';
import { systemClock } from '#kernel/time.ts';
import type { DiskLock } from '#lock/index.ts';
import { faultOf } from '#log/fault.ts';
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
    const said = faultOf(error);
    if (!said) throw error;
    const kind = faultIn(settings.folder, said);
    if (kind === 'damaged') markDamaged(settings.folder, systemClock.now());
    return damagedStage(settings, web, lock, kind);
  }
}
