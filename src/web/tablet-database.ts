import { openDB } from 'idb';
import type { TabletDatabase, TabletSchema } from './outbox/idb-store.ts';

/** Opens what this origin keeps on the tablet. Throws where the browser keeps nothing. */
export async function openTabletDatabase(): Promise<TabletDatabase> {
  const db = await openDB<TabletSchema>('tirek', 1, {
    upgrade(fresh) {
      const entries = fresh.createObjectStore('entries', { keyPath: ['tablet', 'n'] });
      entries.createIndex('by-state', ['tablet', 'state', 'n']);
      entries.createIndex('by-person', ['person', 'state']);
      fresh.createObjectStore('facts');
      fresh.createObjectStore('kept').createIndex('by-used', 'used');
    },
    // A newer page in another window has to be let through.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
  // Only an origin with a secure context may ask for it; elsewhere the browser decides what it drops when it is full.
  void navigator.storage?.persist?.().catch(() => undefined);
  return db;
}
