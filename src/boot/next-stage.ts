import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { finishSwap } from '#care/index.ts';
import type { DiskLock } from '#lock/index.ts';
import { identityFile } from '#sync/identity.ts';
import type { Settings } from '../settings.ts';
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
  return runningStage(settings, web, lock);
}
