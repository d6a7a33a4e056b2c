import { signal, type Signal } from '@preact/signals';
import { OutboxFull, type NewEntry, type Outbox, type OutboxState, type Tablet } from './door.ts';
import { personOf } from './entry.ts';
import { otherWindows, type News, type OtherWindows } from './other-windows.ts';
import { isForRoom } from './outbox-database.ts';
import { heaviestEntry, leastDays } from './outbox-model.ts';
import { startSender, type RunningSender } from './outbox-sender.ts';
import { openStore, type OutboxStore } from './outbox-store.ts';
import { pageTime, type PageTime } from './page-time.ts';
import { watchedLights, type WatchedLights } from './watched-lights.ts';

/** Opens this origin's outbox in this window, once a page. Rejects where the browser keeps nothing. */
export async function openOutbox(name = 'tirek-outbox'): Promise<Outbox> {
  const store = await openStore(name);
  const time = await pageTime(store);
  const row = await store.tablet();
  const parts: Parts = {
    store,
    time,
    me: newName(),
    lights: watchedLights(store),
    state: signal<OutboxState>({ isFull: false, isSending: false, failing: undefined }),
    tablet: signal<Tablet | undefined>(row && { tablet: row.tablet, token: row.token }),
  };
  const trim = trimmer(store, time.now);
  const sender = sendFor(parts, {
    onChange: () => {
      others.tell('changed');
      void parts.lights.look();
      void trim();
    },
    onMine: () => others.tell('i-send'),
  });
  const others = otherWindows(name, parts.me, store, {
    onNews: (news) => hear(parts, sender, news),
    onFree: sender.news,
    isSending: () => parts.state.peek().isSending,
  });
  // Where no hint comes from another window, its work is seen at the next look.
  const looking = setInterval(() => void parts.lights.look(), lookMilliseconds);
  // Only an origin with a secure context may ask for it; elsewhere the browser decides what it drops when it is full.
  void navigator.storage?.persist?.().catch(() => undefined);
  void trim();
  const close = async (): Promise<void> => {
    clearInterval(looking);
    others.close();
    await sender.stop();
    store.close();
  };
  return { ...doorOf(parts, sender, others), close };
}

type Parts = {
  readonly store: OutboxStore;
  readonly time: PageTime;
  /** The name of this window. */
  readonly me: string;
  readonly lights: WatchedLights;
  readonly state: Signal<OutboxState>;
  readonly tablet: Signal<Tablet | undefined>;
};

const lookMilliseconds = 5000;

function doorOf(parts: Parts, sender: RunningSender, others: OtherWindows): Omit<Outbox, 'close'> {
  const { store, time, lights, state, tablet } = parts;
  const tell = (news: News): void => {
    others.tell(news);
    void lights.look();
    sender.news();
  };
  const put: Outbox['put'] = async (entry) => {
    const added = await addOrMakeRoom(store, entry, time.now());
    setState(state, { isFull: added === undefined });
    if (!added) throw new OutboxFull();
    tell('added');
    return added.n;
  };
  return {
    put,
    lights: (whose) => lights.of(personIn(whose)),
    parked: (whose) => store.parked(whose === undefined ? undefined : personIn(whose)),
    retryParked: async () => {
      await store.unpark();
      await sender.flush();
    },
    flush: sender.flush,
    setTablet: async (given) => {
      await store.setTablet(given);
      tablet.value = { tablet: given.tablet, token: given.token };
      tell('tablet');
    },
    tablet: () => tablet.value,
    proof: () => store.proof(),
    keepFor: (days) => store.setDays(Math.max(leastDays, days)),
    clockOffset: time.offset,
    now: time.now,
    state,
  };
}

type Tells = { readonly onChange: () => void; readonly onMine: () => void };

function sendFor({ me, store, time, state }: Parts, { onChange, onMine }: Tells): RunningSender {
  const sender = startSender({
    me,
    store,
    now: time.now,
    onTime: time.onServerTime,
    onChange,
    onHold: (isSending) => {
      setState(state, { isSending });
      if (!isSending) return;
      onMine();
      // OUT-7: who begins to send offers again what was refused before: to a server that may know more by now.
      void store
        .unpark()
        .then(() => sender.news())
        .catch(() => undefined);
    },
    onFailure: (failure) => {
      const since = state.peek().failing?.since ?? time.now();
      setState(state, { failing: failure && { ...failure, since } });
    },
  });
  return sender;
}

function hear({ store, lights, tablet }: Parts, sender: RunningSender, news: News): void {
  void lights.look();
  if (news === 'added') sender.news();
  if (news !== 'tablet') return;
  void store.tablet().then((row) => {
    tablet.value = row && { tablet: row.tablet, token: row.token };
  });
}

function setState(state: Signal<OutboxState>, more: Partial<OutboxState>): void {
  const isOther = (Object.keys(more) as (keyof OutboxState)[]).some((key) => state.peek()[key] !== more[key]);
  if (isOther) state.value = { ...state.peek(), ...more };
}

/** A person's id, or that of a credential's person. */
function personIn(whose: string): string {
  return whose.startsWith('w1.') || whose.startsWith('o1.') ? personOf(whose) : whose;
}

/** `randomUUID` asks for a secure context; this does not. */
function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is let go of to make room for an entry: more than one, because a database frees its space late. */
const roomForOne = 4 * heaviestEntry;

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

const hour = 3600 * 1000;

/** Lets go of what was kept long enough: when the page opens, and each hour after. */
function trimmer(store: OutboxStore, now: () => number): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    if (performance.now() - last < hour) return;
    last = performance.now();
    while ((await store.trim(now()).catch(() => 0)) > 0);
  };
}
