import { copyFileSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { day } from '#kernel/time.ts';
import { faultKeys } from '#http/app.ts';
import {
  changeIdentity,
  identityFile,
  isIdentitySealed,
  keepIdentity,
  whoseFolder,
  type KeptIdentity,
} from '#sync/index.ts';
import type { ContainerHead } from './container.ts';
import { onCopies } from './copy-thread.ts';
import { roomOf, storeName } from './folder.ts';
import { comingFolder, swapIn } from './swap.ts';

/** So long the vault key of a backup is kept beside the one of now; the next opening seals what lies under it anew. */
const pastMilliseconds = 40 * day;

export type Restoring = {
  /** The data folder: one without an identity, or that of the node whose backup it is. */
  readonly folder: string;
  readonly file: string;
  /** age identities that may open it: that of the recovery code, or of the region's node. */
  readonly keys: readonly string[];
  readonly now: number;
  /** Takes one that has expired all the same: for who knows what that means. */
  readonly takesExpired?: boolean;
  /** The wake secret where the disk is locked, or is to be: the identity never lies there in clear. */
  readonly wake?: Uint8Array | undefined;
};

/**
 * Puts a node back from a backup that left the house (BAK-6): same id, next epoch, the keys that it has or had. Whatever is wrong with the
 * backup is said, and nothing is written then. What it comes to is decided by the folder alone at the next opening.
 */
export async function restoreBackup(restoring: Restoring): Promise<Result<ContainerHead, Refusal>> {
  const { folder, file, keys, now, takesExpired = false } = restoring;
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return refuse('care.restore.none', 404);
  const coming = comingFolder(folder);
  await rm(coming, { recursive: true, force: true });
  await mkdir(coming, { recursive: true });
  const refused = async (key: string, status: Refusal['status'], values?: Refusal['values']) => {
    await rm(coming, { recursive: true, force: true });
    return refuse(key, status, values);
  };
  const store = join(coming, storeName);
  if ((await roomOf(folder)).free < found.size * 2) return refused('care.restore.no-room', 507);
  const answer = await onCopies({ what: 'open', file, keys, to: store });
  if (answer.is === 'fault') return refused(faultKeys[answer.kind], 503);
  if (answer.is === 'refused') return refused(`care.restore.${answer.why}`, 422);
  if (answer.is !== 'opened') return refused('care.restore.damaged', 422);
  const { head, identity } = answer.container;
  const here = whoseFolder(folder);
  if (here && here.node !== head.node) return refused('care.restore.other', 409);
  if (head.until < now && !takesExpired) {
    return refused('care.restore.expired', 422, { date: new Date(head.until).toISOString().slice(0, 10) });
  }
  const epoch = Math.max(identity.epoch, here?.epoch ?? 0) + 1;
  await keepComing(restoring, identity, epoch);
  swapIn(folder, now);
  return ok(head);
}

/**
 * A folder that holds this node's identity keeps its keys, for they may be newer than the backup's, and its lock; the
 * vault key of then goes along, for the names in the store lie under it. Where they cannot be read the backup's come.
 */
async function keepComing({ folder, now, wake }: Restoring, identity: KeptIdentity, epoch: number): Promise<void> {
  const coming = comingFolder(folder);
  if (!whoseFolder(folder) || (isIdentitySealed(folder) && !wake)) {
    return keepIdentity(coming, { ...identity, epoch }, wake);
  }
  copyFileSync(join(folder, identityFile), join(coming, identityFile));
  await changeIdentity(coming, wake, (here) => {
    const past = { key: identity.vault, until: now + pastMilliseconds };
    const isOther = identity.vault !== here.vault;
    return { ...here, epoch, ...(isOther ? { pastVaults: [...(here.pastVaults ?? []), past] } : {}) };
  });
}
