import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Ask, Failure } from './api.ts';
import { useApp } from './app.ts';

export type Asked<T> = {
  /** The newest answer; stays while it is asked for again. */
  readonly value: T | undefined;
  /** Why the newest call failed. */
  readonly failure: Failure | undefined;
  readonly isAsking: boolean;
  readonly again: () => void;
};

export type Asking = Ask & {
  /** Keeps the answer on the tablet under this key; what was kept is shown until the answer comes, or in its place. */
  readonly keepAs?: string;
};

/** Asks the server for something when a screen is drawn, and whenever the path changes or `again` is called. */
export function useAsk<T>(path: string, asking: Asking = {}): Asked<T> {
  const { api, kept } = useApp();
  const { keepAs } = asking;
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<Asked<T>, 'again'>>({ value: undefined, failure: undefined, isAsking: true });
  useEffect(() => {
    let isCurrent = true;
    setState((before) => ({ ...before, isAsking: true }));
    void api.get<T>(path, asking).then((answer) => {
      if (answer.ok && keepAs) void kept.keep(keepAs, answer.value);
      if (!isCurrent) return;
      if (answer.ok) setState({ value: answer.value, failure: undefined, isAsking: false });
      else setState((before) => ({ ...before, failure: answer.error, isAsking: false }));
    });
    if (keepAs) {
      void kept.find<T>(keepAs).then((value) => {
        if (isCurrent && value) setState((before) => ({ ...before, value: before.value ?? value }));
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [path, keepAs, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, again };
}
