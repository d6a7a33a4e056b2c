import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from '../src/cli/build-web.ts';
import { startNodeProcess, stopNodeProcess } from '../src/cli/node-process.ts';
import { median, printJson, printTable } from './table.ts';
import { aSchoolWithAYear } from './year.ts';

const rounds = 5;

/**
 * A school node with a year of records is started cold, as after a power cut: from the start of its process to the whole
 * of its first answer. The compiled program is on the disk, as after any earlier start; what the system keeps of files in
 * memory is dropped before each round where this user may do so.
 */
export async function bench(): Promise<void> {
  await buildWeb();
  const { folder, records } = await aSchoolWithAYear();
  const empty: number[] = [];
  const bare: number[] = [];
  const listening: number[] = [];
  const answered: number[] = [];
  // The first start of a copied folder finds its write-ahead log and writes the compiled program.
  await start(folder);
  let isCold = true;
  for (let round = 0; round < rounds; round++) {
    isCold = dropCaches();
    empty.push(timed(() => execFileSync(process.execPath, ['-e', '0'])));
    dropCaches();
    const program = join(import.meta.dirname, 'bare-open.ts');
    bare.push(timed(() => execFileSync(process.execPath, [program, join(folder, 'node.db')])));
    dropCaches();
    const { ready, first } = await start(folder);
    listening.push(ready);
    answered.push(first);
  }
  rmSync(folder, { recursive: true, force: true });
  printTable(
    [`cold start, ${records} records`, 'ms'],
    [
      ['node -e 0', median(empty)],
      ['node and the same SQLite file, one row', median(bare)],
      ['tirek node: listens', median(listening)],
      ['tirek node: first answer', median(answered)],
    ],
  );
  if (!isCold) console.log('Not as root: what the system kept of files in memory could not be dropped.');
  printJson({
    ms: median(answered),
    listening_ms: median(listening),
    empty_node_ms: median(empty),
    bare_sqlite_ms: median(bare),
    is_cold: isCold ? 1 : 0,
  });
}

async function start(folder: string): Promise<{ ready: number; first: number }> {
  const began = performance.now();
  const node = await startNodeProcess(folder, {});
  const ready = performance.now() - began;
  const answer = await fetch(`${node.address}/api/people/school`);
  await answer.arrayBuffer();
  const first = performance.now() - began;
  if (!answer.ok) throw new Error(`the first answer was ${answer.status}`);
  await stopNodeProcess(node);
  return { ready, first };
}

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** Whether the system let go of what it kept of files in memory: root may ask it to, on Linux. */
function dropCaches(): boolean {
  try {
    execFileSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}
