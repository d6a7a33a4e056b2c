import { signal, type ReadonlySignal } from '@preact/signals';
import type { Api } from '../api.ts';
import { afterPatience, freshCourse, noLights, type Entry, type Lights, type ServerState } from './outbox-model.ts';
import type { TabletStore } from './idb-store.ts';
import { takeTurn, type SendFailure, type WorkAnswer } from './sender.ts';

/** What a screen hands in; the outbox knows the rest. */
export type Outbox = {
  /** OUT-1: resolves when the entry is on the tablet's disk; only then may a screen say that it is saved. */
  readonly add: TabletStore['add'];
  /** Sends soon: at once, or after a pause in which more may come. */
  send(pause?: number): void;
  /** Whose entries `lights` counts. */
  watch(person: string | undefined): void;
  readonly lights: ReadonlySignal<Lights>;
  /** Why nothing goes up at the moment, and since when. */
  readonly hindrance: ReadonlySignal<(SendFailure & { readonly since: number }) | undefined>;
  parkedOf(person: string): Promise<readonly Entry[]>;
  /** Tries parked entries again. */
  retry(): Promise<void>;
};

/** How often a window that may not send asks whether it may. */
const leaseCheck = 3000;
/** A class comes in at once; what is urgent is asked for first. */
const firstTurn = 4000;

/** Keeps what pupils do, and sends it for ever until it is at the school. `me` names this window. */
export function openOutbox(store: TabletStore, api: Api, me: string): Outbox {
  const lights = signal<Lights>(noLights);
  const hindrance = signal<(SendFailure & { since: number }) | undefined>(undefined);
  const news = new BroadcastChannel('tirek.outbox');
  let person: string | undefined;
  let course = freshCourse;
  let isSender = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let isRunning = false;

  const look = async (): Promise<void> => {
    const asked = person;
    const found = asked ? await store.lightsOf(asked) : noLights;
    if (asked === person) lights.value = found;
  };
  const changed = (): void => {
    news.postMessage('changed');
    void look();
  };
  const needs = {
    store: { ...store, replace: (entries: readonly Entry[]) => store.replace(entries).then(() => (entries.length > 0 ? changed() : undefined)) },
    send: ({ token }: { readonly token: string }, entries: readonly Entry[]) => {
      const sent = entries.map(({ n, credential, kind, at, body }) => ({ n, credential, kind, at, body }));
      return api.post<WorkAnswer>('/people/work', { entries: sent }, { token });
    },
    askState: ({ token }: { readonly token: string }) => api.get<ServerState>('/people/work/state', { token }),
    now: () => Date.now(),
    random: () => Math.random(),
  };
  const plan = (wait: number): void => {
    const at = Date.now() + wait;
    if (isRunning || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void run(), wait);
  };
  const turn = async (): Promise<number> => {
    if (!(await store.claim(me, Date.now()))) {
      isSender = false;
      return leaseCheck;
    }
    if (!isSender) await retryAll();
    isSender = true;
    const beat = setInterval(() => void store.claim(me, Date.now()), leaseCheck);
    try {
      const done = await takeTurn(needs, course);
      course = done.course;
      hindrance.value = done.hindrance && { ...done.hindrance, since: hindrance.value?.since ?? Date.now() };
      return done.wait;
    } finally {
      clearInterval(beat);
    }
  };
  const run = async (): Promise<void> => {
    dueAt = Infinity;
    isRunning = true;
    const wait = await turn().catch(() => leaseCheck);
    isRunning = false;
    const again = wishes.splice(0).reduce((least, each) => Math.min(least, each), wait);
    plan(again);
    void look();
  };
  /** Wishes to send that came while a turn was under way. */
  const wishes: number[] = [];
  const send = (pause = 0): void => {
    // While a server is away, pupils' answers do not shorten the pause between tries.
    if (course.failures > 0) return;
    if (isRunning) wishes.push(pause);
    else plan(pause);
  };
  const retryAll = async (): Promise<void> => {
    for (const { tablet } of await store.tablets()) await store.replace(afterPatience(await store.inState(tablet, 'parked')));
  };
  const hasten = (): void => {
    course = { ...course, failures: 0 };
    send();
  };

  news.addEventListener('message', (event) => {
    void look();
    if (event.data === 'added') send();
  });
  addEventListener('online', hasten);
  addEventListener('pagehide', () => void store.release(me));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send());
  plan(firstTurn);

  return {
    add: async (make) => {
      const entry = await store.add(make);
      news.postMessage('added');
      void look();
      return entry;
    },
    send,
    watch: (whose) => {
      person = whose;
      lights.value = noLights;
      void look();
    },
    lights,
    hindrance,
    parkedOf: async (whose) => {
      const found = await Promise.all((await store.tablets()).map(({ tablet }) => store.inState(tablet, 'parked')));
      return found.flat().filter((entry) => entry.person === whose);
    },
    retry: async () => {
      await retryAll();
      changed();
      hasten();
    },
  };
}
