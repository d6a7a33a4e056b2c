import { useRef, useState } from 'preact/hooks';

/** What is shown of a value, how a hand moves it, and how it is shown elsewhere while the hand has not let go of it. */
export type Ahead<T> = {
  readonly shown: T;
  readonly move: (to: T) => void;
  readonly hold: (at: T) => void;
};

/**
 * A value that is shown where the hand is already, while what it did is being kept: pressed quickly, a key moves on from
 * there, and what was kept last takes nothing back.
 */
export function useAhead<T>(kept: T, keep: (to: T) => unknown): Ahead<T> {
  const [wanted, setWanted] = useState<{ readonly at: T }>();
  const turn = useRef(0);
  const move = (to: T): void => {
    const own = ++turn.current;
    setWanted({ at: to });
    const rest = (): void => {
      if (own === turn.current) setWanted(undefined);
    };
    void Promise.resolve(keep(to)).then(rest, rest);
  };
  return { shown: wanted ? wanted.at : kept, move, hold: (at) => setWanted({ at }) };
}
