import { minute, second, type Instant } from '#kernel/time.ts';

const maxKept = 10_000;

type Tries = { readonly wrong: number; readonly last: Instant };

/** After `free` wrong tries in a row one waits, the longer the more there were, at most `longest` milliseconds. */
export type Patience = { readonly free: number; readonly first: number; readonly longest: number };

/** Guessing one person's secret from one place. */
export const inOnePlace: Patience = { free: 5, first: 15 * second, longest: 10 * minute };
/** Guessing it from anywhere: so slow that a password holds, so short that nobody can lock its owner out. */
export const fromAnywhere: Patience = { free: 40, first: 15 * second, longest: minute };

/**
 * Slows guessing of one person's secret. Another pupil on the same tablet, and the same pupil on another, are not
 * slowed: nobody can lock a class out (PPL-9).
 */
export type Limiter = {
  /** Milliseconds still to wait before the next try; 0 when one may try. */
  waitOf(key: string, now: Instant): number;
  wrong(key: string, now: Instant): void;
  right(key: string): void;
};

export function limiter({ free, first, longest }: Patience = inOnePlace): Limiter {
  const kept = new Map<string, Tries>();
  const waitOf: Limiter['waitOf'] = (key, now) => {
    const tries = kept.get(key);
    if (!tries || tries.wrong < free) return 0;
    const wait = Math.min(longest, first * 2 ** (tries.wrong - free));
    return Math.max(0, tries.last + wait - now);
  };
  const wrong: Limiter['wrong'] = (key, now) => {
    // The oldest go first: whoever fills the list with made-up names frees no guess at a real one made since.
    if (kept.size >= maxKept) for (const old of [...kept.keys()].slice(0, maxKept / 2)) kept.delete(old);
    const tries = (kept.get(key)?.wrong ?? 0) + 1;
    kept.delete(key);
    kept.set(key, { wrong: tries, last: now });
  };
  return { waitOf, wrong, right: (key) => void kept.delete(key) };
}
