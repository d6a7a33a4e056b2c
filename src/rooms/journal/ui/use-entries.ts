import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp } from '#web/app.ts';

/** What a cell holds on the screen and is not yet, or no more, what the school has. */
export type Entry = {
  readonly run: string;
  readonly person: string;
  readonly points?: number | undefined;
  readonly of: number;
  readonly comment?: string | undefined;
  readonly why?: string | undefined;
};

export type Entries = {
  readonly unsaved: ReadonlyMap<string, Entry>;
  readonly isSaving: boolean;
  readonly failure: Failure | undefined;
  /** Whose cell the server refused. */
  readonly refused: Entry | undefined;
  /** Says cells together; `before` is what they held, for taking it back. */
  readonly say: (cells: readonly Entry[], before: readonly Entry[]) => void;
  readonly save: (why?: string) => Promise<void>;
  readonly undo: () => void;
  readonly canUndo: boolean;
};

export function entryKey({ run, person }: Pick<Entry, 'run' | 'person'>): string {
  return `${run} ${person}`;
}

const soon = 900;

/**
 * Cells that a teacher says: kept on the screen until the school has them, sent together a moment after the last one.
 * A cell counts as saved only when the server said so.
 */
export function useEntries(group: string, year: number, saved: () => void): Entries {
  const { api } = useApp();
  const [unsaved, setUnsaved] = useState<ReadonlyMap<string, Entry>>(new Map());
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [refused, setRefused] = useState<Entry>();
  const [past, setPast] = useState<readonly (readonly Entry[])[]>([]);
  const isBusy = useRef(false);

  const put = useCallback((cells: readonly Entry[]) => {
    setUnsaved((before) => new Map([...before, ...cells.map((cell) => [entryKey(cell), cell] as const)]));
    setFailure(undefined);
  }, []);
  const say: Entries['say'] = (cells, before) => {
    setPast((steps) => [...steps.slice(-49), before]);
    put(cells);
  };
  const save = async (why?: string): Promise<void> => {
    if (isBusy.current || unsaved.size === 0) return;
    isBusy.current = true;
    setSaving(true);
    const sent = unsaved;
    const cells = [...sent.values()].map((cell) => (why ? { ...cell, why } : cell));
    const answer = await api.post(`/journal/groups/${group}/points`, { year, cells });
    isBusy.current = false;
    setSaving(false);
    if (!answer.ok) {
      setFailure(answer.error);
      setRefused(cells[Number(answer.error.values['row'] ?? 0) - 1]);
      return;
    }
    setFailure(undefined);
    setRefused(undefined);
    // What was typed meanwhile stays unsaved.
    setUnsaved((now) => new Map([...now].filter(([key, cell]) => sent.get(key) !== cell)));
    saved();
  };
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    if (unsaved.size === 0 || failure) return;
    const timer = setTimeout(() => void latest.current(), soon);
    return () => clearTimeout(timer);
  }, [unsaved, failure, isSaving]);
  useEffect(() => {
    if (unsaved.size === 0) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsaved.size]);
  const undo = (): void => {
    const step = past.at(-1);
    if (!step) return;
    setPast(past.slice(0, -1));
    put(step);
  };
  return { unsaved, isSaving, failure, refused, say, save, undo, canUndo: past.length > 0 };
}
