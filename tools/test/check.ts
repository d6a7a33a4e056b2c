import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkWords } from './words.ts';

type Check = { readonly name: string; readonly run: () => Promise<boolean> };

const bin = (name: string): string => join('node_modules', '.bin', name);

function program(name: string, file: string, args: readonly string[]): Check {
  const run = (): Promise<boolean> => {
    return new Promise((resolve) => {
      const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      const output: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
      child.on('close', (code) => {
        if (code !== 0) console.log(Buffer.concat(output).toString());
        resolve(code === 0);
      });
    });
  };
  return { name, run };
}

const checks: readonly Check[] = [
  program('types', bin('tsc'), ['-p', '.']),
  program('lint', bin('oxlint'), ['--deny-warnings', 'src', 'tools', 'bench', 'e2e']),
  program('format', bin('oxfmt'), ['--check', 'src', 'tools', 'bench', 'e2e']),
  program('unused code', bin('knip'), ['--no-progress']),
  { name: 'words', run: () => Promise.resolve(checkWords()) },
];

/** `npm run check`: answers with 0 when everything holds. */
export async function runChecks(): Promise<number> {
  let failed = 0;
  for (const { name, run } of checks) {
    const began = Date.now();
    const isFine = await run();
    console.log(`${isFine ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    if (!isFine) failed++;
  }
  return failed === 0 ? 0 : 1;
}
