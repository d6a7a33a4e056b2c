import type { ItemResponse } from '#rooms/bank/index.ts';

/** Why the clock of an attempt stands still. */
export const breakCauses = ['hidden', 'paused', 'slept', 'stopped'] as const;
export type BreakCause = (typeof breakCauses)[number];

/** Who ended an attempt: the pupil, the clock, or the teacher. */
export const finalCauses = ['handed-in', 'time', 'teacher'] as const;
export type FinalCause = (typeof finalCauses)[number];

/** Where the attempt stood when another tablet took it over: the other's chain, and a place in it. */
export type Base = { readonly device: string; readonly n: number; readonly head: string };

/**
 * What happens in an attempt. `at` is its active time in tenths of a second: it goes on only while the pupil can work,
 * so it is the sum of the intervals, whatever clocks and pages did (SIT-10). `wall` is the tablet's clock, for people to
 * read: nothing is reckoned from it.
 */
export type SittingEvent = { readonly at: number } &
  /** The first of a tablet's chain. With `base` it goes on with what another one began. */
  (
    | { readonly kind: 'begun'; readonly wall: number; readonly base?: Base }
    | { readonly kind: 'shown'; readonly place: number }
    | { readonly kind: 'answered'; readonly place: number; readonly response: ItemResponse }
    | { readonly kind: 'flagged'; readonly place: number; readonly isOn: boolean }
    | { readonly kind: 'left'; readonly why: BreakCause; readonly wall: number }
    | { readonly kind: 'back'; readonly wall: number }
    /** The tablet's clock was set by so many seconds, forward or back. */
    | { readonly kind: 'clock'; readonly by: number }
    | { readonly kind: 'final'; readonly why: FinalCause }
  );
