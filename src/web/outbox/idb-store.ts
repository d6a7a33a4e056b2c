import type { DBSchema, IDBPDatabase } from 'idb';
import { claimed, noLights, type Entry, type EntryState, type Lease, type Lights } from './outbox-model.ts';
import type { OutboxStore, TabletSelf } from './store.ts';

/** What this origin keeps on the tablet. */
export type TabletSchema = DBSchema & {
  entries: {
    key: [string, number];
    value: Entry;
    indexes: { 'by-state': [string, EntryState, number]; 'by-person': [string, EntryState] };
  };
  facts: { key: string; value: unknown };
  kept: { key: string; value: Kept; indexes: { 'by-used': number } };
};

/** Something that can be fetched or made again, or a pupil's progress in a lesson. */
export type Kept = { readonly value: unknown; readonly used: number };
export type TabletDatabase = IDBPDatabase<TabletSchema>;

export type NewEntry = Pick<Entry, 'person' | 'credential' | 'kind' | 'at' | 'body'>;
/** What is written in the same transaction as an entry. */
export type Beside = { readonly key: string; readonly value: unknown };

export type TabletStore = OutboxStore & {
  enrol(self: TabletSelf): Promise<void>;
  /** OUT-1: resolves when the entry is on the disk. `make` gets the entry's number, for ids that are made of it. */
  add(make: (tablet: string, n: number) => { readonly entry: NewEntry; readonly beside?: Beside }): Promise<Entry>;
};

const strict = { durability: 'strict' } as const;

/** The outbox over IndexedDB. Only the transactions stand here; what is decided stands in outbox-model.ts. */
export function tabletStore(db: TabletDatabase): TabletStore {
  const tablets = async (): Promise<readonly TabletSelf[]> => ((await db.get('facts', 'tablets')) as TabletSelf[] | undefined) ?? [];

  const add: TabletStore['add'] = async (make) => {
    const work = db.transaction(['entries', 'facts', 'kept'], 'readwrite', strict);
    const facts = work.objectStore('facts');
    const self = ((await facts.get('tablets')) as TabletSelf[] | undefined)?.at(-1);
    if (!self) throw new Error('work on a tablet that is not enrolled');
    const n = ((await facts.get(`next:${self.tablet}`)) as number | undefined) ?? 1;
    const { entry, beside } = make(self.tablet, n);
    const whole: Entry = { ...entry, tablet: self.tablet, n, state: 'waiting' };
    void facts.put(n + 1, `next:${self.tablet}`);
    void work.objectStore('entries').add(whole);
    if (beside) void work.objectStore('kept').put({ value: beside.value, used: entry.at }, beside.key);
    await work.done;
    return whole;
  };

  const replace: OutboxStore['replace'] = async (entries) => {
    if (entries.length === 0) return;
    const work = db.transaction('entries', 'readwrite');
    for (const entry of entries) void work.store.put(entry);
    await work.done;
  };

  const remove: OutboxStore['remove'] = async (entries) => {
    if (entries.length === 0) return;
    const work = db.transaction('entries', 'readwrite');
    for (const { tablet, n } of entries) void work.store.delete([tablet, n]);
    await work.done;
  };

  const setEpoch: OutboxStore['setEpoch'] = async (tablet, epoch, lastAtServer) => {
    const work = db.transaction('facts', 'readwrite', strict);
    const next = ((await work.store.get(`next:${tablet}`)) as number | undefined) ?? 1;
    void work.store.put(Math.max(next, lastAtServer + 1), `next:${tablet}`);
    void work.store.put(epoch, `epoch:${tablet}`);
    await work.done;
  };

  const claim: OutboxStore['claim'] = async (me, now) => {
    const work = db.transaction('facts', 'readwrite');
    const lease = claimed((await work.store.get('lease')) as Lease | undefined, me, now);
    if (lease) void work.store.put(lease, 'lease');
    await work.done;
    return lease !== undefined;
  };

  const release: OutboxStore['release'] = async (me) => {
    const work = db.transaction('facts', 'readwrite');
    if (((await work.store.get('lease')) as Lease | undefined)?.holder === me) void work.store.delete('lease');
    await work.done;
  };

  const lightsOf = async (person: string): Promise<Lights> => {
    const index = db.transaction('entries').store.index('by-person');
    const states = Object.keys(noLights) as EntryState[];
    const counts = await Promise.all(states.map(async (state) => [state, await index.count([person, state])] as const));
    return { ...noLights, ...Object.fromEntries(counts) };
  };

  return {
    tablets,
    enrol: async (self) => {
      const others = (await tablets()).filter((each) => each.tablet !== self.tablet);
      await db.put('facts', [...others, self], 'tablets');
    },
    add,
    inState: (tablet, state, limit) => db.getAllFromIndex('entries', 'by-state', IDBKeyRange.bound([tablet, state, 0], [tablet, state, Infinity]), limit),
    all: (tablet) => db.getAll('entries', allOf(tablet)),
    count: (tablet) => db.count('entries', allOf(tablet)),
    replace,
    remove,
    epochOf: async (tablet) => (await db.get('facts', `epoch:${tablet}`)) as number | undefined,
    setEpoch,
    claim,
    release,
    lightsOf,
  };
}

function allOf(tablet: string): IDBKeyRange {
  return IDBKeyRange.bound([tablet, 0], [tablet, Infinity]);
}
