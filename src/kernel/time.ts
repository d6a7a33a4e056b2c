/** A UTC instant in milliseconds since 1970. It labels; sequence orders. */
export type Instant = number & { readonly __brand: 'Instant' };

/** Where time comes from. Asked once, at the edge; nothing below the edge reads a clock. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() as Instant };

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** By how much clocks are ahead of UTC: the whole country lives by UTC+5 since 1 March 2024; Aktobe region did before. */
export const localOffset = 5 * hour;
