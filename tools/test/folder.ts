import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** What statfs calls a file system that lies in memory (linux/magic.h, TMPFS_MAGIC). */
const tmpfsMagic = 0x0102_1994;
/** The tests of a whole run leave some hundred megabytes; the rest is for programs and browsers. */
const roomBytes = 6 * 1024 ** 3;

/**
 * A folder for all that the tests of a run write, removed with everything in it afterwards. In memory where there is
 * room, for thousands of flushes a minute are most of what slow disks make tests wait for; `npm run proof` uses the disk.
 */
export function folderOfRun(mayBeInMemory: boolean): string {
  const folder = mayBeInMemory ? folderInMemory() : undefined;
  const made = folder ?? mkdtempSync(join(tmpdir(), 'tirek-run-'));
  // The PostgreSQL of the tests runs as somebody else.
  chmodSync(made, 0o755);
  return made;
}

/** Nothing where memory is scarce or where no program may be started from it: the tests start some. */
function folderInMemory(): string | undefined {
  let made: string | undefined;
  try {
    const { type, bavail, bsize } = statfsSync(memory);
    if (type !== tmpfsMagic || bavail * bsize < roomBytes) return undefined;
    made = mkdtempSync(join(memory, 'tirek-run-'));
    const program = join(made, 'program');
    writeFileSync(program, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    if (spawnSync(program).status === 0) return made;
  } catch {
    // No such folder, or nobody may write there: the disk serves as well, only slower.
  }
  if (made) rmSync(made, { recursive: true, force: true });
  return undefined;
}
