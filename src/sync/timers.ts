/** Timers that a test moves by hand. `now` is monotonic: a clock that is set must not stop the rounds. */
export type Timers = {
  now(): number;
  /** Calls back after so many milliseconds; answers with the way to call it off. */
  set(milliseconds: number, call: () => void): () => void;
};

export const realTimers: Timers = {
  now: () => performance.now(),
  set: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
