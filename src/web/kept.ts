import { openDB, type DBSchema } from 'idb';

/** Bounds what is kept to be at hand without a server: lessons and their pictures of some weeks. */
const maxKept = 1500;
const lastUseMilliseconds = 60 * 24 * 3600 * 1000;

type KeptSchema = DBSchema & {
  things: { key: string; value: { readonly value: unknown; readonly used: number }; indexes: { 'by-used': number } };
};

/**
 * What the tablet keeps so that pupils can go on without a server: class lists, assigned lessons, their pictures and
 * sounds, and a pupil's progress. Keys begin with what it is: `lesson:<file>`, `today:<person>`.
 */
export type KeptThings = {
  find<T>(key: string): Promise<T | undefined>;
  has(key: string): Promise<boolean>;
  /** Failing to keep (a full disk) is no error: it can be fetched again. */
  keep(key: string, value: unknown): Promise<void>;
  drop(key: string): Promise<void>;
};

export async function openKeptThings(now: () => number): Promise<KeptThings> {
  const db = await openDB<KeptSchema>('tirek-kept', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('things').createIndex('by-used', 'used'),
    // A newer page in another window has to be let through.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
  /** Lets go of what nobody has used for long. */
  const tidy = async (): Promise<void> => {
    const work = db.transaction('things', 'readwrite');
    let tooMany = (await work.store.count()) - maxKept;
    for await (const cursor of work.store.index('by-used').iterate()) {
      if (tooMany <= 0 && cursor.value.used > now() - lastUseMilliseconds) break;
      await cursor.delete();
      tooMany--;
    }
    await work.done;
  };
  setTimeout(() => void tidy().catch(() => undefined), 60_000);
  return {
    find: async <T>(key: string) => (await db.get('things', key).catch(() => undefined))?.value as T | undefined,
    has: async (key) => (await db.getKey('things', key)) !== undefined,
    keep: async (key, value) => void (await db.put('things', { value, used: now() }, key).catch(() => undefined)),
    drop: (key) => db.delete('things', key),
  };
}
