import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Places } from './places.ts';
import { endLauncher } from './running-launcher.ts';

/** How the launcher is kept running; `stop` and `remove` leave the data alone. */
export type Service = {
  readonly name: 'systemd' | 'systemd-user' | 'autostart' | 'task';
  /** Makes it known to the system and starts it, or starts it anew where the launcher has changed. */
  readonly start: (launcher: string) => Promise<void> | void;
  readonly remove: () => Promise<void> | void;
};

/** The account of the service: it owns the data and the releases, and nothing else. */
const account = 'tirek';

export function linuxService(places: Places): Service {
  if (places.isForAll && existsSync('/run/systemd/system')) return systemService(places);
  if (!process.env['TIREK_INSTALL_TO'] && hasUserSystemd()) return userService();
  return autostart(places);
}

/** REL-16: no rights but the one port, no sight of anybody's home, one place to write. */
export function unitText(
  { programs, data, isForAll }: Pick<Places, 'programs' | 'data' | 'isForAll'>,
  launcher: string,
): string {
  const own = isForAll
    ? [
        `User=${account}`,
        `Group=${account}`,
        'AmbientCapabilities=CAP_NET_BIND_SERVICE',
        'CapabilityBoundingSet=CAP_NET_BIND_SERVICE',
        'ProtectSystem=strict',
        'ProtectHome=true',
        `ReadWritePaths=${data} ${programs}/releases`,
        'PrivateTmp=true',
        'PrivateDevices=true',
        'ProtectKernelTunables=true',
        'ProtectKernelModules=true',
        'ProtectControlGroups=true',
        'RestrictNamespaces=true',
        'RestrictSUIDSGID=true',
      ]
    : [];
  return [
    '[Unit]',
    'Description=Tirek, the digital school',
    'After=network.target',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    `ExecStart="${launcher}/node" "${launcher}/launcher-main.ts"`.replaceAll('%', '%%'),
    'Restart=always',
    'RestartSec=3',
    'TimeoutStopSec=40',
    'KillMode=mixed',
    'LimitNOFILE=65536',
    'NoNewPrivileges=true',
    'LockPersonality=true',
    'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK',
    ...own,
    '',
    '[Install]',
    `WantedBy=${isForAll ? 'multi-user.target' : 'default.target'}`,
    '',
  ].join('\n');
}

function systemService(places: Places): Service {
  const unit = '/etc/systemd/system/tirek.service';
  return {
    name: 'systemd',
    start: (launcher) => {
      try {
        execFileSync('id', [account], { stdio: 'ignore' });
      } catch {
        execFileSync('useradd', [
          '--system',
          '--user-group',
          '--home-dir',
          places.data,
          '--shell',
          '/usr/sbin/nologin',
          account,
        ]);
      }
      mkdirSync(places.data, { recursive: true });
      chmodSync(places.data, 0o700);
      execFileSync('chown', ['-R', `${account}:${account}`, places.data, join(places.programs, 'releases')]);
      writeFileSync(unit, unitText(places, launcher));
      execFileSync('systemctl', ['daemon-reload']);
      execFileSync('systemctl', ['enable', 'tirek.service'], { stdio: 'ignore' });
      execFileSync('systemctl', ['restart', 'tirek.service']);
    },
    remove: () => {
      run('systemctl', ['disable', '--now', 'tirek.service']);
      rmSync(unit, { force: true });
      run('systemctl', ['daemon-reload']);
    },
  };
}

function userService(): Service {
  const folder = join(homedir(), '.config', 'systemd', 'user');
  const unit = join(folder, 'tirek.service');
  return {
    name: 'systemd-user',
    start: (launcher) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(unit, unitText({ programs: '', data: '', isForAll: false }, launcher));
      // Without it the program ends when the user signs out; where it is not allowed, so be it.
      run('loginctl', ['enable-linger']);
      execFileSync('systemctl', ['--user', 'daemon-reload']);
      execFileSync('systemctl', ['--user', 'enable', 'tirek.service'], { stdio: 'ignore' });
      execFileSync('systemctl', ['--user', 'restart', 'tirek.service']);
    },
    remove: () => {
      run('systemctl', ['--user', 'disable', '--now', 'tirek.service']);
      rmSync(unit, { force: true });
    },
  };
}

/** Without systemd: now, and when its user signs in. */
function autostart({ programs }: Places): Service {
  const folder = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'autostart');
  const entry = join(folder, 'tirek.desktop');
  return {
    name: 'autostart',
    start: async (launcher) => {
      await endLauncher(programs);
      mkdirSync(folder, { recursive: true });
      const command = `"${launcher}/node" "${launcher}/launcher-main.ts"`;
      writeFileSync(
        entry,
        `[Desktop Entry]\nType=Application\nName=Tirek\nExec=${command}\nX-GNOME-Autostart-enabled=true\n`,
      );
      const log = openSync(join(programs, 'launcher.log'), 'a');
      spawn(join(launcher, 'node'), [join(launcher, 'launcher-main.ts')], {
        detached: true,
        stdio: ['ignore', log, log],
      }).unref();
    },
    remove: async () => {
      await endLauncher(programs);
      rmSync(entry, { force: true });
    },
  };
}

function hasUserSystemd(): boolean {
  return run('systemctl', ['--user', 'show-environment']);
}

function run(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
