import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from './api.ts';
import { useApp } from './app.ts';

export type Asked<T> = {
  /** The newest answer; stays while it is asked for again. */
  readonly value: T | undefined;
  /** Why the newest call failed. */
  readonly failure: Failure | undefined;
  readonly isAsking: boolean;
  readonly again: () => void;
};

/** Asks the server for something when a screen is drawn, and whenever the path changes or `again` is called. */
export function useAsk<T>(path: string): Asked<T> {
  const { api } = useApp();
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<Asked<T>, 'again'>>({ value: undefined, failure: undefined, isAsking: true });
  useEffect(() => {
    let isCurrent = true;
    setState((before) => ({ ...before, isAsking: true }));
    void api.get<T>(path).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setState({ value: answer.value, failure: undefined, isAsking: false });
      else setState((before) => ({ ...before, failure: answer.error, isAsking: false }));
    });
    return () => {
      isCurrent = false;
    };
  }, [path, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, again };
}
