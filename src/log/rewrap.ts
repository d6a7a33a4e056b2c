import type { Randomness } from '#kernel/ids.ts';
import type { PlacedOp, Reader, Store } from './store.ts';
import { keysTable } from './tables.ts';
import { decrypt, encrypt, type StoredKey } from './vault.ts';

/**
 * LOG-20: seals the keys of all persons in a store, which no log has open, under another vault key: all of them in one
 * transaction, or none. A key that `from` does not open stays as it is.
 */
export async function rewrapKeys(
  store: Store,
  from: Uint8Array,
  to: Uint8Array,
  randomness: Randomness,
): Promise<void> {
  await store.transaction(async (tx) => {
    const rows = await tx.all<StoredKey>('select person, scope, n, sealed from log_keys');
    const ops = rows.flatMap((row): PlacedOp[] => {
      const key = decrypt(from, row.sealed, row.person);
      if (!key) return [];
      const sealed = encrypt(to, key, row.person, randomness);
      return [{ target: keysTable, op: { op: 'upsert', table: 'log_keys', row: { ...row, sealed } }, origin: 0 }];
    });
    await tx.apply(ops);
  });
}

/** Whether the keys of persons in this store lie under this vault key; a store without any is under each. */
export async function isWrappedUnder(store: Reader, vaultKey: Uint8Array): Promise<boolean> {
  // A store that no log has opened yet has no tables.
  const row = await store
    .get<Pick<StoredKey, 'person' | 'sealed'>>('select person, sealed from log_keys limit 1')
    .catch(() => undefined);
  return row === undefined || decrypt(vaultKey, row.sealed, row.person) !== undefined;
}
