import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Places } from './places.ts';
import type { Service } from './service-linux.ts';

const task = 'Tirek';
/** The account «Local Service»: few rights, no password, no network identity. */
const localService = 'S-1-5-19';
const system = 'S-1-5-18';
const administrators = 'S-1-5-32-544';

/**
 * On Windows a scheduled task that begins with the machine and is begun again when it ends. No service: Windows wants of a
 * service that it answers its control manager, which Node does not, and a wrapper would be one more program to trust.
 */
export function windowsService({ programs, data, isForAll }: Places, port: number): Service {
  return {
    name: 'task',
    start: (launcher) => {
      const file = join(programs, 'task.xml');
      mkdirSync(data, { recursive: true });
      writeFileSync(file, Buffer.from(`\uFEFF${taskXml(launcher, isForAll ? undefined : userHere())}`, 'utf16le'));
      if (isForAll) {
        const full = [system, administrators].map((sid) => `*${sid}:(OI)(CI)F`);
        const change = `*${localService}:(OI)(CI)M`;
        // What lies in ProgramData every user of the machine may read, unless it is taken from them.
        execFileSync('icacls', [data, '/inheritance:r', '/grant:r', ...full, change, '/Q'], { stdio: 'ignore' });
        execFileSync('icacls', [join(programs, 'releases'), '/grant', change, '/T', '/Q'], { stdio: 'ignore' });
        run('netsh', ['advfirewall', 'firewall', 'delete', 'rule', `name=${task}`]);
        const rule = ['dir=in', 'action=allow', 'protocol=TCP', `localport=${port}`, 'remoteip=localsubnet'];
        execFileSync('netsh', ['advfirewall', 'firewall', 'add', 'rule', `name=${task}`, ...rule], { stdio: 'ignore' });
      }
      run('schtasks', ['/End', '/TN', task]);
      execFileSync('schtasks', ['/Create', '/TN', task, '/XML', file, '/F'], { stdio: 'ignore' });
      execFileSync('schtasks', ['/Run', '/TN', task], { stdio: 'ignore' });
      rmSync(file, { force: true });
    },
    remove: () => {
      run('schtasks', ['/End', '/TN', task]);
      run('schtasks', ['/Delete', '/TN', task, '/F']);
      run('netsh', ['advfirewall', 'firewall', 'delete', 'rule', `name=${task}`]);
    },
  };
}

/** A user without an administrator's rights may have a task begin only at their own sign-in. */
function userHere(): string {
  const { username } = userInfo();
  const domain = process.env['USERDOMAIN'];
  return domain ? `${domain}\\${username}` : username;
}

/** The task that begins the launcher: with the machine, or where `user` is given when that one signs in. */
export function taskXml(launcher: string, user: string | undefined): string {
  const own = user === undefined ? '' : `<UserId>${escaped(user)}</UserId>`;
  const principal = own
    ? `${own}<LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel>`
    : `<UserId>${localService}</UserId><RunLevel>LeastPrivilege</RunLevel>`;
  const trigger = own
    ? `<LogonTrigger><Enabled>true</Enabled>${own}</LogonTrigger>`
    : '<BootTrigger><Enabled>true</Enabled></BootTrigger>';
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>Tirek, the digital school</Description></RegistrationInfo>
  <Triggers>${trigger}</Triggers>
  <Principals><Principal id="Author">${principal}</Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>5</Priority>
    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${escaped(`${launcher}\\node.exe`)}</Command>
      <Arguments>"${escaped(`${launcher}\\launcher-main.ts`)}"</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function run(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
  } catch {
    // What is not there need not be ended.
  }
}
