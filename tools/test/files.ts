import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What one test file came to. `failures` is what its failed tests say. */
export type FileResult = {
  readonly file: string;
  readonly isFine: boolean;
  readonly passed: number;
  readonly skipped: number;
  readonly seconds: number;
  readonly failures: string;
};

const program = join(import.meta.dirname, 'together.ts');

/**
 * Runs test files one after another in one process of their own. A file of which nothing passed or something was skipped
 * has failed; so has each one where the process does not end well and no test says why.
 */
export async function runFiles(
  files: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<readonly FileResult[]> {
  const { code, output } = await collect(['--test-reporter=tap', program, ...files], environment);
  const sections = output.split(/^# Subtest: (?=\S)/m);
  const results = files.map((file) => readSection(file, sections.find((each) => each.startsWith(`${file}\n`)) ?? ''));
  const isTold = code === 0 || results.some(({ failures }) => failures !== '');
  return results.map((result) => {
    if (result.isFine && isTold) return result;
    const why = `${result.passed} passed, ${result.skipped} skipped, and the process ended with ${code}`;
    return { ...result, isFine: false, failures: result.failures || why };
  });
}

/** A file's section in a TAP stream: its tests, and its own line without an indent. */
function readSection(file: string, tap: string): FileResult {
  const passed = tap.match(/^ +ok \d+ (?!.* # (?:SKIP|TODO)).*\n +---\n +duration_ms: .*\n +type: 'test'$/gm) ?? [];
  const skipped = tap.match(/^ +(?:not )?ok \d+ .* # (?:SKIP|TODO)/gm) ?? [];
  const [, hasFailed, milliseconds] = /^(not )?ok \d+ - .*\n +---\n +duration_ms: ([\d.]+)/m.exec(tap) ?? [];
  const isFine = milliseconds !== undefined && !hasFailed && passed.length > 0 && skipped.length === 0;
  return {
    file,
    isFine,
    passed: passed.length,
    skipped: skipped.length,
    seconds: Number(milliseconds ?? 0) / 1000,
    failures: failuresIn(tap),
  };
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
function failuresIn(tap: string): string {
  const lines = tap.split('\n');
  const shown: string[] = [];
  let isShowing = false;
  for (const line of lines) {
    if (/^\s*(not )?ok \d+/.test(line)) isShowing = /^\s*not ok/.test(line);
    if (isShowing) shown.push(line);
  }
  return shown.slice(0, 400).join('\n');
}
