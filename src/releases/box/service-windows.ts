import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from './places.ts';
import type { Service } from './service-linux.ts';

const task = 'Tirek';
/** The account «Local Service»: few rights, no password, no network identity. */
const localService = 'S-1-5-19';

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
      writeFileSync(file, Buffer.from(`\uFEFF${taskXml(launcher, isForAll)}`, 'utf16le'));
      if (isForAll) {
        for (const folder of [data, join(programs, 'releases')])
          execFileSync('icacls', [folder, '/grant', `*${localService}:(OI)(CI)M`, '/T', '/Q'], { stdio: 'ignore' });
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

export function taskXml(launcher: string, isForAll: boolean): string {
  const principal = isForAll
    ? `<UserId>${localService}</UserId><RunLevel>LeastPrivilege</RunLevel>`
    : '<LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel>';
  const trigger = isForAll
    ? '<BootTrigger><Enabled>true</Enabled></BootTrigger>'
    : '<LogonTrigger><Enabled>true</Enabled></LogonTrigger>';
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
