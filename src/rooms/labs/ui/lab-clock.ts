import { useEffect, useMemo, useState } from 'preact/hooks';

export type LabClock = {
  /** Milliseconds of lab time at this moment. */
  now(): number;
  run(speed: number): void;
};

/** Lab time: it goes on from where the bench was, as long as the page is seen, and stands still while it is not (LAB-6). */
export function useLabClock(from: number): LabClock {
  const clock = useMemo(() => {
    const state = { base: from, since: performance.now(), speed: 1 };
    const now = (): number => state.base + (performance.now() - state.since) * (document.hidden ? 0 : state.speed);
    const settle = (speed = state.speed): void => {
      state.base += (performance.now() - state.since) * state.speed;
      state.since = performance.now();
      state.speed = speed;
    };
    const hide = (): void => {
      // What passed before the page was hidden counts; what passes now does not.
      if (document.hidden) state.base += (performance.now() - state.since) * state.speed;
      state.since = performance.now();
    };
    return { now, run: settle, hide };
  }, []);
  useEffect(() => {
    document.addEventListener('visibilitychange', clock.hide);
    return () => document.removeEventListener('visibilitychange', clock.hide);
  }, [clock]);
  return clock;
}

const frameMilliseconds = 33;

/** Draws its component again some thirty times a second. */
export function useFrames(): void {
  const [, setFrame] = useState(0);
  useEffect(() => {
    let last = 0;
    let asked = requestAnimationFrame(function draw(at) {
      if (at - last >= frameMilliseconds - 4) {
        last = at;
        setFrame((n) => n + 1);
      }
      asked = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(asked);
  }, []);
}
