import { hour } from '#kernel/time.ts';
import type { HeldLine } from './house.ts';

/** Nobody has the line to themselves for longer than a double lesson with its preparation, however much they ask for. */
export const longestHold = 3 * hour;
/** Bounds what leases can take of memory; the one that would end first makes room. */
const maxLeases = 100;

/**
 * The line to the region, left to a lesson while somebody holds it (SYN-31). Leases end by themselves, by a clock that
 * nobody can set; a restart forgets them, so that none is ever left behind. `now` is monotonic, in milliseconds.
 */
export function heldLine(now: () => number = () => performance.now()): HeldLine {
  const untilByHolder = new Map<string, number>();
  const listeners = new Set<() => void>();
  const sweep = (): void => {
    for (const [who, until] of untilByHolder) if (until <= now()) untilByHolder.delete(who);
  };
  const changed = (): void => listeners.forEach((listener) => listener());
  const left = (): number => {
    sweep();
    return untilByHolder.size === 0 ? 0 : Math.max(...untilByHolder.values()) - now();
  };
  return {
    left,
    hold: (who, milliseconds) => {
      sweep();
      untilByHolder.set(who, now() + Math.min(Math.max(0, milliseconds), longestHold));
      while (untilByHolder.size > maxLeases) {
        const [first] = [...untilByHolder].toSorted(([, a], [, b]) => a - b);
        if (first) untilByHolder.delete(first[0]);
      }
      changed();
    },
    isHeldBy: (who) => {
      sweep();
      return untilByHolder.has(who);
    },
    release: (who) => {
      if (untilByHolder.delete(who)) changed();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
