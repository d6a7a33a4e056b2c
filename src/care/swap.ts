import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { identityFile } from '#sync/index.ts';
import { unmarkDamaged } from './faults.ts';
import { storeFiles, storeName } from './folder.ts';

/** Where a store and an identity are made ready that are to take the place of those in use. */
export const comingFolder = (folder: string): string => join(folder, 'coming');
/** Where stores lie that were taken out of use. */
export const asideFolder = (folder: string): string => join(folder, 'set-aside');
const plan = (folder: string): string => join(folder, 'swap.json');

/**
 * Puts what was made ready in the place of what is in use, all or nothing, whenever the power fails (CARE-13): before
 * its plan is on the disk nothing has changed; from then on `finishSwap` carries it to the end. The identity comes last:
 * no node writes with the old one into the new store.
 */
export function swapIn(folder: string, now: number): void {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  writeFileSync(`${plan(folder)}.new`, JSON.stringify({ stamp }), { flush: true });
  renameSync(`${plan(folder)}.new`, plan(folder));
  flush(folder);
  finishSwap(folder);
}

/** Goes on where a swap was when the power failed; does nothing where none was. Says whether it did something. */
export function finishSwap(folder: string): boolean {
  if (!existsSync(plan(folder))) return false;
  const { stamp } = JSON.parse(readFileSync(plan(folder), 'utf8')) as { stamp: string };
  const coming = comingFolder(folder);
  if (existsSync(join(coming, storeName))) {
    const aside = join(asideFolder(folder), stamp);
    mkdirSync(aside, { recursive: true });
    for (const name of storeFiles(storeName)) {
      if (existsSync(join(folder, name))) renameSync(join(folder, name), join(aside, name));
    }
    flush(folder);
    renameSync(join(coming, storeName), join(folder, storeName));
    flush(folder);
  }
  if (existsSync(join(coming, identityFile))) renameSync(join(coming, identityFile), join(folder, identityFile));
  flush(folder);
  rmSync(coming, { recursive: true, force: true });
  unmarkDamaged(folder);
  rmSync(plan(folder));
  flush(folder);
  return true;
}

function flush(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
