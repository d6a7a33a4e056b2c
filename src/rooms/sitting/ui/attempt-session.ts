import { signal, type ReadonlySignal } from '@preact/signals';
import type { ItemResponse } from '#rooms/bank/model/item.ts';
import type { Answer, Api } from '#web/api.ts';
import type { Outbox } from '#web/outbox/index.ts';
import { isForRoom } from '#web/outbox/outbox-database.ts';
import {
  beatMilliseconds,
  startClock,
  switched,
  tick,
  timeLeft,
  type ActiveClock,
  type Reading,
} from '../model/clock.ts';
import type { FinalCause, SittingEvent } from '../model/event.ts';
import { afterEvent, isGiven, nothingYet, replay, type AttemptState } from '../model/replay.ts';
import { carried } from '../model/run.ts';
import { hasMarks } from '../model/words.ts';
import type { SeatAnswer, TakeOver, WordAnswer } from '../routes-sit.ts';
import type { ChainRow } from './attempt-database.ts';
import { leaseOf, newName } from './attempt-lease.ts';
import { NotTheWriter, type AttemptStore } from './attempt-store.ts';
import { cutRuns, eventsARun } from './runs-out.ts';

/** What the pupil's screen shows of an attempt. */
export type AttemptView = {
  readonly state: AttemptState;
  /** Milliseconds. */
  readonly left: number;
  /** `elsewhere`: another window of this tablet writes it. */
  readonly standing: 'opening' | 'writing' | 'elsewhere';
  readonly order: SeatAnswer['state'];
  /** Handed in on another tablet. */
  readonly isOverThere: boolean;
  /** The tablet took no more: the last answer is not kept, and the screen says so. */
  readonly isFull: boolean;
  /** Events on this tablet, and how many of them the school has said that it has. */
  readonly count: number;
  readonly reached: number;
};

export type AttemptSession = {
  readonly view: ReadonlySignal<AttemptView>;
  /** Each resolves once what was done would survive a loss of power, with whether it was kept (SIT-2). */
  show(place: number): Promise<boolean>;
  answer(place: number, response: ItemResponse): Promise<boolean>;
  flag(place: number, isOn: boolean): Promise<boolean>;
  hand(why: FinalCause): Promise<boolean>;
  close(): Promise<void>;
};

export type SessionNeeds = {
  readonly store: AttemptStore;
  readonly outbox: Outbox;
  readonly api: Api;
  readonly seat: SeatAnswer;
  readonly credential: string;
};

const soonMilliseconds = 250;
const wordMilliseconds = 5000;
/** Runs are not kept back longer than this: what is in the outbox comes up whoever uses the tablet. */
const longestUncut = 30 * 60_000;

/**
 * Opens an attempt of this tablet, or begins one. Undefined where it was never begun here and the school does not answer.
 * All that happens goes through one queue: event after event, each on the disk before the next.
 */
export async function openSession(needs: SessionNeeds): Promise<AttemptSession | undefined> {
  const { store, seat } = needs;
  const row = (await store.find(seat.attempt)) ?? (await beginChain(needs));
  return row && runSession(needs, row);
}

async function beginChain({ store, api, seat, credential }: SessionNeeds): Promise<ChainRow | undefined> {
  const device = newName(4);
  const before = await api.post<TakeOver>('/sitting/take-over', { attempt: seat.attempt, device });
  return before.ok ? store.begin(seat, credential, device, before.value) : undefined;
}

function reading(): Reading {
  return { wall: Date.now(), steady: performance.now() };
}

