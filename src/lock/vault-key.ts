import { join } from 'node:path';
import type { NodeIdentity } from '#kernel/node.ts';
import type { House } from '#http/house.ts';
import { isWrappedUnder } from '#log/rewrap.ts';
import type { Store } from '#log/store.ts';
import { changeIdentity, identityFile, readIdentity, tidyFile } from '#sync/index.ts';
import type { DiskLock } from './disk-lock.ts';
import { wakeFile } from './wake-file.ts';

/**
 * Changes the node's vault key (LOCK-6): the identity names the new key beside the old one, then the keys of persons are
 * sealed anew, then the old one goes. Whatever still lies on the disk under the old one opens with nothing any more.
 */
export async function changeVaultKey(house: House, lock: DiskLock): Promise<void> {
  const next = house.randomness.bytes(32);
  await lock.changeIdentity((kept) => ({ ...kept, nextVault: Buffer.from(next).toString('base64') }));
  await house.log.rewrapKeys(next);
  await lock.changeIdentity(({ nextVault, ...kept }) => (nextVault ? { ...kept, vault: nextVault } : kept));
}

/**
 * The identity of a folder, with the vault key under which this store's keys lie: after a stop in mid-change as well.
 * Only who has the store open may ask: it writes over what a stop left of the files of secrets.
 */
export async function settledIdentity(
  folder: string,
  store: Store,
  wake: Uint8Array | undefined,
): Promise<NodeIdentity> {
  for (const file of [identityFile, wakeFile]) tidyFile(join(folder, file));
  const self = readIdentity(folder, wake);
  if (!self.nextVaultKey) return self;
  const isNext = await isWrappedUnder(store, self.nextVaultKey);
  await changeIdentity(folder, wake, ({ nextVault, ...kept }) => {
    return isNext && nextVault ? { ...kept, vault: nextVault } : kept;
  });
  return readIdentity(folder, wake);
}
