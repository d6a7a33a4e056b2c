import { err, ok } from '#kernel/result.ts';
import { claimed, noLights, type Entry, type EntryResult, type EntryState, type Lease, type ServerState } from './outbox-model.ts';
import type { SenderNeeds } from './sender.ts';
import type { OutboxStore, TabletSelf } from './store.ts';

export function anEntry(n: number, more: Partial<Entry> = {}): Entry {
  const made = { tablet: 't', n, person: 'p', credential: 'w1.p', kind: 'k', at: n, body: { n }, state: 'waiting' as const };
  return { ...made, ...more };
}

/** An outbox store in memory, with the numbering that IndexedDB's has. */
export type MemoryStore = OutboxStore & {
  readonly entries: Map<string, Entry>;
  add(tablet: string, more?: Partial<Entry>): Entry;
};

export function memoryStore(tablets: readonly TabletSelf[]): MemoryStore {
  const entries = new Map<string, Entry>();
  const next = new Map<string, number>();
  const epochs = new Map<string, number>();
  let lease: Lease | undefined;
  const of = (tablet: string): Entry[] => [...entries.values()].filter((each) => each.tablet === tablet).toSorted((a, b) => a.n - b.n);
  const keyOf = ({ tablet, n }: Entry): string => `${tablet} ${n}`;
  return {
    entries,
    add: (tablet, more) => {
      const n = next.get(tablet) ?? 1;
      next.set(tablet, n + 1);
      const entry = anEntry(n, { ...more, tablet });
      entries.set(keyOf(entry), entry);
      return entry;
    },
    tablets: async () => tablets,
    inState: async (tablet, state, limit) => of(tablet).filter((each) => each.state === state).slice(0, limit),
    all: async (tablet) => of(tablet),
    count: async (tablet) => of(tablet).length,
    replace: async (changed) => changed.forEach((entry) => entries.set(keyOf(entry), entry)),
    remove: async (gone) => gone.forEach((entry) => entries.delete(keyOf(entry))),
    epochOf: async (tablet) => epochs.get(tablet),
    setEpoch: async (tablet, epoch, last) => {
      epochs.set(tablet, epoch);
      next.set(tablet, Math.max(next.get(tablet) ?? 1, last + 1));
    },
    claim: async (me, now) => {
      const got = claimed(lease, me, now);
      lease = got ?? lease;
      return got !== undefined;
    },
    release: async (me) => {
      if (lease?.holder === me) lease = undefined;
    },
    lightsOf: async (person) => {
      const counts: Record<EntryState, number> = { ...noLights };
      for (const each of entries.values()) if (each.person === person) counts[each.state]++;
      return counts;
    },
  };
}

/** What may befall a request. `half`: the server did it, and the answer was lost. */
export type Fate = 'fine' | 'lost' | 'half' | 'busy';

/** A server that keeps each entry once, refuses what it is told to, and can be restored to what its region has. */
export type FakeServer = {
  readonly taken: Map<number, unknown>;
  readonly writes: number[];
  epoch: number;
  /** The region has all that was taken by now. */
  sync(): void;
  /** A new machine in a new epoch, with what the region has. */
  restore(): void;
  needs(store: OutboxStore, fate: () => Fate): SenderNeeds;
};

export function fakeServer(isRefused: (entry: Entry) => boolean = () => false, isUnreadable: (entry: Entry) => boolean = () => false): FakeServer {
  let atRegion = new Map<number, unknown>();
  const taken = new Map<number, unknown>();
  const writes: number[] = [];
  const regionUpTo = (): number => {
    const missing = [...taken.keys()].filter((n) => !atRegion.has(n)).toSorted((a, b) => a - b)[0];
    return missing === undefined ? Math.max(0, ...taken.keys()) : missing - 1;
  };
  const take = (entry: Entry): EntryResult => {
    if (taken.has(entry.n)) return { n: entry.n, state: 'taken' };
    if (isRefused(entry)) return { n: entry.n, state: 'parked', key: 'no' };
    taken.set(entry.n, entry.body);
    writes.push(entry.n);
    return { n: entry.n, state: 'taken' };
  };
  const stateNow = (): ServerState => {
    const last = Math.max(0, ...taken.keys());
    const lacks = Array.from({ length: last }, (_, at) => at + 1).filter((n) => !taken.has(n)).map((n) => [n, n] as const);
    return { epoch: server.epoch, region: regionUpTo(), last, lacks };
  };
  const server: FakeServer = {
    taken,
    writes,
    epoch: 1,
    sync: () => {
      atRegion = new Map(taken);
    },
    restore: () => {
      server.epoch++;
      taken.clear();
      for (const [n, body] of atRegion) taken.set(n, body);
    },
    needs: (store, fate) => ({
      store,
      now: () => 0,
      random: () => 0.5,
      send: async (_, entries) => {
        const fallen = fate();
        if (fallen === 'lost') return err({ key: 'web.no-server', status: 0 });
        if (fallen === 'busy') return err({ key: 'http.unexpected', status: 503 });
        if (entries.some(isUnreadable)) return err({ key: 'http.bad-input', status: 400 });
        const results = entries.map(take);
        if (fallen === 'half') return err({ key: 'web.no-server', status: 0 });
        return ok({ results, region: regionUpTo(), epoch: server.epoch });
      },
      askState: async () => (fate() === 'fine' ? ok(stateNow()) : err({ key: 'web.no-server', status: 0 })),
    }),
  };
  return server;
}
