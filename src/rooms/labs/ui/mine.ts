import { useAsk } from '#web/ask.ts';
import type { Failure } from '#web/api.ts';
import type { MineAnswer } from '../routes-mine.ts';

/** A pupil's key and works; kept on the tablet, so that a bench can be begun without a server (LAB-3). */
export function useMine(person: string): {
  readonly mine: MineAnswer | undefined;
  readonly failure: Failure | undefined;
  readonly again: () => void;
} {
  const { value, failure, again } = useAsk<MineAnswer>('/labs/mine', { keepAs: `labs:${person}` });
  return { mine: value, failure, again };
}
