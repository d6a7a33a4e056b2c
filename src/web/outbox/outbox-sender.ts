import { renewalMilliseconds } from './outbox-model.ts';
import type { SentEntry, WorkAnswer } from './entry.ts';
import { isForRoom } from './outbox-database.ts';
import type { OutboxStore } from './outbox-store.ts';
import {
  decide,
  freshSender,
  isAtRest,
  type Batch,
  type Command,
  type Event,
  type Failure,
  type Sender,
} from './sender-model.ts';

/** A server's answer with the time that it names. */
export type TimedAnswer = WorkAnswer & { readonly time?: number };

export type SenderNeeds = {
  readonly me: string;
  readonly store: OutboxStore;
  /** The corrected time, for what is stored. */
  readonly now: () => number;
  /** Hears of each answer's time; `asked`: `steady()` before the request. */
  readonly onTime: (serverTime: number, asked: number) => void;
  /** Hears that entries stand otherwise than before. */
  readonly onChange: () => void;
  readonly onFailure: (failure: Failure | undefined) => void;
  readonly onHold: (isMine: boolean) => void;
};

export type RunningSender = {
  /** Something new is to be sent. */
  news(): void;
  /** Resolves when nothing more is to be sent now, or at a failure. */
  flush(): Promise<void>;
  stop(): Promise<void>;
};

/** So long may a request take; then the line counts as broken. */
const requestMilliseconds = 40_000;

/** Carries out what `decide` decides: the lease, the store, the requests, and the clock. */
export function startSender(needs: SenderNeeds): RunningSender {
  const { me, store } = needs;
  let sender: Sender = freshSender;
  let isStopped = false;
  let wake: ReturnType<typeof setTimeout> | undefined;
  let waiters: (() => void)[] = [];
  const stopper = new AbortController();

  const happen = (event: Event): void => {
    if (isStopped) return;
    const decided = decide(sender, event);
    const wasMine = sender.isMine;
    sender = decided.sender;
    if (sender.isMine !== wasMine) needs.onHold(sender.isMine);
    for (const command of decided.commands) void carryOut(command);
    if (!isAtRest(decided)) return;
    for (const each of waiters.splice(0)) each();
  };
  const fail = (failure: Failure, batch: Batch): void => {
    needs.onFailure(failure);
    happen({ type: 'failed', now: performance.now(), failure, batch, dice: Math.random() });
  };
  const carryOut = async (command: Command): Promise<void> => {
    switch (command.do) {
      case 'hold': {
        const isMine = await store.hold(me, Date.now()).catch(() => false);
        return happen({ type: 'held', now: performance.now(), isMine });
      }
      case 'look': {
        const found = await store.look(command).catch(() => ({ atSchool: [] }));
        return happen({ type: 'found', now: performance.now(), found });
      }
      case 'send':
        return request(command.batch);
      case 'ask':
        return request({ tablet: command.tablet, entries: [] });
      case 'park':
        await store.park(command.entry, command.key, needs.now()).catch(() => undefined);
        needs.onFailure(undefined);
        needs.onChange();
        return happen({ type: 'answered', now: performance.now(), isUseful: true });
      case 'wake':
        clearTimeout(wake);
        wake = setTimeout(tick, command.inMilliseconds);
    }
  };
  const request = async (batch: Batch): Promise<void> => {
    const asked = performance.now();
    const sent = await store.toSend(batch.entries).catch(() => undefined);
    if (!sent) return fail(noStore, batch);
    const answer = await ask(
      batch.tablet,
      sent,
      AbortSignal.any([stopper.signal, AbortSignal.timeout(requestMilliseconds)]),
    );
    if (isFailure(answer)) return fail(answer, batch);
    if (answer.time !== undefined) needs.onTime(answer.time, asked);
    const isUseful =
      batch.entries.length === 0 || batch.entries.some(({ n }) => answer.results.some((result) => result.n === n));
    if (!isUseful) return fail(strange, batch);
    try {
      await store.absorb(batch.tablet.tablet, answer, batch.tablet.answers, needs.now());
    } catch (error) {
      if (!isForRoom(error)) return fail(noStore, batch);
      needs.onFailure(full);
      return happen({ type: 'unstored', now: performance.now(), batch, dice: Math.random() });
    }
    needs.onFailure(undefined);
    needs.onChange();
    happen({ type: 'answered', now: performance.now(), isUseful: true });
  };
  const tick = (): void => happen({ type: 'tick', now: performance.now() });
  const news = (): void => happen({ type: 'news', now: performance.now() });

  const beat = setInterval(tick, renewalMilliseconds);
  addEventListener('online', news);
  tick();
  return {
    news,
    flush: () =>
      new Promise((resolve) => {
        waiters = [...waiters, resolve];
        if (isStopped) resolve();
        news();
      }),
    stop: async () => {
      isStopped = true;
      clearInterval(beat);
      clearTimeout(wake);
      removeEventListener('online', news);
      stopper.abort();
      for (const each of waiters.splice(0)) each();
      await store.release(me).catch(() => undefined);
    },
  };
}

const noServer: Failure = { key: 'web.no-server', status: 0 };
const strange: Failure = { key: 'web.unexpected', status: 0 };
/** All goes up, and what is shown of it stays behind. */
const full: Failure = { key: 'web.outbox-full', status: 0 };
const noStore: Failure = { key: 'web.unexpected', status: 0 };

function isFailure(answer: TimedAnswer | Failure): answer is Failure {
  return 'status' in answer;
}

/** Sends a batch, or asks how far all has come where there is nothing to send. */
async function ask(
  { token, known }: Batch['tablet'],
  entries: readonly SentEntry[],
  signal: AbortSignal,
): Promise<TimedAnswer | Failure> {
  const authorization = `Bearer ${token}`;
  const body = JSON.stringify({ entries, known });
  const state = `/api/people/work/state${known === undefined ? '' : `?known=${known}`}`;
  const headers = { authorization, 'content-type': 'application/json' };
  try {
    const response = await (entries.length > 0
      ? fetch('/api/people/work', { method: 'POST', headers, body, signal })
      : fetch(state, { headers: { authorization }, cache: 'no-store', signal }));
    const answer: unknown = await response.json().catch(() => undefined);
    return response.ok ? readAnswer(answer) : failureOf(answer, response.status);
  } catch {
    return noServer;
  }
}

/** What some other machine on the line answers in the server's place is no answer. */
function readAnswer(answer: unknown): TimedAnswer | Failure {
  const { node, epoch, region, time, lacks, results = [] } = (answer ?? {}) as Partial<TimedAnswer>;
  if (typeof node !== 'string' || !isCount(epoch) || !isCount(region) || !Array.isArray(results)) return strange;
  const known = results.filter(
    (result) => isCount(result.n) && (result.state === 'taken' || result.state === 'parked'),
  );
  const more = { ...(typeof time === 'number' ? { time } : {}), ...(lacks === true ? { lacks } : {}) };
  return { node, epoch, region, results: known, ...more };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** A refusal counts only in the server's own words; without them somebody else on the line gave it. */
function failureOf(answer: unknown, status: number): Failure {
  const { error } = (answer ?? {}) as { error?: { key?: unknown } };
  return typeof error?.key === 'string' ? { key: error.key, status } : { ...strange, status: 0 };
}
