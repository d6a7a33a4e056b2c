import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '#kernel/time.ts';

/** The node's own log: keys, ids and stacks, never a name or what somebody typed (CARE-25). */
export interface LogFile {
  write(line: string): void;
}

const largest = 2 * 1024 * 1024;
const mostFiles = 5;
const oldest = 60 * day;
const current = 'tirek.log';

/**
 * Appends lines to `<folder>/logs/tirek.log`; a full file is put aside under its day, and of those the newest four stay,
 * none for longer than 60 days. A disk that takes nothing loses lines, and nothing else.
 */
export function logFileIn(folder: string, now: () => number): LogFile {
  const place = join(folder, 'logs');
  const write = (line: string): void => {
    try {
      mkdirSync(place, { recursive: true });
      const file = join(place, current);
      if (sizeOf(file) > largest) putAside(place, now());
      appendFileSync(file, `${new Date(now()).toISOString()} ${line.replaceAll('\n', '\n  ')}\n`, { mode: 0o600 });
    } catch {
      // What cannot be written down is shown on the page all the same.
    }
  };
  return { write };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function putAside(place: string, now: number): void {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  renameSync(join(place, current), join(place, `tirek-${stamp}.log`));
  const aside = readdirSync(place)
    .filter((name) => name.startsWith('tirek-'))
    .toSorted()
    .toReversed();
  for (const [n, name] of aside.entries()) {
    const isOld = now - statSync(join(place, name)).mtimeMs > oldest;
    if (n >= mostFiles - 1 || isOld) rmSync(join(place, name), { force: true });
  }
}
