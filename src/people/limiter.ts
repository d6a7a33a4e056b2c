import type { Instant } from '#kernel/time.ts';

/** After this many wrong tries in a row one waits, the longer the more there were. */
const freeTries = 5;
const firstWait = 15_000;
const longestWait = 10 * 60_000;
const maxKept = 10_000;

type Tries = { readonly wrong: number; readonly last: Instant };

/**
 * Slows guessing of one person's secret from one place. Another pupil on the same tablet, and the same pupil on
 * another, are not slowed: nobody can lock a class out (PPL-9).
 */
export type Limiter = {
  /** Milliseconds still to wait before the next try; 0 when one may try. */
  waitOf(key: string, now: Instant): number;
  wrong(key: string, now: Instant): void;
  right(key: string): void;
};

export function limiter(): Limiter {
  const kept = new Map<string, Tries>();
  const waitOf: Limiter['waitOf'] = (key, now) => {
    const tries = kept.get(key);
    if (!tries || tries.wrong < freeTries) return 0;
    const wait = Math.min(longestWait, firstWait * 2 ** (tries.wrong - freeTries));
    return Math.max(0, tries.last + wait - now);
  };
  const wrong: Limiter['wrong'] = (key, now) => {
    if (kept.size >= maxKept) kept.clear();
    kept.set(key, { wrong: (kept.get(key)?.wrong ?? 0) + 1, last: now });
  };
  return { waitOf, wrong, right: (key) => void kept.delete(key) };
}
