import type { Clock, Instant } from '#kernel/time.ts';
import { day, minute } from '#kernel/time.ts';

/** Who says what time it is: the region's clock counts more than an adult's device. */
export type TimeSource = 'adult' | 'region';

/** A span of records' times that turned out to be wrong. */
export type FoundWrong = {
  readonly from: number;
  readonly to: number;
  readonly by: TimeSource;
  readonly offset: number;
};

/**
 * The clock of a node whose machine may have lost its time (CARE-20). It is the machine's clock and an offset; it never
 * goes back before the newest record of the node, and runs on from there at the machine's pace.
 */
export type CorrectedClock = Clock & {
  /** Called once, when the store is open: the newest own record's time, the offset that was kept, the program's age. */
  begin(newest: number, keptOffset: number, programAt: number): void;
  /** What another clock says now. Answers with the span that was wrong, where it was. */
  hear(at: number, by: TimeSource): FoundWrong | undefined;
  /** Hears of an own record's time: nothing is stamped before it. */
  wrote(time: number): void;
  state(): ClockState;
};

export type ClockState = {
  /** Since when, by this clock, its time is doubtful; undefined where it is not. */
  readonly doubtfulSince?: number;
  /** What is added to the machine's clock. */
  readonly offset: number;
  /** Who last confirmed it, and when by this clock. */
  readonly confirmed?: { readonly by: TimeSource; readonly at: number };
  /** It should show an earlier time, but stands at its newest record until that comes. */
  readonly isHeld: boolean;
};

/** A smaller difference is that of any two clocks. */
const tolerance = 2 * minute;
/** A machine that says that so much time went by since its newest record was more likely set wrong than switched off. */
const longestSilence = 400 * day;
/** The region said the time not long ago: a teacher's telephone does not contradict it. */
const regionCounts = day;

export function correctedClock(system: Clock): CorrectedClock {
  let offset = 0;
  let floor = 0;
  let least = 0;
  let oldestSaid = 0;
  let doubtfulSince: number | undefined;
  let confirmed: ClockState['confirmed'];
  const raw = (): number => system.now() + offset;
  const now = (): Instant => Math.max(raw(), floor) as Instant;
  return {
    now,
    begin: (newest, keptOffset, programAt) => {
      floor = newest;
      least = Math.max(newest, programAt);
      oldestSaid = programAt - tolerance;
      // An offset that was kept is of a machine that went on running; one that lost its time since then needs another.
      const isKeptGood = system.now() + keptOffset >= least;
      offset = isKeptGood ? keptOffset : 0;
      const isTooLate = newest > 0 && raw() - newest > longestSilence;
      if (raw() < least) offset = least - system.now();
      else if (!isTooLate) return;
      doubtfulSince = now();
    },
    hear: (at, by) => {
      const isRegionFresh = confirmed?.by === 'region' && now() - confirmed.at < regionCounts;
      if (by === 'adult' && isRegionFresh) return undefined;
      // A telephone that lost its own time says so by showing one before the program was made.
      if (at < oldestSaid) return undefined;
      const difference = at - raw();
      const wasDoubtful = doubtfulSince;
      const before = now();
      if (Math.abs(difference) > tolerance) offset += difference;
      doubtfulSince = undefined;
      confirmed = { by, at: now() };
      if (Math.abs(difference) <= tolerance) return undefined;
      return { from: wasDoubtful ?? before, to: before, by, offset: Math.round(difference) };
    },
    wrote: (time) => {
      floor = Math.max(floor, time);
    },
    state: () => ({
      offset,
      isHeld: raw() < floor - tolerance,
      ...(doubtfulSince === undefined ? {} : { doubtfulSince }),
      ...(confirmed ? { confirmed } : {}),
    }),
  };
}
