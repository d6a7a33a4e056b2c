import type { AttemptStore } from './attempt-store.ts';

/** So long a window that writes may take to say so; then it is no more. */
const answerMilliseconds = 1500;
const againMilliseconds = 3000;
const place = 'tirek-sitting.left';

type Said = { readonly ask: string } | { readonly mine: string };

export type Lease = { readonly give: () => Promise<void>; readonly isMine: () => boolean };

/**
 * SIT-16: one window writes an attempt. A second one waits, and goes on when the first has gone: it said so, does not
 * answer, or its lease ended. `onMine` hears each time that this window has it, `onOthers` that another one has.
 */
export function leaseOf(
  store: AttemptStore,
  chain: string,
  me: string,
  { onMine, onOthers }: { readonly onMine: () => Promise<void>; readonly onOthers: () => void },
): Lease & { readonly lost: () => void } {
  const channel = new BroadcastChannel('tirek-sitting');
  let isMine = false;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** How long this window still waits for an answer to what it asked. */
  let patience: ReturnType<typeof setTimeout> | undefined;
  const say = (said: Said): void => {
    // A BroadcastChannel reaches its own origin only, and takes no other argument.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    channel.postMessage(said);
  };
  const answered = (): void => {
    clearTimeout(patience);
    patience = undefined;
  };
  const take = async (): Promise<void> => {
    clearTimeout(timer);
    if (isOver || isMine) return;
    isMine = await store.hold(chain, me, Date.now()).catch(() => false);
    if (isMine) {
      answered();
      return onMine();
    }
    onOthers();
    timer = setTimeout(() => void take(), againMilliseconds);
    if (patience === undefined) {
      say({ ask: chain });
      patience = setTimeout(() => void free(), answerMilliseconds);
    }
  };
  /** Takes the lease from a window that is no more. */
  const free = async (): Promise<void> => {
    patience = undefined;
    const row = await store.find(chain.split('/')[0] ?? '');
    if (row?.lease && row.lease.holder !== me) await store.release(chain, row.lease.holder);
    await take();
  };
  const hear = ({ data }: MessageEvent<Said>): void => {
    if ('ask' in data && data.ask === chain && isMine) say({ mine: chain });
    if ('mine' in data && data.mine === chain) answered();
  };
  // Written at once, which IndexedDB is not: the next page of the same window reads who went.
  const leave = (): void => localStorage.setItem(place, me);
  channel.addEventListener('message', hear);
  addEventListener('pagehide', leave);
  const gone = localStorage.getItem(place);
  void (gone && gone !== me ? store.release(chain, gone) : Promise.resolve()).catch(() => undefined).then(take);
  return {
    isMine: () => isMine,
    lost: () => {
      isMine = false;
      void take();
    },
    give: async () => {
      isOver = true;
      clearTimeout(timer);
      clearTimeout(patience);
      removeEventListener('pagehide', leave);
      channel.close();
      if (isMine) await store.release(chain, me).catch(() => undefined);
      isMine = false;
    },
  };
}

/** `randomUUID` asks for a secure context; this does not. `bytes` twice as many signs. */
export function newName(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
