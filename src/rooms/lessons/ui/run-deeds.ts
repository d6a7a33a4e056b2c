import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { useApp, type App } from '#web/app.ts';
import type { Command } from '../run/command.ts';
import type { RunClock } from './run-clock.ts';

/** What is done in a lesson, before the school has it: as `POST /lessons/runs/:run/deeds` takes it. */
export type NewDeed = { readonly kind: string } & Readonly<Record<string, unknown>>;
export type KeptDeed = NewDeed & { readonly deed: string; readonly at: number };

export type Deeds = {
  /** Done here and not yet at the school. */
  readonly waiting: readonly KeptDeed[];
  /** Taken by the school since this page was opened: what the school answers may not show them yet. */
  readonly taken: readonly KeptDeed[];
  /** Why the school refused something; it is not sent again. */
  readonly failure: Failure | undefined;
  /** Keeps a deed on this device and sends it up by itself, as often as it takes (LES-72). */
  readonly put: (deed: NewDeed) => void;
};

const againMilliseconds = 3000;
const someAtOnce = 100;

const queueKey = (run: string): string => `run-deeds:${run}`;

/** The deeds of a lesson that this device did. They outlive the page: what is kept goes up when it is opened again. */
export function useDeeds(run: string, clock: RunClock, taken: () => void): Deeds {
  const app = useApp();
  const [waiting, setWaiting] = useState<readonly KeptDeed[]>([]);
  const [sent, setSent] = useState<readonly KeptDeed[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const queue = useRef<DeedQueue>(undefined);
  const heard = useRef(taken);
  heard.current = taken;
  useEffect(() => {
    const opened = openQueue(app, run, {
      changed: setWaiting,
      taken: (some) => {
        setSent((before) => [...before, ...some]);
        heard.current();
      },
      refused: setFailure,
    });
    queue.current = opened;
    return opened.close;
  }, [run]);
  const put = (deed: NewDeed): void => {
    setFailure(undefined);
    queue.current?.put({ ...deed, deed: nextDeed(), at: Math.round(clock.now()) });
  };
  return { waiting, taken: sent, failure, put };
}

/** What the engine is told besides what the school knows. */
export function commandsIn(deeds: readonly KeptDeed[]): readonly Command[] {
  return deeds.flatMap(({ deed, at, order }) => (order ? [{ deed, at, ...(order as object) } as Command] : []));
}

type DeedQueue = { readonly put: (deed: KeptDeed) => void; readonly close: () => void };

type Hears = {
  readonly changed: (waiting: readonly KeptDeed[]) => void;
  readonly taken: (some: readonly KeptDeed[]) => void;
  readonly refused: (failure: Failure) => void;
};

function openQueue({ api, kept }: App, run: string, hears: Hears): DeedQueue {
  let waiting: readonly KeptDeed[] = [];
  let isSending = false;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (now: readonly KeptDeed[]): void => {
    waiting = now;
    if (!isClosed) hears.changed(now);
    void kept.keep(queueKey(run), now);
  };
  const send = async (): Promise<void> => {
    if (isSending || isClosed || waiting.length === 0) return;
    isSending = true;
    const some = waiting.slice(0, someAtOnce);
    const answer = await api.post(`/lessons/runs/${run}/deeds`, { deeds: some });
    isSending = false;
    // What the school refuses as it is would be refused again; all else waits for it.
    const isRefused =
      !answer.ok && answer.error.status >= 400 && answer.error.status < 500 && answer.error.status !== 401;
    if (!answer.ok && isRefused) hears.refused(answer.error);
    if (answer.ok || isRefused) {
      const sent = new Set(some.map((each) => each.deed));
      keep(waiting.filter((each) => !sent.has(each.deed)));
      if (answer.ok) hears.taken(some);
      void send();
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => void send(), againMilliseconds);
  };
  void kept.find<readonly KeptDeed[]>(queueKey(run)).then((before) => {
    if (!before || before.length === 0) return;
    const known = new Set(waiting.map((each) => each.deed));
    keep([...before.filter((each) => !known.has(each.deed)), ...waiting]);
    void send();
  });
  return {
    put: (deed) => {
      keep([...waiting, deed]);
      void send();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

const numberKey = 'tirek.deed';

/** `<device>-<number>`: one counter for all pages of this browser, so that no two deeds have one number. */
export function nextDeed(): string {
  const [device = newDevice(), last = '0'] = (localStorage.getItem(numberKey) ?? '').split('-').filter(Boolean);
  const deed = `${device}-${Number(last) + 1}`;
  localStorage.setItem(numberKey, deed);
  return deed;
}

function newDevice(): string {
  return [...crypto.getRandomValues(new Uint8Array(14))].map((byte) => (byte % 36).toString(36)).join('');
}
