import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a small file of secrets in the place of the one before it, durable when it answers, readable for its owner alone:
 * a power cut leaves the old one or the new one. The old bytes are written over before they are let go; a flash disk may
 * keep them all the same, out of reach of the file system.
 */
export function replaceFile(file: string, text: string): void {
  const [fresh, old] = [`${file}.new`, `${file}.old`];
  writeFileSync(fresh, text, { mode: 0o600, flush: true });
  rmSync(old, { force: true });
  if (existsSync(file)) keepAside(file, old);
  renameSync(fresh, file);
  flushFolder(dirname(file));
  if (existsSync(old)) writeOver(old);
  rmSync(old, { force: true });
}

/** Writes over and removes what a power cut left of an earlier `replaceFile`. */
export function tidyFile(file: string): void {
  for (const left of [`${file}.new`, `${file}.old`]) {
    if (!existsSync(left)) continue;
    if (statSync(left).nlink === 1) writeOver(left);
    rmSync(left, { force: true });
  }
}

/** Some file systems of sticks have no hard links: there the old bytes are let go as they are. */
function keepAside(file: string, old: string): void {
  try {
    linkSync(file, old);
  } catch {
    rmSync(old, { force: true });
  }
}

function writeOver(file: string): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, randomBytes(statSync(file).size));
  fsyncSync(handle);
  closeSync(handle);
}

/** Windows has no handle of a folder; its file system writes the renaming down by itself. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
