import { minute, second } from '#kernel/time.ts';

const first = 5 * second;
const longest = 10 * minute;

/**
 * Milliseconds until the next try after so many failures in a row: twice as long each time, up to ten minutes, and
 * somewhere between half of that and all, so that schools that lost the region together do not come back together
 * (SYN-18). `dice` is between 0 and 1.
 */
export function backoff(failures: number, dice: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
  return full * (0.5 + dice / 2);
}
