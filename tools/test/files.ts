import { spawn } from 'node:child_process';

/** What one test file came to. `output` is its TAP stream. */
export type FileResult = {
  readonly file: string;
  readonly isFine: boolean;
  readonly passed: number;
  readonly skipped: number;
  readonly seconds: number;
  readonly output: string;
};

/** Runs one test file in a process of its own. Nothing passed, or something skipped, is a failure. */
export async function runFile(file: string, environment: NodeJS.ProcessEnv): Promise<FileResult> {
  const began = performance.now();
  const { code, output } = await collect(['--test-reporter=tap', file], environment);
  const count = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const [passed, skipped] = [count('pass'), count('skipped') + count('todo')];
  const isFine = code === 0 && passed > 0 && skipped === 0;
  return { file, isFine, passed, skipped, seconds: (performance.now() - began) / 1000, output };
}

function collect(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output).toString() }));
  });
}

/** The failed tests of a TAP stream with what they say, without the passed ones. */
export function failuresIn(tap: string): string {
  const lines = tap.split('\n');
  const shown: string[] = [];
  let isShowing = false;
  for (const line of lines) {
    if (/^\s*(not )?ok \d+/.test(line)) isShowing = /^\s*not ok/.test(line);
    if (isShowing) shown.push(line);
  }
  return shown.slice(0, 400).join('\n');
}
