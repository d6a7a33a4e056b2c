import type { TabletDatabase } from './outbox/idb-store.ts';

/** Bounds what is kept to be at hand without a server: lessons and their pictures of some weeks. */
const maxKept = 1500;
const lastUseMilliseconds = 60 * 24 * 3600 * 1000;

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
  /** Lets go of what nobody has used for long. */
  tidy(now: number): Promise<void>;
};

export function keptThings(db: TabletDatabase, now: () => number): KeptThings {
  const keep: KeptThings['keep'] = async (key, value) => {
    await db.put('kept', { value, used: now() }, key).catch(() => undefined);
  };
  const find = async <T>(key: string): Promise<T | undefined> => (await db.get('kept', key))?.value as T | undefined;
  const has: KeptThings['has'] = async (key) => (await db.getKey('kept', key)) !== undefined;
  const tidy: KeptThings['tidy'] = async (at) => {
    const work = db.transaction('kept', 'readwrite');
    let tooMany = (await work.store.count()) - maxKept;
    const oldest = work.store.index('by-used').iterate();
    for await (const cursor of oldest) {
      if (tooMany <= 0 && cursor.value.used > at - lastUseMilliseconds) break;
      await cursor.delete();
      tooMany--;
    }
    await work.done;
  };
  return { find, has, keep, drop: (key) => db.delete('kept', key), tidy };
}
