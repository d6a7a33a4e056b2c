import { join } from 'node:path';
import type { Randomness } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { day } from '#kernel/time.ts';
import type { House } from '#http/house.ts';
import { isWrappedUnder, rewrapKeys } from '#log/rewrap.ts';
import type { Store } from '#log/store.ts';
import { changeIdentity, identityFile, readIdentity, tidyFile, type PastVault } from '#sync/index.ts';
import type { DiskLock } from './disk-lock.ts';
import { wakeFile } from './wake-file.ts';

/**
 * Vault keys of before stay for so long, so that a copy of the store that is put back is readable: the copies beside it
 * are at most 28 days old.
 */
const pastMilliseconds = 40 * day;

/**
 * Has the vault key changed (LOCK-6): the identity names the next one, and the node opens anew, which seals the keys of
 * persons under it before anything is served.
 */
export async function changeVaultKey(house: House, lock: DiskLock): Promise<void> {
  const next = Buffer.from(house.randomness.bytes(32)).toString('base64');
  await lock.changeIdentity((kept) => ({ ...kept, nextVault: next }));
  house.again('vault-key');
}

/**
 * The identity of a folder, with the vault key under which this store's keys lie. Carries a change of the vault key out,
 * or to its end after a stop in the middle; a copy of the store from before a change is opened by the key of then. Only
 * who has the store open may ask: what a stop left of the files of secrets is written over.
 */
export async function settledIdentity(
  folder: string,
  store: Store,
  wake: Uint8Array | undefined,
  { now, randomness }: { readonly now: number; readonly randomness: Randomness },
): Promise<NodeIdentity> {
  for (const file of [identityFile, wakeFile]) tidyFile(join(folder, file));
  const { vaultKey, nextVaultKey, pastVaultKeys = [] } = readIdentity(folder, wake);
  const known = [vaultKey, ...(nextVaultKey ? [nextVaultKey] : []), ...pastVaultKeys];
  const fitting = await firstFitting(store, known);
  if (fitting && nextVaultKey && fitting !== nextVaultKey) await rewrapKeys(store, fitting, nextVaultKey, randomness);
  const chosen = base64(nextVaultKey ?? fitting ?? vaultKey);
  if (chosen === base64(vaultKey) && !nextVaultKey) return readIdentity(folder, wake);
  await changeIdentity(folder, wake, (kept) => {
    const { nextVault, vault, pastVaults = [], ...same } = kept;
    const left = nextVault && nextVault !== chosen ? [nextVault, vault] : [vault];
    const past: PastVault[] = [...pastVaults, ...left.map((key) => ({ key, until: now + pastMilliseconds }))];
    const still = past.filter(({ key, until }) => key !== chosen && until > now);
    return { ...same, vault: chosen, ...(still.length > 0 ? { pastVaults: still } : {}) };
  });
  return readIdentity(folder, wake);
}

async function firstFitting(store: Store, keys: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
  for (const key of keys) if (await isWrappedUnder(store, key)) return key;
  return undefined;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
