import { signal, type Signal } from '@preact/signals';
import { setByServer, startClock, timeOf, type PageClock, type Reading } from './clock.ts';
import { personOf } from './entry.ts';
import { heaviestEntry, leastDays } from './outbox-model.ts';
import { OutboxFull, type Lights, type NewEntry, type Outbox, type OutboxState, type Tablet } from './door.ts';
import { isForRoom } from './outbox-database.ts';
import { openStore, type OutboxStore } from './outbox-store.ts';
import { startSender } from './outbox-sender.ts';

const noLights: Lights = { waiting: 0, atSchool: 0, atRegion: 0, parked: 0 };
const hour = 3600 * 1000;
/** What is let go of to make room for an entry: more than one, because a database frees its space late. */
const roomForOne = 4 * heaviestEntry;

/** Opens this origin's outbox in this window, once a page. Rejects where the browser keeps nothing. */
export async function openOutbox(name = 'tirek-outbox'): Promise<Outbox> {
  const store = await openStore(name);
  const time = await pageTime(store);
  const state = signal<OutboxState>({ isFull: false, isSending: false, failing: undefined });
  const set = (more: Partial<OutboxState>): void => {
    const isOther = (Object.keys(more) as (keyof OutboxState)[]).some((key) => state.value[key] !== more[key]);
    if (isOther) state.value = { ...state.value, ...more };
  };
  const me = newName();
  const row = await store.tablet();
  let tablet: Tablet | undefined = row && { tablet: row.tablet, token: row.token };
  const lights = watchedLights(store);
  // Only a hint: where it does not come, the next beat finds the same in the store.
  const others = new BroadcastChannel(name);
  const changed = (what: 'changed' | 'added' | 'tablet'): void => {
    // A BroadcastChannel reaches its own origin only, and takes no other argument.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    others.postMessage(what);
    void lights.look();
  };
  const trim = trimmer(store, time.now);
  const sender = startSender({
    me,
    store,
    now: time.now,
    onTime: time.onServerTime,
    onChange: () => {
      changed('changed');
      void trim();
    },
    onHold: (isSending) => {
      set({ isSending });
      // OUT-7: who begins to send offers again what was refused before: to a server that may know more by now.
      if (isSending)
        void store.unpark().then(
          () => sender.news(),
          () => undefined,
        );
    },
    onFailure: (failure) =>
      set({ failing: failure && { ...failure, since: state.value.failing?.since ?? time.now() } }),
  });
  const look = setInterval(() => void lights.look(), 5000);
  others.addEventListener('message', ({ data }) => {
    void lights.look();
    if (data === 'added') sender.news();
    if (data === 'tablet')
      void store.tablet().then((found) => (tablet = found && { tablet: found.tablet, token: found.token }));
  });
  const stopLeaving = handOver(name, me, store, () => sender.news());
  // Only an origin with a secure context may ask for it; elsewhere the browser decides what it drops when it is full.
  void navigator.storage?.persist?.().catch(() => undefined);
  void trim();

  const put: Outbox['put'] = async (entry) => {
    const added = await addOrMakeRoom(store, entry, time.now());
    set({ isFull: added === undefined });
    if (!added) throw new OutboxFull();
    changed('added');
    sender.news();
    return added.n;
  };
  return {
    put,
    lights: (whose) => lights.of(isCredential(whose) ? personOf(whose) : whose),
    parked: (whose) => store.parked(whose !== undefined && isCredential(whose) ? personOf(whose) : whose),
    retryParked: async () => {
      await store.unpark();
      await sender.flush();
    },
    flush: sender.flush,
    setTablet: async (given) => {
      await store.setTablet(given);
      tablet = { tablet: given.tablet, token: given.token };
      changed('tablet');
      sender.news();
    },
    tablet: () => tablet,
    keepFor: (days) => store.setDays(Math.max(leastDays, days)),
    clockOffset: time.offset,
    now: time.now,
    state,
    close: async () => {
      clearInterval(look);
      await sender.stop();
      others.close();
      store.close();
      stopLeaving();
    },
  };
}

/**
 * OUT-12: a window that goes says so in a place that is written at once, and another one, or the next page of the same
 * window, takes the lease from it. Where that is not heard, the lease ends by itself.
 */
function handOver(name: string, me: string, store: OutboxStore, onFree: () => void): () => void {
  const place = `${name}.left`;
  const take = (left: string | null): void => {
    if (left && left !== me) void store.release(left).then(onFree, () => undefined);
  };
  const leave = (): void => localStorage.setItem(place, me);
  const hear = (event: StorageEvent): void => {
    if (event.key === place) take(event.newValue);
  };
  take(localStorage.getItem(place));
  addEventListener('pagehide', leave);
  addEventListener('storage', hear);
  return () => {
    removeEventListener('pagehide', leave);
    removeEventListener('storage', hear);
  };
}

function isCredential(whose: string): boolean {
  return whose.startsWith('w1.') || whose.startsWith('o1.');
}

/** `randomUUID` asks for a secure context; this does not. */
function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** OUT-1: where the storage is full, what the region has makes room; where that is not enough, there is none. */
async function addOrMakeRoom(
  store: OutboxStore,
  entry: NewEntry,
  now: number,
): Promise<{ readonly n: number } | undefined> {
  for (;;) {
    try {
      return await store.add(entry, now);
    } catch (error) {
      if (!isForRoom(error)) throw error;
      if ((await store.trim(now, roomForOne).catch(() => 0)) === 0) return undefined;
    }
  }
}

/** Lets go of what was kept long enough: when the page opens, and each hour after. */
function trimmer(store: OutboxStore, now: () => number): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    if (performance.now() - last < hour) return;
    last = performance.now();
    while ((await store.trim(now()).catch(() => 0)) > 0);
  };
}

type WatchedLights = { readonly of: (person: string) => Signal<Lights>; readonly look: () => Promise<void> };

function watchedLights(store: OutboxStore): WatchedLights {
  const byPerson = new Map<string, Signal<Lights>>();
  let isLooking = false;
  let isStale = false;
  const look = async (): Promise<void> => {
    isStale = true;
    if (isLooking) return;
    isLooking = true;
    while (isStale) {
      isStale = false;
      for (const [person, light] of byPerson) {
        const found = await store.lightsOf(person).catch(() => light.peek());
        if (JSON.stringify(found) !== JSON.stringify(light.peek())) light.value = found;
      }
    }
    isLooking = false;
  };
  const of: WatchedLights['of'] = (person) => {
    const known = byPerson.get(person);
    if (known) return known;
    const light = signal(noLights);
    byPerson.set(person, light);
    void look();
    return light;
  };
  return { of, look };
}

async function pageTime(store: OutboxStore) {
  const read = (): Reading => ({ wall: Date.now(), steady: performance.now() });
  let clock: PageClock = startClock(read(), (await store.offset()) ?? 0);
  const offset = signal(clock.offset);
  return {
    offset,
    now: (): number => {
      const told = timeOf(clock, read());
      clock = told.clock;
      return told.at;
    },
    onServerTime: (serverTime: number, asked: number): void => {
      const reading = read();
      clock = setByServer(clock, { ...reading, steady: asked }, reading, serverTime);
      if (Math.abs(clock.offset - offset.peek()) < 50) return;
      offset.value = clock.offset;
      void store.setOffset(clock.offset).catch(() => undefined);
    },
  };
}