function runSession(needs: SessionNeeds, opened: ChainRow): AttemptSession {
  const { store, outbox, api } = needs;
  const me = newName(8);
  let row = opened;
  let seat = needs.seat;
  let state: AttemptState = nothingYet;
  let clock: ActiveClock = startClock(0, false, reading());
  let standing: AttemptView['standing'] = 'opening';
  let isFull = false;
  let [lastCut, lastBeat] = [performance.now(), 0];
  /** What was answered here while another window held the attempt, and how many events there were. */
  let unkept: { readonly place: number; readonly response: ItemResponse; readonly count: number } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let soon: ReturnType<typeof setTimeout> | undefined;
  const viewNow = (): AttemptView => ({
    state,
    left: timeLeft({ minutes: seat.minutes, extra: seat.extra, added: seat.added }, clock.active),
    standing,
    order: seat.state,
    isOverThere: seat.isOver && state.final === undefined,
    isFull,
    count: row.count,
    reached: row.reached,
  });
  const view = signal(viewNow());
  const tell = (): void => void (view.value = viewNow());
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };

  /** Keeps one event, as the school will read it (SIT-4); only in the queue. */
  const keep = async (done: SittingEvent): Promise<boolean> => {
    const event = carried(done);
    if (!event || hasMarks([event]) || standing !== 'writing' || state.final !== undefined) return false;
    try {
      row = await store.append(row.chain, { me, wall: Date.now(), count: row.count }, event);
    } catch (error) {
      if (error instanceof NotTheWriter) lose();
      else if (isForRoom(error)) isFull = true;
      else throw error;
      tell();
      return false;
    }
    isFull = false;
    state = afterEvent(state, event);
    if (row.count - row.cut >= eventsARun || event.kind === 'final') await cut();
    tell();
    clearTimeout(soon);
    soon = setTimeout(() => void word(), soonMilliseconds);
    return true;
  };
  const cut = async (): Promise<void> => {
    lastCut = performance.now();
    // A full outbox: they stay here, and the next cut takes them.
    await cutRuns(store, outbox, row).catch(() => undefined);
    row = { ...row, cut: (await store.find(row.attempt))?.cut ?? row.cut };
  };
  const at = (): number => Math.max(state.at, Math.floor(clock.active / 100));

  /** Counts the time until now; what the clocks did is kept. Only in the queue. */
  const count = async (): Promise<void> => {
    const ticked = tick(clock, reading());
    clock = ticked.clock;
    if (ticked.jumped !== undefined) await keep({ at: at(), kind: 'clock', by: ticked.jumped });
    if (ticked.sleptAt === undefined) return;
    await keep({ at: at(), kind: 'left', why: 'slept', wall: Math.max(0, ticked.sleptAt) });
    await goOn();
  };
  /** Begins an interval, where the room works and the page can be seen. */
  const goOn = async (): Promise<void> => {
    if (seat.state !== 'running' || document.visibilityState === 'hidden' || state.isRunning) return;
    if (await keep({ at: at(), kind: 'back', wall: Date.now() }))
      clock = switched(startClock(clock.active, true, reading()), true);
  };
  const stop = async (why: 'hidden' | 'paused'): Promise<void> => {
    if (!state.isRunning) return;
    await count();
    clock = switched(clock, false);
    await keep({ at: at(), kind: 'left', why, wall: Date.now() });
  };
  const finish = async (why: FinalCause): Promise<boolean> => {
    await count();
    const isKept = await keep({ at: at(), kind: 'final', why });
    clock = switched(clock, false);
    return isKept;
  };

  /** This window writes from now on: it reads what was kept, and closes the interval that nobody closed. */
  const resume = async (): Promise<void> => {
    row = (await store.find(row.attempt)) ?? row;
    const before = row.count;
    const events = await store.events(row);
    state = replay(events);
    standing = 'writing';
    const from = Math.max(state.at, row.base?.at ?? 0, state.isRunning ? (row.beat?.at ?? 0) : 0);
    clock = startClock(from * 100, false, reading());
    if (row.count === 0)
      await keep({ at: from, kind: 'begun', wall: Date.now(), ...(row.base ? { base: row.base.of } : {}) });
    else if (state.isRunning)
      await keep({ at: from, kind: 'left', why: 'stopped', wall: row.beat?.wall ?? Date.now() });
    if (row.count === 1 && state.isRunning) clock = switched(clock, true);
    await (seat.state === 'paused' ? stop('paused') : goOn());
    const late = unkept;
    unkept = undefined;
    if (late && late.count === before)
      await keep({ at: at(), kind: 'answered', place: late.place, response: late.response });
    tell();
  };
  const lose = (): void => {
    standing = 'elsewhere';
    clock = switched(clock, false);
    lease.lost();
  };
  const leaseFor = (): ReturnType<typeof leaseOf> =>
    leaseOf(store, row.chain, me, {
      onMine: () => inTurn(resume),
      onOthers: () => {
        standing = 'elsewhere';
        tell();
      },
    });
  let lease = leaseFor();

  /** SIT-18: the school has more of this chain than the tablet: it was put back to an older state. A new chain goes on. */
  const beginAnew = async (): Promise<void> => {
    const next = await beginChain(needs);
    if (!next) return;
    await lease.give();
    row = next;
    standing = 'opening';
    lease = leaseFor();
  };
  let isSaying = false;
  const word = async (): Promise<void> => {
    if (isSaying || standing !== 'writing') return;
    isSaying = true;
    const answer = await say().catch(() => undefined);
    isSaying = false;
    if (answer?.ok) await inTurn(() => hear(answer.value));
  };
  const say = async (): Answer<WordAnswer> => {
    const said = row.count;
    const tail = row.count > row.cut && row.reached < row.count ? await store.runFrom(row, row.cut + 1) : undefined;
    const { waiting, atSchool, atRegion } = outbox.lights(seat.person).peek();
    const answered = [...state.answers.values()].filter((response) => isGiven(response)).length;
    const about = { attempt: row.attempt, device: row.device, n: said, at: at(), place: state.place, answered };
    const body = { ...about, lights: { waiting, atSchool, atRegion }, ...(tail ? { tail: tail.run } : {}) };
    return api.post<WordAnswer>('/sitting/word', body, { patience: 4000 });
  };
  const hear = async ({ reached, ...now }: WordAnswer): Promise<void> => {
    if (reached > row.count && standing === 'writing') return beginAnew();
    if (reached > row.reached) {
      row = { ...row, reached };
      await store.setReached(row.chain, reached).catch(() => undefined);
    }
    const before = seat;
    seat = { ...seat, ...now };
    if (before.state !== seat.state || before.extra !== seat.extra || before.added !== seat.added) {
      await store.setSeat(row.chain, seat).catch(() => undefined);
    }
    if (seat.state === 'paused') await stop('paused');
    if (seat.state === 'running') await goOn();
    if (seat.state === 'ended' && state.final === undefined) await finish('teacher');
    tell();
  };
  const each = async (): Promise<void> => {
    if (standing !== 'writing' || state.final !== undefined) return;
    await count();
    if (clock.isRunning) {
      const isSure = performance.now() - lastBeat >= beatMilliseconds - 1000;
      if (isSure) lastBeat = performance.now();
      await store.beat(row.chain, me, { at: at(), wall: Date.now() }, isSure).catch(() => undefined);
    }
    if (row.cut < row.count && performance.now() - lastCut > longestUncut) await cut();
    if (viewNow().left === 0) await finish('time');
    tell();
  };
  const seen = (): void => void inTurn(() => (document.visibilityState === 'hidden' ? stop('hidden') : goOn()));
  const ticking = setInterval(() => void inTurn(each), 1000);
  const saying = setInterval(() => void word(), wordMilliseconds);
  document.addEventListener('visibilitychange', seen);
  const act = (make: () => SittingEvent): Promise<boolean> =>
    inTurn(async () => {
      await count();
      return keep(make());
    });
  return {
    view,
    show: (place) => act(() => ({ at: at(), kind: 'shown', place })),
    answer: async (place, response) => {
      const isKept = await act(() => ({ at: at(), kind: 'answered', place, response }));
      // The other window only asked, or was closed: when this one goes on, nobody has to give the answer again.
      unkept = isKept || standing === 'writing' ? undefined : { place, response, count: row.count };
      return isKept;
    },
    flag: (place, isOn) => act(() => ({ at: at(), kind: 'flagged', place, isOn })),
    hand: (why) => inTurn(() => finish(why)),
    close: async () => {
      clearInterval(ticking);
      clearInterval(saying);
      clearTimeout(soon);
      document.removeEventListener('visibilitychange', seen);
      await inTurn(async () => {
        if (standing === 'writing') await stop('hidden');
      });
      await lease.give();
    },
  };
}
