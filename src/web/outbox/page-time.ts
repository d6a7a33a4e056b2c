import { signal, type ReadonlySignal } from '@preact/signals';
import { setByServer, startClock, timeOf, type Reading } from './clock.ts';
import type { OutboxStore } from './outbox-store.ts';

/** The corrected time of this page (OUT-13). */
export type PageTime = {
  readonly offset: ReadonlySignal<number>;
  readonly now: () => number;
  /** `asked`: `performance.now()` before the request. */
  readonly onServerTime: (serverTime: number, asked: number) => void;
};

/** Smaller changes of the offset are those of the line. */
const noticed = 50;

export async function pageTime(store: OutboxStore): Promise<PageTime> {
  const read = (): Reading => ({ wall: Date.now(), steady: performance.now() });
  let clock = startClock(read(), (await store.offset()) ?? 0);
  const offset = signal(clock.offset);
  return {
    offset,
    now: () => {
      const told = timeOf(clock, read());
      clock = told.clock;
      return told.at;
    },
    onServerTime: (serverTime, asked) => {
      const reading = read();
      clock = setByServer(clock, { ...reading, steady: asked }, reading, serverTime);
      if (Math.abs(clock.offset - offset.peek()) < noticed) return;
      offset.value = clock.offset;
      void store.setOffset(clock.offset).catch(() => undefined);
    },
  };
}
