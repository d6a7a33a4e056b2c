import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the folder of the releases: the process of the launcher that was started last. */
export const launcherPidFile = 'launcher.pid';

const patience = 40_000;

/** Ends the launcher of an installation that no service keeps, and waits until it has ended with its program. */
export async function endLauncher(programs: string): Promise<void> {
  const pid = pidOf(programs);
  if (!pid || !isLauncher(pid, programs)) return;
  process.kill(pid, 'SIGTERM');
  for (const began = Date.now(); isLauncher(pid, programs) && Date.now() - began < patience;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function pidOf(programs: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(programs, 'releases', launcherPidFile), 'utf8'));
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** After a restart of the machine the number may be another program's, which must not be ended. */
function isLauncher(pid: number, programs: string): boolean {
  try {
    const [, script = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return script.startsWith(join(programs, 'launcher-')) && script.endsWith('launcher-main.ts');
  } catch {
    return false;
  }
}
