/** The tablet's two clocks at one moment, in milliseconds: anybody can set `wall`; `steady` begins anew with each page. */
export type Reading = { readonly wall: number; readonly steady: number };

/** How long an attempt has been active on this page, and the last beat of it. */
export type ActiveClock = { readonly active: number; readonly isRunning: boolean; readonly last: Reading };

/** A beat at least so often: what a pupil can lose to a power cut, or get for nothing (SIT-10). */
export const beatMilliseconds = 5000;
/** A running page that has missed three beats slept: the time of its last beat ends the interval. */
export const sleepMilliseconds = 3 * beatMilliseconds;
/** A smaller difference between the clocks is drift. */
const jumpMilliseconds = 30_000;

export function startClock(active: number, isRunning: boolean, reading: Reading): ActiveClock {
  return { active, isRunning, last: reading };
}

export type Ticked = {
  readonly clock: ActiveClock;
  /** The page slept: the interval ended at the last beat, at this time of the tablet's clock. */
  readonly sleptAt?: number;
  /** By so many seconds the tablet's clock was set. Recorded, never charged (SIT-11). */
  readonly jumped?: number;
};

/** One beat: counts what has gone by since the one before. Only the steady clock is counted (SIT-10, SIT-11). */
export function tick(clock: ActiveClock, reading: Reading): Ticked {
  const passed = Math.max(0, reading.steady - clock.last.steady);
  const jump = reading.wall - clock.last.wall - passed;
  const jumped = Math.abs(jump) >= jumpMilliseconds ? { jumped: Math.round(jump / 1000) } : {};
  const next = { ...clock, last: reading };
  if (!clock.isRunning) return { clock: next };
  if (passed >= sleepMilliseconds) return { clock: { ...next, isRunning: false }, sleptAt: clock.last.wall };
  return { clock: { ...next, active: clock.active + passed }, ...jumped };
}

/** Ends or begins an interval; what went by until now has been counted by a tick. */
export function switched(clock: ActiveClock, isRunning: boolean): ActiveClock {
  return { ...clock, isRunning };
}

/** What of a sitting's time rules holds for one pupil. */
export type Allowance = {
  readonly minutes: number;
  /** Percent more than others: a need of this pupil. */
  readonly extra: number;
  /** Minutes that the teacher added for all, for an outage that cost time in another way. */
  readonly added: number;
};

/** Milliseconds that are left after so much active time; never below 0. */
export function timeLeft({ minutes, extra, added }: Allowance, active: number): number {
  return Math.max(0, Math.round((minutes * (1 + extra / 100) + added) * 60_000) - active);
}
