import { minute, second } from '#kernel/time.ts';

const first = 5 * second;
const longest = 4 * minute;

/**
 * Milliseconds until the next try after so many failures in a row: twice as long each time, up to four minutes, and
 * somewhere between half of that and all, so that schools that lost the region together do not come back together
 * (SYN-18). `dice` is between 0 and 1.
 */
export function backoff(failures: number, dice: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(Math.max(1, failures) - 1, 20));
  return full * (0.5 + dice / 2);
}

/**
 * What a server may ask for by `Retry-After`: whatever it says, it is asked again within the longest back-off, and
 * never at once. A number that overflows a timer would fire it in a loop.
 */
export function bounded(milliseconds: number): number {
  return Math.min(longest, Math.max(second, milliseconds));
}
