import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { useApp, type Session } from '#web/app.ts';
import { isOver, newProgress, progressOf, type OwnAttempt, type Progress } from './progress.ts';
import { progressKey } from './use-today.ts';

export type LessonAt = {
  readonly pack: string;
  readonly id: string;
  readonly file: string;
  readonly language: Language;
  readonly assignment: string | undefined;
  /** The attempt that the school knows of. */
  readonly known: string | undefined;
};

export type ProgressHold = {
  /** Undefined until it is known where the pupil is; then the attempt has begun. */
  readonly progress: Progress | undefined;
  /** Changes the progress and keeps it on the tablet. */
  readonly change: (by: (before: Progress) => Progress) => void;
  /** Puts work into the outbox. False where the tablet could not keep it. */
  readonly put: (kind: string, body: object) => Promise<boolean>;
  readonly isFull: boolean;
  /** Begins a new attempt. */
  readonly beginAnew: () => void;
};

/** A pupil's attempt at a lesson: found on the tablet, or begun. All that is done in it goes into the outbox. */
export function useProgress({ person, credential = '' }: Session, at: LessonAt): ProgressHold {
  const { api, kept, outbox, tablet } = useApp();
  const [progress, setProgress] = useState<Progress>();
  const [isFull, setFull] = useState(false);
  const newest = useRef<Progress | undefined>(undefined);
  const key = progressKey(person, at.pack, at.id);
  const show = useCallback(
    (next: Progress): void => {
      newest.current = next;
      setProgress(next);
      void kept.keep(key, next);
    },
    [key],
  );
  const put: ProgressHold['put'] = async (kind, body) => {
    const isKept = await outbox.put({ credential, kind, body }).then(
      () => true,
      () => false,
    );
    setFull(!isKept);
    return isKept;
  };
  const begin = async (): Promise<void> => {
    const { pack, id: lesson, file, language, assignment } = at;
    const body = (name: { readonly tablet: string; readonly n: number }) => {
      return {
        attempt: `${name.tablet}-${name.n}`,
        ...(assignment ? { assignment } : {}),
        pack,
        lesson,
        file,
        language,
      };
    };
    try {
      const n = await outbox.put({ credential, kind: 'lessons.begun', body });
      show(newProgress(`${tablet.value?.tablet}-${n}`, assignment, language));
    } catch {
      setFull(true);
    }
  };
  const resume = async (): Promise<void> => {
    const found = await kept.find<Progress>(key);
    if (found && !isOver(found, at.assignment)) return show(found);
    if (found || !at.known) return begin();
    const own = await api.get<OwnAttempt>(`/lessons/attempts/${at.known}/own`, { patience: 5000 });
    return own.ok ? show(progressOf(own.value)) : begin();
  };
  useEffect(() => void resume(), [key]);
  const change: ProgressHold['change'] = (by) => {
    if (newest.current) show(by(newest.current));
  };
  return { progress, change, put, isFull, beginAnew: () => void begin() };
}
