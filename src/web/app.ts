import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { isLanguage, type Language, type Text } from '#kernel/language.ts';
import type { Role } from '#kernel/role.ts';
import { createApi, type Api } from './api.ts';
import { openKeptThings, type KeptThings } from './kept.ts';

import { openOutbox, type Outbox, type Tablet } from './outbox/index.ts';
import { keepWakeKey, wakeServer } from './wake.ts';
import { sayer, type Dictionary, type Say } from './words.ts';

/** Whom the page works for. Kept in this origin's own store; never in a cookie. */
export type Session = {
  /** Absent in an outage, when a pupil began by name with the teacher's code. */
  readonly token?: string;
  /** The work credential under which a pupil's answers go up. */
  readonly credential?: string;
  readonly person: string;
  /** Family name first. */
  readonly name: string;
  readonly givenName: string;
  readonly picture: string;
  readonly language: Language;
  readonly posts: readonly { readonly role: Role; readonly school?: string; readonly district?: string }[];
  readonly grade: number | null;
  readonly class: string | null;
  /** An adult came in with a password given out on paper: nothing else is open before they choose their own. */
  readonly mustChangePassword?: boolean;
};

/** Whose server answers. */
export type Place = {
  readonly kind: 'school' | 'region';
  readonly school: {
    readonly school: string;
    readonly names: Text;
    readonly kind: 'primary' | 'basic' | 'general';
    readonly medium: 'kk' | 'ru' | 'mixed';
    readonly isInvented: boolean;
  } | null;
  /** Whether anything here is invented. */
  readonly isInvented?: boolean;
};

/** What every screen finds by `useApp()`. */
export type App = {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly kept: KeptThings;
  /** This tablet as the school enrolled it; undefined on any other machine. */
  readonly tablet: ReadonlySignal<Tablet | undefined>;
  readonly session: Signal<Session | undefined>;
  readonly place: Signal<Place | undefined>;
  readonly language: ReadonlySignal<Language>;
  readonly words: Signal<Dictionary>;
  readonly path: Signal<string>;
  /** Whether the server answered the last call. */
  readonly isReached: Signal<boolean>;
  /** What the server is while no node runs on it (`unset`, `locked`, `damaged`); undefined else. */
  readonly stage: Signal<string | undefined>;
  go(path: string): void;
  signIn(session: Session): void;
  signOut(): Promise<void>;
  speak(language: Language): void;
  enrol(tablet: Tablet): Promise<void>;
};

const sessionKey = 'tirek.session';
const languageKey = 'tirek.language';
const placeKey = 'tirek.place';

/** The language in which the page will begin. */
export function firstLanguage(): Language {
  return languageOf(stored<Session>(sessionKey));
}

/** The roles of whom the page will begin with. */
export function firstRoles(): readonly Role[] {
  return stored<Session>(sessionKey)?.posts.map(({ role }) => role) ?? [];
}

