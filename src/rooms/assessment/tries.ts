/** ASM-26: after so many wrong codes for one form one waits; what waits is this screen, nothing else. */
const freeTries = 5;
const firstWait = 15_000;
const longestWait = 10 * 60_000;

export type Tries = {
  /** Milliseconds until the next try for this form may be made; 0 where it may be now. */
  wait(form: string, now: number): number;
  failed(form: string, now: number): void;
  succeeded(form: string): void;
};

/** Counts wrong codes since the start of the program. It guards the screen against trying; the file is guarded by argon2id. */
export function codeTries(): Tries {
  const wrong = new Map<string, { count: number; at: number }>();
  return {
    wait: (form, now) => {
      const before = wrong.get(form);
      if (!before || before.count < freeTries) return 0;
      const pause = Math.min(longestWait, firstWait * 2 ** (before.count - freeTries));
      return Math.max(0, before.at + pause - now);
    },
    failed: (form, now) => void wrong.set(form, { count: (wrong.get(form)?.count ?? 0) + 1, at: now }),
    succeeded: (form) => void wrong.delete(form),
  };
}
