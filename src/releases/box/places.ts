import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a program and its data lie. `isForAll`: for the machine, started with it; else for one user. */
export type Places = { readonly programs: string; readonly data: string; readonly isForAll: boolean };

/**
 * The folders of an installation (REL-16): the program apart from the data. `to`, from TIREK_INSTALL_TO, puts both below a
 * folder of one's own.
 */
export function placesHere(to: string | undefined): Places {
  if (to) return { programs: join(to, 'program'), data: join(to, 'data'), isForAll: false };
  const isAdmin = isAdministrator();
  if (process.platform === 'win32') {
    const [programs, data] = isAdmin
      ? [process.env['ProgramFiles'] ?? 'C:\\Program Files', process.env['ProgramData'] ?? 'C:\\ProgramData']
      : [join(homedir(), 'AppData', 'Local', 'Programs'), join(homedir(), 'AppData', 'Local')];
    return { programs: join(programs, 'Tirek'), data: join(data, isAdmin ? 'Tirek' : 'TirekData'), isForAll: isAdmin };
  }
  if (isAdmin) return { programs: '/opt/tirek', data: '/var/lib/tirek', isForAll: true };
  const own = join(homedir(), '.local');
  return { programs: join(own, 'opt', 'tirek'), data: join(own, 'share', 'tirek'), isForAll: false };
}

function isAdministrator(): boolean {
  if (process.platform !== 'win32') return process.getuid?.() === 0;
  try {
    // The level of this process: «high» and «system» have an administrator's rights. It needs no service to be running.
    const groups = execFileSync('whoami', ['/groups'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /S-1-16-(12288|16384)/.test(groups);
  } catch {
    return false;
  }
}
