import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { setByServer, startClock, timeOf, type PageClock, type Reading } from '#web/outbox/clock.ts';

/** The time by the school's server, whatever this device's own clock says (OUT-13). */
export type RunClock = {
  /** Corrected milliseconds since 1970. */
  now(): number;
  /** Both clocks of the device, before a question is asked. */
  read(): Reading;
  /** Learns from an answer: what was read before the question, and the server's time in the answer. */
  learn(asked: Reading, serverNow: number): void;
};

const offsetKey = 'tirek.run-offset';

export function useRunClock(): RunClock {
  const clock = useRef<PageClock>(undefined);
  const made = useRef<RunClock>(undefined);
  const read = (): Reading => ({ wall: Date.now(), steady: performance.now() });
  // A page that opens without a server counts on from what an earlier one had learned.
  const begin = (): PageClock => startClock(read(), Number(localStorage.getItem(offsetKey)) || 0);
  made.current ??= {
    read,
    now: () => {
      const { clock: next, at } = timeOf((clock.current ??= begin()), read());
      clock.current = next;
      return at;
    },
    learn: (asked, serverNow) => {
      const before = (clock.current ??= begin());
      const set = setByServer(before, asked, read(), serverNow);
      if (set === before) return;
      // A clock that ran ahead is set back by what the server says: in a lesson all screens show one time.
      clock.current = { ...set, last: 0 };
      localStorage.setItem(offsetKey, String(set.offset));
    },
  };
  return made.current;
}

const tickMilliseconds = 500;

/** The corrected time, twice a second, and at once when something was done: what is later than now has not happened yet. */
export function useNow(clock: RunClock, done?: unknown): number {
  const [now, setNow] = useState(clock.now());
  useLayoutEffect(() => setNow(clock.now()), [clock, done]);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), tickMilliseconds);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
