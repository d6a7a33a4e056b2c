import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Notebook } from '../model/notebook.ts';
import type { Action } from '../model/world.ts';

/** What this tablet has of a work: all of it, until the region had it for long. */
export type StoredWork = {
  readonly work: string;
  readonly person: string;
  readonly lab: string;
  readonly version: number;
  readonly task: string;
  readonly key: string;
  readonly isReal: boolean;
  /** Under it everything goes up, whoever uses the tablet then. */
  readonly credential: string;
  readonly beganAt: number;
  readonly notebook: Notebook;
  readonly step: string;
  /** Counts what was noted; the notebook with this turn has gone into the outbox. */
  readonly turn: number;
  readonly isNoteSent: boolean;
  /** Up to this action everything has become runs in the outbox. */
  readonly cut: number;
  readonly isBriefed: boolean;
  readonly isHandedIn: boolean;
  /** The name of who works with them; empty or absent for who works alone. */
  readonly partner?: string;
};

type Schema = DBSchema & {
  works: { key: string; value: StoredWork; indexes: { person: string } };
  actions: { key: [string, number]; value: { readonly work: string; readonly n: number; readonly action: Action } };
};

export type BenchStore = {
  find(work: string): Promise<StoredWork | undefined>;
  ofPerson(person: string): Promise<readonly StoredWork[]>;
  actions(work: string, after?: number): Promise<readonly Action[]>;
  /** Durable when resolved (LAB-6): the screen shows a deed only then. */
  put(work: StoredWork, action?: Action): Promise<void>;
  /** Takes a work as the school has it, in place of what this tablet had of it (LAB-21). */
  takeOver(work: StoredWork, actions: readonly Action[]): Promise<void>;
};

/** Nobody waits for the tidying; where a page is left before, the next one tidies. */
const tidyMilliseconds = 10_000;
const keptFor = 60 * 24 * 3600 * 1000;

/** LAB-6: the store of this origin's benches, beside the outbox, because its rows are read again and the outbox's never. */
export async function openBenchStore(now: number): Promise<BenchStore> {
  const db = await openDB<Schema>('tirek-labs', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('works', { keyPath: 'work' }).createIndex('person', 'person');
      fresh.createObjectStore('actions', { keyPath: ['work', 'n'] });
    },
    // A newer page in another window has to be let through.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
  setTimeout(() => void tidied(db, now).catch(() => undefined), tidyMilliseconds);
  return {
    find: (work) => db.get('works', work),
    ofPerson: (person) => db.getAllFromIndex('works', 'person', person),
    actions: async (work, after = 0) => {
      const rows = await db.getAll('actions', IDBKeyRange.bound([work, after + 1], [work, Infinity]));
      return rows.map(({ action }) => action);
    },
    put: async (work, action) => {
      const writing = db.transaction(['works', 'actions'], 'readwrite', { durability: 'strict' });
      await writing.objectStore('works').put(work);
      if (action) await writing.objectStore('actions').put({ work: work.work, n: action.n, action });
      await writing.done;
    },
    takeOver: async (work, all) => {
      const writing = db.transaction(['works', 'actions'], 'readwrite', { durability: 'strict' });
      await writing.objectStore('works').put(work);
      const kept = writing.objectStore('actions');
      await kept.delete(IDBKeyRange.bound([work.work, 0], [work.work, Infinity]));
      for (const action of all) await kept.put({ work: work.work, n: action.n, action });
      await writing.done;
    },
  };
}

/** Lets go of what was handed in long ago; the outbox and the school have it. */
async function tidied(db: IDBPDatabase<Schema>, now: number): Promise<void> {
  const old = (await db.getAll('works')).filter((each) => each.isHandedIn && each.beganAt < now - keptFor);
  for (const { work } of old) {
    await db.delete('actions', IDBKeyRange.bound([work, 0], [work, Infinity]));
    await db.delete('works', work);
  }
}
