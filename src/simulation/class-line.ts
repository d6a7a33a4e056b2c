import { hour, minute, second } from '#kernel/time.ts';
import type { Dice } from './dice.ts';

/** When what is said in a lesson reaches whom: servers lose power, telephones their net, tablets sleep. */
export type Line = {
  readonly isCut: boolean;
  /** When the server has what the remote said at a moment. */
  readonly fromRemote: (at: number) => number;
  readonly tablet: () => {
    /** When this tablet has what the server has from a moment on. */
    readonly hears: (at: number) => number;
    /** What is left of its clock's error after it learned the server's time. */
    readonly clockError: number;
  };
};

type Gap = { readonly from: number; readonly to: number };

/** So often whoever waits for the server tries again, at most: remotes each 3 seconds, streams of tablets up to 30. */
const remoteTries = 3 * second;
const streamTries = 30 * second;
/** An answer is on its way for so long at most, and its time is right to the half of it. */
const longestTrip = 300;

export function lessonLine(dice: Dice, startedAt: number, planned: number): Line {
  const outages = gapsIn(dice, startedAt, planned, dice.int(3) === 0 ? 1 + dice.int(3) : 0);
  const remote = gapsIn(dice, startedAt, planned, dice.int(4) === 0 ? 1 : 0);
  const through = (at: number, gaps: readonly Gap[], tries: number): number => {
    let now = at;
    for (const gap of gaps) if (now >= gap.from && now < gap.to) now = gap.to + dice.int(tries);
    return now + dice.int(longestTrip);
  };
  return {
    isCut: outages.length > 0,
    fromRemote: memo((at) => through(at, inTime([...outages, ...remote]), remoteTries)),
    tablet: () => {
      const sleeps = gapsIn(dice, startedAt, planned, dice.int(5) === 0 ? 1 : 0);
      // Who comes late hears of nothing before.
      const comes = dice.int(12) === 0 ? [{ from: 0, to: startedAt + dice.int(20) * minute }] : [];
      const gaps = inTime([...outages, ...sleeps, ...comes]);
      const clockError = dice.int(longestTrip) - longestTrip / 2;
      return { hears: memo((at) => through(at, gaps, streamTries)), clockError };
    },
  };
}

function gapsIn(dice: Dice, startedAt: number, planned: number, count: number): readonly Gap[] {
  return Array.from({ length: count }, () => {
    const from = startedAt + dice.int(planned);
    // Most outages last minutes; some outlast the lesson.
    const length = dice.int(4) === 0 ? dice.int(2 * hour) : dice.int(10 * minute);
    return { from, to: from + length };
  });
}

function inTime(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.toSorted((a, b) => a.from - b.from);
}

/** The same word arrives once, however often it is asked about. */
function memo(of: (at: number) => number): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    const found = known.get(at) ?? of(at);
    known.set(at, found);
    return found;
  };
}