/** Opens what this origin keeps, and makes what all screens stand on. Throws where the browser keeps nothing. */
export async function createApp(): Promise<App> {
  const session = signal(stored<Session>(sessionKey));
  const place = signal(stored<Place>(placeKey));
  const language = signal<Language>(languageOf(session.value));
  const path = signal(location.pathname);
  const isReached = signal(true);
  const stage = signal<string | undefined>(undefined);
  let waking: Promise<boolean> | undefined;
  const forget = (): void => {
    session.value = undefined;
    localStorage.removeItem(sessionKey);
  };
  const api = createApi({
    tokenOf: () => session.value?.token,
    onReach: (isThere) => {
      isReached.value = isThere;
    },
    onSignedOut: (token) => {
      if (session.value?.token === token) forget();
    },
    onTaken: (path) => void (path.endsWith('/receipts') || receipts()),
    onStage: async (found) => {
      if (found === 'locked' && (await (waking ??= wakeServer().finally(() => (waking = undefined))))) return true;
      stage.value = found;
      return false;
    },
  });
  const receipts = soonAfter(async () => {
    if (!session.value?.posts.some(({ role }) => keepers.has(role))) return;
    const { keepReceipts } = await import('./receipts.ts');
    await keepReceipts(api, kept);
  });
  const [outbox, kept] = await Promise.all([openOutbox(), openKeptThings(() => Date.now())]);
  const tablet = signal(outbox.tablet());
  const go = (to: string): void => {
    if (to !== location.pathname) history.pushState(null, '', to);
    path.value = to;
  };
  const askPlace = async (): Promise<void> => {
    const answer = await api.get<Place>('/people/school');
    if (!answer.ok) return;
    place.value = answer.value;
    localStorage.setItem(placeKey, JSON.stringify(answer.value));
  };
  const signIn = (found: Session): void => {
    // A server that has just joined did not know whose it is when this page began.
    if (place.value?.kind !== 'region' && !place.value?.school) void askPlace();
    localStorage.setItem(sessionKey, JSON.stringify(found));
    session.value = found;
    language.value = languageOf(found);
  };
  const signOut = async (): Promise<void> => {
    const token = session.value?.token;
    forget();
    language.value = languageOf(undefined);
    go('/');
    // Without a server the token dies with the tablet's copy: nobody else holds it.
    if (token) await api.post('/people/sign-out', {}, { token, patience: 5000 });
  };
  const speak = (chosen: Language): void => {
    localStorage.setItem(languageKeyOf(session.value), chosen);
    language.value = chosen;
  };
  // Another window of this origin signed somebody in or out.
  addEventListener('storage', (event) => {
    if (event.key === sessionKey) session.value = stored<Session>(sessionKey);
  });
  void askPlace();
  hastenReturn(api, outbox);
  // A tablet's key is the tablet's, whoever works on it; an adult's own device has the adult's.
  effect(() => {
    const token = tablet.value?.token ?? session.value?.token;
    if (token) void keepWakeKey(api, token);
  });
  // Who signed in again after a fire brings what this device knows.
  effect(() => void (session.value && receipts()));
  const enrol = async (self: Tablet): Promise<void> => {
    await outbox.setTablet(self);
    tablet.value = self;
  };
  const state = { session, place, language, words: signal({}), path, isReached, stage, tablet };
  return { api, outbox, kept, ...state, go, signIn, signOut, speak, enrol };
}

/** Whose deeds have no other witness than their device: pupils' work has the outbox (PPL-45). */
const keepers: ReadonlySet<Role> = new Set([
  'teacher',
  'class-teacher',
  'deputy-head',
  'head',
  'hub-teacher',
  'technician',
  'local-adult',
]);
const soonMilliseconds = 2000;

/** Runs `work` once, a little after it was last asked for. */
function soonAfter(work: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void work().catch(() => undefined), soonMilliseconds);
  };
}

/** About how often a tablet whose work cannot go up asks whether the school is there again. */
const askMilliseconds = 5000;

/** The outbox waits longer and longer between its tries; who finds the school there again lets it try at once. */
function hastenReturn(api: Api, outbox: Outbox): void {
  let isAsking = false;
  const ask = async (): Promise<void> => {
    isAsking = true;
    for (let isBack = false; !isBack && outbox.state.value.failing;) {
      // Tablets of a class do not ask in one instant.
      await new Promise((resolve) => setTimeout(resolve, askMilliseconds * (0.5 + Math.random())));
      isBack = document.visibilityState === 'visible' && (await api.get('/people/school', { patience: 3000 })).ok;
    }
    isAsking = false;
    await outbox.flush();
  };
  outbox.state.subscribe(({ failing }) => {
    if ((failing?.status === 0 || failing?.key === 'boot.locked') && !isAsking) void ask();
  });
}

/** What this person, or who stands before a tablet that nobody uses, chose here; else the person's own language. */
function languageOf(session: Session | undefined): Language {
  const chosen = localStorage.getItem(languageKeyOf(session));
  return isLanguage(chosen) ? chosen : (session?.language ?? 'kk');
}

function languageKeyOf(session: Session | undefined): string {
  return session ? `${languageKey}.${session.person}` : languageKey;
}

function stored<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key);
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('a screen outside of the app');
  return app;
}

/** Says sentences in the reader's language; a component that uses it is drawn again when the language changes. */
export function useSay(): Say {
  return sayer(useApp().words.value);
}

/** Names the page, for the tab and for who listens. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Тірек`;
  }, [title]);
}
