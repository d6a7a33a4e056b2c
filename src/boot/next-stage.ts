import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { identityFile } from '#sync/identity.ts';
import type { Settings } from '../settings.ts';
import { runningStage, type RunningStage } from './running.ts';
import type { Stage } from './stage.ts';
import { unsetStage } from './unset.ts';

/** The stage that the data folder calls for (BOOT-3). */
export async function nextStage(
  settings: Settings,
  web: (request: Request) => Response | Promise<Response>,
): Promise<Stage | RunningStage> {
  if (!existsSync(join(settings.folder, identityFile))) return unsetStage(settings, web);
  return runningStage(settings, web);
}
