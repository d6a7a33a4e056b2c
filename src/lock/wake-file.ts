import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '#kernel/time.ts';
import { replaceFile } from '#sync/index.ts';

/** A key that a device holds: an age identity whose recipient lies here. */
export type WakeKey = {
  readonly id: string;
  /** Whose device it is: `tablet:<id>` or `person:<id>`; never a name. */
  readonly holder: string;
  readonly recipient: string;
  /** The wake secret sealed to the recipient (age, base64); while the secret is changed, the old one and the new one. */
  readonly sealed: readonly string[];
  /** When the device got it. It asks for another each week, so this is also when the device was last seen. */
  readonly since: Instant;
};

/** `wake.json`: with what the lock of the disk is opened. Nothing in it opens anything. */
export type WakeFile = {
  /** The recovery code's recipient, and the wake secret sealed to it where the disk is locked. */
  readonly recovery?: { readonly recipient: string; readonly since: Instant; readonly sealed: readonly string[] };
  readonly keys: readonly WakeKey[];
};

/** The name of the file beside the identity. */
export const wakeFile = 'wake.json';

export function readWakeFile(folder: string): WakeFile {
  const file = join(folder, wakeFile);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as WakeFile) : { keys: [] };
}

export function writeWakeFile(folder: string, wake: WakeFile): void {
  replaceFile(join(folder, wakeFile), JSON.stringify(wake, null, 2));
}

/** The age recipient of this node's recovery code, to which its backups are sealed; undefined where it has no code. */
export function recoveryRecipient(folder: string): string | undefined {
  return readWakeFile(folder).recovery?.recipient;
}
