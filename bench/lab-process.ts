import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a program of this folder on one lab, in a process of its own, and answers with the JSON that it prints. */
export function inLabProcess<T>(program: string, lab: string, seeds: number): Promise<T> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), lab, String(seeds)]);
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(JSON.parse(said) as T);
      else reject(new Error(`${lab} ended with ${code}`));
    });
  });
}
