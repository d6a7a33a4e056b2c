import type { Log } from './log.ts';
import type { PlacedOp, Reader, Transaction } from './store.ts';
import { keysTable, stateTable } from './tables.ts';
import { decrypt, encrypt, type Keyring, type StoredKey } from './vault.ts';
import type { JobOutcome, WriteQueue } from './write-queue.ts';
import type { Randomness } from '#kernel/ids.ts';

type Needs = { readonly queue: WriteQueue; readonly keyring: Keyring; readonly randomness: Randomness };

/** Says, in the store, under which vault key the keys of persons lie: sealed with that very key. */
const markName = 'vault-mark';

/** LOG-20: seals the keys of all persons under another vault key, in one transaction with the mark that says so. */
export function rewrapperOf({ queue, keyring, randomness }: Needs): Pick<Log, 'rewrapKeys'> {
  const rewrap = async (tx: Transaction, vaultKey: Uint8Array): Promise<JobOutcome<void>> => {
    const rows = await tx.all<StoredKey>('select person, scope, n, sealed from log_keys');
    const next: StoredKey[] = [];
    for (const row of rows) {
      const key = keyring.keyOf(row.person);
      if (key) next.push({ ...row, sealed: encrypt(vaultKey, key, row.person, randomness) });
    }
    await tx.apply([
      ...next.map((row) => keyOp(row)),
      markOp(encrypt(vaultKey, Buffer.from('mark'), markName, randomness)),
    ]);
    // At once: a later job of the same flush already seals under it.
    return { answer: undefined, committed: () => undefined, undone: keyring.rewrapped(vaultKey, next) };
  };
  return { rewrapKeys: (vaultKey) => queue.add((tx) => rewrap(tx, vaultKey)) };
}

function keyOp(row: StoredKey): PlacedOp {
  return { target: keysTable, op: { op: 'upsert', table: 'log_keys', row }, origin: 0 };
}

function markOp(value: Uint8Array): PlacedOp {
  return { target: stateTable, op: { op: 'upsert', table: 'log_state', row: { name: markName, value } }, origin: 0 };
}

/** Whether the keys of persons in this store lie under this vault key. Asked after a stop in mid-change. */
export async function isWrappedUnder(store: Reader, vaultKey: Uint8Array): Promise<boolean> {
  const row = await store
    .get<{ value: Uint8Array }>('select value from log_state where name = ?', markName)
    .catch(() => undefined);
  return row !== undefined && decrypt(vaultKey, row.value, markName) !== undefined;
}
