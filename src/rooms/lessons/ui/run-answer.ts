import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp } from '#web/app.ts';
import { useLive } from '#web/live.ts';
import type { RunClock } from './run-clock.ts';

/** Silence grows without anything happening, and events can be lost: so often a screen asks anyway. */
const restMilliseconds = 20_000;

export type RunAnswer<T> = {
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly isLive: boolean;
  readonly again: () => void;
};

/**
 * What a path says of a lesson, kept on the device and asked for again at every word of a live topic; the clock learns
 * from each answer. Of questions that come while one is under way one is asked after it.
 */
export function useRunAnswer<T extends { readonly now: number }>(
  path: string,
  { clock, topics, keepAs }: { readonly clock: RunClock; readonly topics: readonly string[]; readonly keepAs: string },
): RunAnswer<T> {
  const { api, kept } = useApp();
  const [value, setValue] = useState<T>();
  const [failure, setFailure] = useState<Failure>();
  const asking = useRef({ isUnderWay: false, isWanted: false, isGone: false });
  const again = useCallback((): void => {
    const state = asking.current;
    if (state.isUnderWay) {
      state.isWanted = true;
      return;
    }
    state.isUnderWay = true;
    const asked = clock.read();
    void api.get<T>(path).then((answer) => {
      state.isUnderWay = false;
      if (state.isGone) return;
      setFailure(answer.ok ? undefined : answer.error);
      if (answer.ok) {
        clock.learn(asked, answer.value.now);
        setValue(answer.value);
        void kept.keep(keepAs, answer.value);
      }
      if (state.isWanted) {
        state.isWanted = false;
        again();
      }
    });
  }, [path, keepAs]);
  useEffect(() => {
    asking.current = { isUnderWay: false, isWanted: false, isGone: false };
    const state = asking.current;
    void kept.find<T>(keepAs).then((found) => !state.isGone && found && setValue((before) => before ?? found));
    again();
    const rest = setInterval(again, restMilliseconds);
    return () => {
      state.isGone = true;
      clearInterval(rest);
    };
  }, [again]);
  return { value, failure, isLive: useLive(topics, again), again };
}
