import { useEffect, useRef, useState } from 'preact/hooks';
import type { ItemResponse } from '#rooms/bank/model/item.ts';
import type { AttemptSession } from './attempt-session.ts';

/** A choice is kept at once; of what is typed the state after so long a rest, and whenever the item is left. */
const restMilliseconds = 700;

export type AnswerHere = {
  /** What the screen shows: what was done last, kept or about to be. */
  readonly shown: ItemResponse | undefined;
  readonly change: (response: ItemResponse) => void;
  readonly keepNow: () => Promise<void>;
  /** Something typed is not kept yet. */
  readonly isWaiting: boolean;
};

/** The answer to the item at a place: shown at once, said to be saved only when it is (SIT-2). */
export function useAnswer(session: AttemptSession, place: number): AnswerHere {
  const kept = session.view.value.state.answers.get(place);
  const [draft, setDraft] = useState<{ readonly place: number; readonly response: ItemResponse }>();
  const pending = useRef<{ readonly place: number; readonly response: ItemResponse } | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const keepNow = async (): Promise<void> => {
    clearTimeout(timer.current);
    const wanted = pending.current;
    pending.current = undefined;
    if (wanted) await session.answer(wanted.place, wanted.response);
    setDraft((now) => (now === wanted ? undefined : now));
  };
  const change = (response: ItemResponse): void => {
    const wanted = { place, response };
    const before = draft?.place === place ? draft.response : kept;
    pending.current = wanted;
    setDraft(wanted);
    clearTimeout(timer.current);
    if (isTyped(before, response)) timer.current = setTimeout(() => void keepNow(), restMilliseconds);
    else void keepNow();
  };
  useEffect(() => {
    const hidden = (): void => void keepNow();
    document.addEventListener('visibilitychange', hidden);
    addEventListener('pagehide', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('pagehide', hidden);
      void keepNow();
    };
  }, [session]);
  return {
    shown: draft?.place === place ? draft.response : kept,
    change,
    keepNow,
    isWaiting: draft?.place === place,
  };
}

/** Whether two responses differ in a text: somebody types. */
function isTyped(before: ItemResponse | undefined, after: ItemResponse): boolean {
  return after.some((part, n) => {
    const other = before?.[n] ?? null;
    if (typeof part === 'string') return part !== other;
    if (!Array.isArray(part)) return false;
    return part.some((each, k) => typeof each === 'string' && each !== (Array.isArray(other) ? other[k] : null));
  });
}
