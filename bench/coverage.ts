import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { added, type Coverage } from '../src/rooms/scale/testing/replication.ts';
import { printTable } from './table.ts';

const sizes = [850, 300] as const;
const replications = Number(process.env['TIREK_BENCH_REPLICATIONS'] ?? 500);
const atOnce = 2;

/**
 * Simulated years with known truth, at the sizes that cells of the region have: how often intervals that promise 95 % have the truth
 * in them. Seeds are numbers, so any replication can be looked at by itself.
 */
export async function bench(): Promise<void> {
  const found = new Map<number, Coverage>();
  for (const size of sizes) {
    const parts = await Promise.all(Array.from({ length: atOnce }, (_, part) => partOf(size, part)));
    found.set(size, added(parts));
  }
  const rows = [...found].flatMap(([size, coverage]) => {
    return Object.entries(coverage).map(([name, { hit, of }]) => [
      `${name}, ${size} pupils`,
      of,
      ((100 * hit) / of).toFixed(2),
    ]);
  });
  printTable([`${replications} replications`, 'intervals', 'cover, %'], rows);
  const all = added([...found.values()]);
  const shares = (of: Coverage, ending: string): readonly (readonly [string, number])[] =>
    Object.entries(of).map(([name, { hit, of: count }]) => [name + ending, Math.round((1e4 * hit) / count) / 1e4]);
  const each = [...found].flatMap(([size, coverage]) => shares(coverage, `_${size}`));
  console.log(JSON.stringify(Object.fromEntries([...shares(all, ''), ...each])));
}

/** Every so-many-th replication, in a process of its own. */
function partOf(size: number, part: number): Promise<Coverage> {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, 'coverage-part.ts'),
    String(size),
    String(part),
    String(atOnce),
    String(replications),
  ]);
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(said) as Coverage) : reject(new Error(`part ended with ${code}`)),
    );
  });
}
