import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * V8 keeps garbage as long as the machine seems to have memory for it. These keep a school node below 200 MB under
 * load (bench `answers`) without a limit at which it would fall over.
 */
export const memoryFlags = ['--max-semi-space-size=4', '--heap-growing-percent=15'] as const;

export type NodeProcess = { readonly child: ChildProcess; readonly address: string; readonly port: number };

/** Starts `tirek node` in a process of its own; resolves when it listens. It ends when this process does. */
export function startNodeProcess(
  folder: string,
  environment: Readonly<Record<string, string>>,
  say: (line: string) => void = console.log,
): Promise<NodeProcess> {
  const program = join(import.meta.dirname, 'main.ts');
  const env = { ...process.env, TIREK_PORT: '0', ...environment, TIREK_DATA: folder, TIREK_WITH_PARENT: '1' };
  const child = spawn(process.execPath, [...memoryFlags, program, 'node'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the node in ${folder} ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, address, port] = /^listening (.*:(\d+))$/.exec(line) ?? [];
      if (address) resolve({ child, address, port: Number(port) });
      else say(line);
    });
  });
}

/** Tells a node's process to stop; resolves when it has. */
export async function stopNodeProcess({ child }: NodeProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
