import { rename } from 'node:fs/promises';

/** On Windows a scanner holds what was just written for a moment. */
const heldCodes: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const tries = 100;
const pause = 100;

/** Renames in one step; on Windows it is tried again for ten seconds where somebody else has the place open. */
export async function renameFirmly(from: string, to: string): Promise<void> {
  for (let left = process.platform === 'win32' ? tries : 0; ; left--) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (left === 0 || !heldCodes.has((error as NodeJS.ErrnoException).code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
