import type { OutboxStore } from './outbox-store.ts';

/** What a window tells the others of its origin. */
export type News = 'changed' | 'added' | 'tablet' | 'who-sends' | 'i-send';

export type OtherWindows = { readonly tell: (news: News) => void; readonly close: () => void };

/** Who sends answers at once; so long without an answer, and the one that held the lease is no more. */
const answerMilliseconds = 2000;

/**
 * Hints between the windows of an origin. All of them hold without: the store says the same at the next beat, and a
 * lease ends by itself (OUT-12). `onFree` hears that the lease may be had.
 */
export function otherWindows(
  name: string,
  me: string,
  store: OutboxStore,
  { onNews, onFree, isSending }: Hears,
): OtherWindows {
  const channel = new BroadcastChannel(name);
  const tell = (news: News): void => {
    // A BroadcastChannel reaches its own origin only, and takes no other argument.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    channel.postMessage(news);
  };
  const free = (holder: string | null | undefined): void => {
    if (holder && holder !== me) void store.release(holder).then(onFree, () => undefined);
  };
  // A tablet whose battery was taken out left a lease behind that nobody holds.
  const silence = setTimeout(() => void store.holder().then(free, () => undefined), answerMilliseconds);
  channel.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (data === 'i-send') clearTimeout(silence);
    if (data === 'who-sends' && isSending()) tell('i-send');
    onNews(data);
  });
  tell('who-sends');
  const stopHandingOver = handOver(`${name}.left`, me, free);
  const close = (): void => {
    clearTimeout(silence);
    stopHandingOver();
    channel.close();
  };
  return { tell, close };
}

export type Hears = {
  readonly onNews: (news: News) => void;
  readonly onFree: () => void;
  readonly isSending: () => boolean;
};

/**
 * A window that goes says so in a place that is written at once, which IndexedDB is not: another one, or the next page
 * of the same window, takes the lease from it.
 */
function handOver(place: string, me: string, free: (holder: string | null) => void): () => void {
  const leave = (): void => {
    try {
      localStorage.setItem(place, me);
    } catch {
      // A full storage: the lease ends by itself.
    }
  };
  const hear = (event: StorageEvent): void => {
    if (event.key === place) free(event.newValue);
  };
  free(localStorage.getItem(place));
  addEventListener('pagehide', leave);
  addEventListener('storage', hear);
  return () => {
    removeEventListener('pagehide', leave);
    removeEventListener('storage', hear);
  };
}
