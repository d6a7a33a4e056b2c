/** The tablet's two clocks at one moment: `wall` can be set by anybody, `steady` stands still while the tablet sleeps. */
export type Reading = { readonly wall: number; readonly steady: number };

/** From which moment time is counted on, and the last time that was given out. */
export type PageClock = { readonly from: Reading; readonly at: number; readonly last: number; readonly offset: number };

/** `offset`: by how much the server was ahead of this tablet when a page last measured it. */
export function startClock(reading: Reading, offset: number): PageClock {
  const at = reading.wall + offset;
  return { from: reading, at, last: at, offset };
}

/**
 * OUT-13: the time now. Of the two clocks the one that has gone farther is right: the steady one where somebody set
 * the other back, the other one where the tablet slept.
 */
export function timeOf(clock: PageClock, reading: Reading): { readonly clock: PageClock; readonly at: number } {
  const passed = Math.max(reading.steady - clock.from.steady, reading.wall - clock.from.wall);
  const at = Math.max(clock.last, Math.round(clock.at + passed));
  return { clock: { ...clock, last: at }, at };
}

/** Longer than this on its way, an answer says too little about the time. */
const longestTrip = 10_000;

/** Sets the clock by a server's answer: `serverTime` is taken to be of the middle between `asked` and `reading`. */
export function setByServer(clock: PageClock, asked: Reading, reading: Reading, serverTime: number): PageClock {
  const trip = reading.steady - asked.steady;
  if (trip < 0 || trip > longestTrip || !Number.isFinite(serverTime)) return clock;
  const at = serverTime + trip / 2;
  return { from: reading, at, last: clock.last, offset: Math.round(at - reading.wall) };
}
