import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeIdentity } from '#kernel/node.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { day } from '#kernel/time.ts';
import { faultKeys } from '#http/app.ts';
import { recoveryRecipient } from '#lock/index.ts';
import { exportIdentity } from '#sync/index.ts';
import type { Backups } from './backups.ts';
import type { ContainerHead } from './container.ts';
import { onCopies } from './copy-thread.ts';
import { backupFolder, flushedAlong, settle } from './folder.ts';

/** So long is a backup that left the house good: after it the keys of persons in it are nobody's any more by rule (BAK-7). */
export const backupLifetime = 180 * day;

export type LeavingNeeds = {
  readonly folder: string;
  readonly self: NodeIdentity;
  readonly backups: Backups;
  readonly regionAge: () => string | undefined;
};

export type LeftBackup = { readonly name: string; readonly file: string; readonly head: ContainerHead };

/** Makes a fresh copy of the store and seals it, with the node's identity, into one file in a folder (BAK-1). */
export async function makeLeaving(
  { folder, self, backups, regionAge }: LeavingNeeds,
  target: string,
  now: number,
): Promise<Result<LeftBackup, Refusal>> {
  const recipients = [recoveryRecipient(folder), regionAge()].filter((each) => each !== undefined);
  if (recipients.length === 0) return refuse('care.backup-nobody', 409);
  const copied = await backups.make(now);
  if (!copied.ok) return copied;
  const { name: copy, bytes, records, newest } = copied.value;
  const { node, epoch, school } = self;
  const head = {
    node,
    epoch,
    school,
    at: Math.max(now, newest),
    until: now + backupLifetime,
    records,
    storeBytes: bytes,
  };
  const name = `tirek-${school ?? node}-${new Date(now).toISOString().slice(0, 10)}.tirek-backup`;
  const file = join(target, name);
  await mkdir(target, { recursive: true });
  const sealing = { copy: join(backupFolder(folder), copy), identity: exportIdentity(self), head, recipients };
  const answer = await flushedAlong(`${file}.part`, onCopies({ what: 'seal', file: `${file}.part`, sealing }));
  if (answer.is !== 'sealed') {
    await rm(`${file}.part`, { force: true });
    return refuse(answer.is === 'fault' ? faultKeys[answer.kind] : 'care.backup-damaged', 503);
  }
  await settle(`${file}.part`, file);
  return ok({ name, file, head });
}
